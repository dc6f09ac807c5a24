// OpenStreetMap extracts. GDAL's reader hands out features of several layers in file order; tags that a map needs and that
// GDAL hides by default (ref, bridge, tunnel, natural and layer on lines) are asked for by a configuration of our own.
#include "geo/cancelled.h"
#include "geo/error.h"
#include "geo/formats/basemap.h"
#include "geo/formats/basemap_geometry.h"
#include "geo/formats/coastline.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/map_files.h"

#include <cpl_conv.h>
#include <cpl_vsi.h>
#include <ogrsf_frmts.h>

#include <array>
#include <atomic>
#include <filesystem>
#include <optional>
#include <string_view>

namespace geo {
namespace {

constexpr std::string_view osm_configuration = R"(
closed_ways_are_polygons=aeroway,amenity,boundary,building,craft,geological,historic,landuse,leisure,military,natural,office,place,shop,sport,tourism,highway=platform,public_transport=platform
attribute_name_laundering=yes
[points]
osm_id=no
attributes=name,place
other_tags=no
[lines]
osm_id=no
attributes=name,highway,railway,waterway,natural,ref,bridge,tunnel,layer
other_tags=no
[multipolygons]
osm_id=no
attributes=name,building,natural,landuse,leisure,waterway,place,layer
other_tags=no
[multilinestrings]
osm_id=no
attributes=type
other_tags=no
[other_relations]
osm_id=no
attributes=type
other_tags=no
)";

/// A configuration file in GDAL's memory, away again at the end. Each reader has its own name.
class MemoryFile {
public:
    explicit MemoryFile(std::string_view text)
    {
        static std::atomic<int> count{0};
        path_ = "/vsimem/gridwatch_osm_" + std::to_string(++count) + ".ini";
        VSILFILE* file = VSIFOpenL(path_.c_str(), "wb");
        if (file) {
            VSIFWriteL(text.data(), 1, text.size(), file);
            VSIFCloseL(file);
        }
    }
    ~MemoryFile() { VSIUnlink(path_.c_str()); }
    MemoryFile(const MemoryFile&) = delete;
    MemoryFile& operator=(const MemoryFile&) = delete;
    const std::string& path() const { return path_; }

private:
    std::string path_;
};

/// Beyond 100 MB GDAL keeps its nodes in a file, by default in the folder the program was started from.
class TemporaryFolder {
public:
    TemporaryFolder()
    {
        std::error_code failed;
        const std::filesystem::path folder = std::filesystem::temp_directory_path(failed);
        if (!failed)
            CPLSetThreadLocalConfigOption("CPL_TMPDIR", folder.c_str());
    }
    ~TemporaryFolder() { CPLSetThreadLocalConfigOption("CPL_TMPDIR", nullptr); }
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;
};

struct RoadClass {
    std::string_view value;
    BasemapKind kind;
    double width_m;
};

constexpr std::array road_classes{
    RoadClass{"motorway", BasemapKind::road_major, 22},     RoadClass{"motorway_link", BasemapKind::road_major, 8},
    RoadClass{"trunk", BasemapKind::road_major, 18},        RoadClass{"trunk_link", BasemapKind::road_major, 8},
    RoadClass{"primary", BasemapKind::road_major, 15},      RoadClass{"primary_link", BasemapKind::road_major, 7},
    RoadClass{"secondary", BasemapKind::road_major, 12},    RoadClass{"secondary_link", BasemapKind::road_major, 7},
    RoadClass{"tertiary", BasemapKind::road_minor, 10},     RoadClass{"tertiary_link", BasemapKind::road_minor, 6},
    RoadClass{"residential", BasemapKind::road_minor, 7},   RoadClass{"unclassified", BasemapKind::road_minor, 7},
    RoadClass{"living_street", BasemapKind::road_minor, 6}, RoadClass{"pedestrian", BasemapKind::road_minor, 6},
    RoadClass{"road", BasemapKind::road_minor, 6},          RoadClass{"service", BasemapKind::road_minor, 4},
    RoadClass{"track", BasemapKind::road_path, 3},          RoadClass{"path", BasemapKind::road_path, 2},
    RoadClass{"footway", BasemapKind::road_path, 2},        RoadClass{"cycleway", BasemapKind::road_path, 2.5},
    RoadClass{"bridleway", BasemapKind::road_path, 2},      RoadClass{"steps", BasemapKind::road_path, 2}};

template <std::size_t n> bool is_one_of(std::string_view value, const std::array<std::string_view, n>& values)
{
    return std::find(values.begin(), values.end(), value) != values.end();
}

/// A feature's tags by name; empty where it has none.
class Tags {
public:
    explicit Tags(OGRFeature& feature) : feature_(feature) {}
    std::string_view operator[](const char* key) const
    {
        const int i = feature_.GetFieldIndex(key);
        return i >= 0 && feature_.IsFieldSetAndNotNull(i) ? feature_.GetFieldAsString(i) : "";
    }
    bool has(const char* key) const { return !(*this)[key].empty() && (*this)[key] != "no"; }

private:
    OGRFeature& feature_;
};

bool classify_line(const Tags& tags, BasemapFeature& out)
{
    if (tags["natural"] == "coastline") {
        out.kind = BasemapKind::coast;
        return true;
    }
    if (const std::string_view highway = tags["highway"]; !highway.empty()) {
        const auto row = std::find_if(road_classes.begin(), road_classes.end(), [&](const RoadClass& c) { return c.value == highway; });
        if (row == road_classes.end())
            return false;
        out.kind = row->kind;
        out.width_m = row->width_m;
        return true;
    }
    if (is_one_of(tags["railway"], std::array<std::string_view, 6>{"rail", "light_rail", "subway", "tram", "narrow_gauge", "monorail"})) {
        out.kind = BasemapKind::rail;
        out.width_m = 3;
        return true;
    }
    if (const std::string_view waterway = tags["waterway"]; is_one_of(waterway, std::array<std::string_view, 5>{"river", "canal", "stream", "drain", "ditch"})) {
        out.kind = BasemapKind::waterway;
        out.width_m = waterway == "river" ? 15 : waterway == "canal" ? 8 : 2;
        return true;
    }
    return false;
}

bool classify_area(const Tags& tags, BasemapFeature& out)
{
    constexpr std::array<std::string_view, 9> green_leisure{"park", "garden", "pitch", "golf_course", "playground", "nature_reserve", "common", "dog_park", "recreation_ground"};
    constexpr std::array<std::string_view, 13> green_landuse{"grass", "forest", "meadow", "cemetery", "recreation_ground", "village_green", "orchard",
                                                             "vineyard", "allotments", "farmland", "greenfield", "plant_nursery", "flowerbed"};
    constexpr std::array<std::string_view, 6> green_natural{"wood", "scrub", "grassland", "heath", "wetland", "tree_row"};
    constexpr std::array<std::string_view, 9> built_landuse{"residential", "commercial", "retail", "industrial", "farmyard", "railway", "construction", "brownfield", "military"};
    if (tags.has("building"))
        out.kind = BasemapKind::building;
    else if (tags["natural"] == "water" || tags["waterway"] == "riverbank" || tags["waterway"] == "dock" ||
             is_one_of(tags["landuse"], std::array<std::string_view, 2>{"reservoir", "basin"}) || tags["leisure"] == "swimming_pool")
        out.kind = BasemapKind::water;
    else if (is_one_of(tags["leisure"], green_leisure) || is_one_of(tags["landuse"], green_landuse) || is_one_of(tags["natural"], green_natural))
        out.kind = BasemapKind::green;
    else if (is_one_of(tags["landuse"], built_landuse))
        out.kind = BasemapKind::land;
    else
        return false;
    return true;
}

bool classify_point(const Tags& tags, BasemapFeature& out)
{
    constexpr std::array<std::string_view, 10> ranks{"city", "town", "borough", "suburb", "village", "quarter", "neighbourhood", "hamlet", "island", "locality"};
    const auto rank = std::find(ranks.begin(), ranks.end(), tags["place"]);
    if (rank == ranks.end() || !tags.has("name"))
        return false;
    out.kind = BasemapKind::label;
    out.rank = static_cast<int>(rank - ranks.begin()) / 2;
    return true;
}

std::optional<BasemapFeature> make_feature(OGRFeature& feature)
{
    const Tags tags(feature);
    OGRGeometry* geometry = feature.GetGeometryRef();
    if (!geometry || geometry->IsEmpty())
        return {};
    BasemapFeature out;
    const OGRwkbGeometryType type = wkbFlatten(geometry->getGeometryType());
    const bool wanted = type == wkbPoint        ? classify_point(tags, out)
                        : type == wkbLineString ? classify_line(tags, out)
                        : type == wkbMultiPolygon || type == wkbPolygon ? classify_area(tags, out)
                                                                        : false;
    if (!wanted)
        return {};
    out.name = tags["name"];
    out.ref = tags["ref"];
    out.bridge = tags.has("bridge");
    out.tunnel = tags.has("tunnel");
    const std::string layer(tags["layer"]);
    out.layer = layer.empty() ? (out.bridge ? 1 : out.tunnel ? -1 : 0) : std::clamp(std::atoi(layer.c_str()), -5, 5);
    set_geometry(out, *geometry);
    return out;
}

} // namespace

BasemapFeatures read_osm(const std::string& path, std::stop_token stop)
{
    require_map_file(path);
    const GdalSession session;
    const TemporaryFolder temporary;
    const std::string tried = "Reading the base map " + std::filesystem::path(path).filename().string() + ": ";
    const MemoryFile configuration(osm_configuration);
    const std::string option = "CONFIG_FILE=" + configuration.path();
    const char* options[] = {option.c_str(), nullptr};
    const char* drivers[] = {"OSM", nullptr};
    const GDALDatasetUniquePtr file(GDALDataset::Open(path.c_str(), GDAL_OF_VECTOR | GDAL_OF_READONLY, drivers, options));
    if (!file)
        throw Error(remark("osm_not_read", tried, session.last_failure("it is not an OpenStreetMap extract, or cannot be read.")));

    BasemapFeatures out;
    out.attribution = "© OpenStreetMap contributors";
    OGREnvelope extent;
    if (OGRLayer* lines = file->GetLayerByName("lines"); lines && lines->GetExtent(&extent, FALSE) == OGRERR_NONE)
        out.box = {extent.MinX, extent.MinY, extent.MaxX, extent.MaxY};
    MultiLine coast;
    OGRLayer* layer = nullptr;
    for (;;) {
        if (stop.stop_requested())
            throw Cancelled{};
        const OGRFeatureUniquePtr feature(file->GetNextFeature(&layer, nullptr, nullptr, nullptr));
        if (!feature)
            break;
        if (std::optional<BasemapFeature> made = make_feature(*feature)) {
            if (made->kind == BasemapKind::coast)
                coast.insert(coast.end(), made->lines.begin(), made->lines.end());
            out.features.push_back(std::move(*made));
        }
    }
    if (const std::string failure = session.last_failure(""); !failure.empty())
        throw Error(remark("osm_not_read", tried, failure));
    finish(out);
    if (MultiPolygon sea = sea_from_coastlines(coast, out.box); !sea.empty()) {
        BasemapFeature water;
        water.kind = BasemapKind::water;
        water.area = std::move(sea);
        water.box = box_of(water.area);
        out.features.push_back(std::move(water));
        finish(out);
    }
    return out;
}

}
