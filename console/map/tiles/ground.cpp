#include "console/map/tiles/ground.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double small_area_m = 40;

bool is_small(const GroundFeature& feature)
{
    return !feature.area.empty() && feature.box.width() < small_area_m && feature.box.height() < small_area_m;
}

void set_shape(GroundFeature& feature, const geo::MultiPolygon& area, const geo::MultiLine& lines)
{
    feature.area = geo::map_multipolygon(area);
    if (!feature.area.empty())
        feature.box.add(geo::box_of(feature.area));
    for (const geo::Line& line : lines) {
        feature.lines.push_back(geo::map_line(line));
        feature.box.add(geo::box_of(feature.lines.back()));
    }
}

GroundKind road_kind(double width_m)
{
    return width_m >= 24 ? GroundKind::main_road : width_m >= 14 ? GroundKind::road
                                               : width_m >= 5  ? GroundKind::street
                                                               : GroundKind::path;
}

}

Ground::Ground(std::vector<GroundFeature> features) : features_(std::move(features))
{
    // Bridges over what they cross, within one kind; the kinds themselves are the order of painting.
    std::stable_sort(features_.begin(), features_.end(), [](const GroundFeature& a, const GroundFeature& b) {
        return a.kind != b.kind ? a.kind < b.kind : a.layer < b.layer;
    });
    std::vector<geo::MapBox> large, small;
    for (std::uint32_t i = 0; i < features_.size(); ++i) {
        const bool is = is_small(features_[i]);
        (is ? small : large).push_back(features_[i].box);
        (is ? small_items_ : large_items_).push_back(i);
    }
    large_ = geo::SpatialIndex(std::span<const geo::MapBox>(large));
    small_ = geo::SpatialIndex(std::span<const geo::MapBox>(small));
}

std::vector<std::uint32_t> Ground::query(const geo::MapBox& box, double smallest_m) const
{
    std::vector<std::uint32_t> found;
    for (const std::uint32_t i : large_.query(box)) {
        const GroundFeature& feature = features_[large_items_[i]];
        if (feature.area.empty() || std::max(feature.box.width(), feature.box.height()) >= smallest_m)
            found.push_back(large_items_[i]);
    }
    if (smallest_m < small_area_m)
        for (const std::uint32_t i : small_.query(box)) {
            const GroundFeature& feature = features_[small_items_[i]];
            if (std::max(feature.box.width(), feature.box.height()) >= smallest_m)
                found.push_back(small_items_[i]);
        }
    std::sort(found.begin(), found.end());
    return found;
}

geo::LonLatBox Ground::extent() const
{
    geo::MapBox box;
    for (const GroundFeature& feature : features_)
        box.add(feature.box);
    return box.is_empty() ? geo::LonLatBox{} : geo::lonlat_box(box);
}

std::vector<GroundFeature> ground_from_places(const data::Table<data::Place>& places)
{
    std::vector<GroundFeature> features;
    for (const data::Place& place : places.rows) {
        GroundFeature feature;
        switch (place.kind) {
        case data::PlaceKind::road: feature.kind = road_kind(place.width_m); break;
        case data::PlaceKind::building: feature.kind = GroundKind::building; break;
        case data::PlaceKind::water: feature.kind = place.area.empty() ? GroundKind::waterway : GroundKind::water; break;
        case data::PlaceKind::green: feature.kind = GroundKind::green; break;
        case data::PlaceKind::landmark: feature.kind = GroundKind::place_name; break;
        case data::PlaceKind::address:
        case data::PlaceKind::crossing:
        case data::PlaceKind::pole: continue; // found by search, not drawn
        }
        if (place.area.empty() && place.lines.empty() && feature.kind != GroundKind::place_name)
            continue;
        set_shape(feature, place.area, place.lines);
        feature.label = geo::map_from_lonlat(place.point);
        feature.box.add(feature.label);
        feature.width_m = place.width_m;
        feature.name = place.name;
        feature.number = place.number;
        feature.ground_per_map_m = std::cos(place.point.lat * geo::rad);
        features.push_back(std::move(feature));
    }
    return features;
}

std::vector<GroundFeature> ground_from_basemap(geo::BasemapFeatures basemap)
{
    std::vector<GroundFeature> features;
    features.reserve(basemap.features.size());
    for (geo::BasemapFeature& source : basemap.features) {
        GroundFeature feature;
        switch (source.kind) {
        case geo::BasemapKind::land: feature.kind = GroundKind::land; break;
        case geo::BasemapKind::water: feature.kind = GroundKind::water; break;
        case geo::BasemapKind::green: feature.kind = GroundKind::green; break;
        case geo::BasemapKind::building: feature.kind = GroundKind::building; break;
        case geo::BasemapKind::waterway: feature.kind = GroundKind::waterway; break;
        case geo::BasemapKind::rail: feature.kind = GroundKind::rail; break;
        case geo::BasemapKind::road_path: feature.kind = GroundKind::path; break;
        case geo::BasemapKind::road_minor: feature.kind = source.width_m >= 9 ? GroundKind::road : GroundKind::street; break;
        case geo::BasemapKind::road_major: feature.kind = source.width_m >= 18 ? GroundKind::motorway : GroundKind::main_road; break;
        case geo::BasemapKind::coast: continue; // closed into water areas by the reader
        case geo::BasemapKind::label:
        case geo::BasemapKind::reference_point: feature.kind = GroundKind::place_name; break;
        case geo::BasemapKind::reference_area:
        case geo::BasemapKind::reference_line: feature.kind = GroundKind::reference; break;
        }
        // A subway under the houses is not part of the ground one sees.
        if (source.tunnel && (feature.kind == GroundKind::rail || feature.kind == GroundKind::waterway))
            continue;
        set_shape(feature, source.area, source.lines);
        const bool is_point = feature.area.empty() && feature.lines.empty();
        if (is_point && feature.kind != GroundKind::place_name)
            continue;
        const geo::LonLat label = is_point ? source.point : feature.area.empty() ? source.box.centre() : geo::label_point(source.area);
        feature.label = geo::map_from_lonlat(label);
        feature.box.add(feature.label);
        feature.width_m = source.width_m;
        feature.name = source.name.empty() ? source.ref : std::move(source.name);
        feature.layer = source.layer;
        feature.rank = source.rank;
        feature.ground_per_map_m = std::cos(label.lat * geo::rad);
        features.push_back(std::move(feature));
    }
    return features;
}

}
