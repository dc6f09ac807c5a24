#include "data/drafts/unions.h"

#include "geo/cancelled.h"
#include "geo/shapes/geos_shapes.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>

namespace data {
namespace {

using geo::FaceId;

double mean_width_m(const geo::MultiPolygon& shape, double area_m2)
{
    const double length = geo::perimeter_m(shape);
    return length > 0 ? 2 * area_m2 / length : 0;
}

/// Boxes of a zone's border, segment by segment.
geo::SpatialIndex border_of(const geo::MultiPolygon& shape)
{
    std::vector<geo::LonLatBox> boxes;
    const auto ring = [&](const geo::Ring& points) {
        for (std::size_t i = 0, before = points.size() - 1; i < points.size(); before = i++) {
            geo::LonLatBox& box = boxes.emplace_back();
            box.add(points[before]), box.add(points[i]);
        }
    };
    for (const geo::Polygon& polygon : shape) {
        ring(polygon.outer);
        for (const geo::Ring& hole : polygon.holes)
            ring(hole);
    }
    return geo::SpatialIndex(boxes);
}

} // namespace

std::vector<ZoneReport> check_unions(const DraftVersion& version, std::span<const Zone> zones, const UnionRules& rules, std::stop_token stop)
{
    std::vector<FaceId> faces;
    std::vector<geo::LonLatBox> boxes;
    for (FaceId face = 0; face < version.map.face_slots(); ++face)
        if (const geo::Face* f = version.map.face(face); f && !f->is_overlap()) {
            faces.push_back(face);
            boxes.push_back(geo::lonlat_box(f->box));
        }
    const geo::SpatialIndex index(boxes);
    const geo::GeosShapes geos;
    std::vector<ZoneReport> out;
    std::vector<std::uint32_t> near, met;
    for (std::size_t z = 0; z < zones.size(); ++z) {
        if (stop.stop_requested())
            throw geo::Cancelled();
        const Zone& zone = zones[z];
        ZoneReport report;
        report.zone = z, report.name = zone.name;
        if (zone.shape.empty()) {
            out.push_back(std::move(report));
            continue;
        }
        report.area_m2 = geo::area_m2(zone.shape);
        const geo::SpatialIndex border = border_of(zone.shape);
        const geo::LonLatBox box = geo::box_of(zone.shape);
        near = index.query(box);
        std::sort(near.begin(), near.end());
        double covered = 0;
        for (const std::uint32_t i : near) {
            const FaceId face = faces[i];
            const geo::MultiPolygon shape = version.map.shape(face);
            const double area = geo::area_m2(shape);
            met = border.query(boxes[i]);
            if (met.empty()) {
                if (!shape.empty() && geo::contains(zone.shape, shape.front().outer.front()))
                    report.whole.push_back(face), covered += area;
                continue;
            }
            const geo::MultiPolygon inside = geos.intersection(shape, zone.shape), outside = geos.difference(shape, zone.shape);
            const double inside_m2 = geo::area_m2(inside), outside_m2 = geo::area_m2(outside);
            covered += inside_m2;
            const bool has_inside = inside_m2 > 0 && mean_width_m(inside, inside_m2) >= rules.hairline_m;
            const bool has_outside = outside_m2 > 0 && mean_width_m(outside, outside_m2) >= rules.hairline_m;
            if (has_inside && has_outside)
                report.cuts.push_back({face, version.grid(face) ? version.grid(face)->id : GridId{}, inside_m2, outside_m2});
            else if (has_inside)
                report.whole.push_back(face);
            // GEOS leaves crumbs of rounding where borders are the same: below a hand's breadth squared there is nothing to count.
            if ((!has_inside && inside_m2 > 0.01) || (!has_outside && has_inside && outside_m2 > 0.01))
                ++report.hairlines;
        }
        report.in_no_grid_m2 = std::max(0.0, report.area_m2 - covered);
        if (report.in_no_grid_m2 < 0.01)
            report.in_no_grid_m2 = 0;
        out.push_back(std::move(report));
    }
    return out;
}

} // namespace data
