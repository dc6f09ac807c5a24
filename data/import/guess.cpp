#include "data/import/guess.h"

#include "data/import/layers.h"
#include "data/import/level_words.h"
#include "geo/formats/vector_file.h"

#include <algorithm>
#include <array>
#include <filesystem>
#include <utility>
#include <vector>

namespace data {
namespace {

std::string lower_name(const std::string& path) { return in_small_letters(std::filesystem::path(path).filename().string()); }

bool is_basemap_name(std::string_view name)
{
    return std::ranges::any_of(std::array{".pbf", ".osm", ".mbtiles", ".tif", ".tiff", ".vrt", ".jp2", ".png", ".jpg"},
                               [&](const char* ending) { return name.ends_with(ending); });
}

int fields_of(ImportKind kind, const std::vector<std::string>& columns, std::initializer_list<std::string_view> fields)
{
    const ColumnMap map = guess_columns(kind, Level::grid, columns, {});
    return int(std::ranges::count_if(fields, [&](std::string_view field) { return map.contains(field); }));
}

/// Cameras or incidents: by what only one of them has, then by the words of the file's name.
std::optional<ImportKind> kind_of_points(const std::vector<std::string>& columns, std::string_view name)
{
    // A direction or a stream makes a camera, a time of reporting an incident; the other columns only add to it.
    int cameras = 3 * fields_of(ImportKind::cameras, columns, {"azimuth_deg", "main_url"}) +
                  2 * fields_of(ImportKind::cameras, columns, {"hfov_deg", "resolution", "point_class", "storage_days", "range_m"});
    int incidents = 3 * fields_of(ImportKind::incidents, columns, {"reported"}) +
                    2 * fields_of(ImportKind::incidents, columns, {"class", "closed", "severity", "due"});
    for (const std::string& column : columns)
        if (has_any(lower_name(column), {"camera", "cctv", "surveillance", "摄像"}))
            cameras += 4;
    cameras += has_any(name, {"camera", "cctv", "surveillance", "摄像", "监控"}) ? 4 : 0;
    incidents += has_any(name, {"incident", "crime", "event", "311", "request", "事件", "案件", "工单"}) ? 4 : 0;
    if (cameras == incidents || std::max(cameras, incidents) < 3)
        return std::nullopt;
    return cameras > incidents ? ImportKind::cameras : ImportKind::incidents;
}

/// How much of a layer is known: the fields of areas, or those of points.
std::size_t known_fields(const geo::VectorLayer& layer)
{
    const std::vector<std::string> columns = column_names(layer);
    std::size_t most = 0;
    for (const ImportKind kind : {ImportKind::grids, ImportKind::cameras, ImportKind::incidents})
        most = std::max(most, guess_columns(kind, Level::grid, columns, {}).size());
    return most;
}

} // namespace

ImportGuess guess_import(const std::string& path, const std::string& layer_name)
{
    const std::string name = lower_name(path);
    if (is_basemap_name(name))
        return {.kind = ImportKind::basemap, .level = {}};
    const geo::VectorFile file = geo::VectorFile::open(path);
    const auto& layers = file.layers();
    auto layer = std::ranges::find(layers, layer_name, &geo::VectorLayer::name);
    if (layer_name.empty() || layer == layers.end()) {
        layer = std::ranges::find_if(layers, [](const geo::VectorLayer& l) { return l.count != 0; });
        if (layer == layers.end())
            return {};
        if (file.driver() != "OSM") // the first of those that say most
            for (auto one = layer; one != layers.end(); ++one)
                if (one->count != 0 && known_fields(*one) > known_fields(*layer))
                    layer = one;
    }
    const std::vector<std::string> columns = column_names(*layer);
    bool is_area = layer->shapes == geo::ShapeKind::polygon, is_point = layer->shapes == geo::ShapeKind::point;
    if (!is_area && !is_point) {
        if (layer->shapes == geo::ShapeKind::line)
            return {.kind = ImportKind::reference, .level = {}};
        const ColumnMap map = guess_columns(ImportKind::incidents, Level::grid, columns, {});
        is_point = map.contains("lon") && map.contains("lat");
        is_area = !is_point && map.contains("wkt");
        if (!is_point && !is_area) // shapes of any kind: the name of the file must help
            is_area = has_any(name, {"grid", "communit", "village", "town", "district", "网格", "社区", "街道", "区划"});
    }
    if (is_area) {
        if (has_any(name, {"building", "建筑", "楼栋"}))
            return {.kind = ImportKind::buildings, .level = {}};
        const bool has_level = fields_of(ImportKind::grids, columns, {"level"}) > 0;
        ImportGuess guess{.kind = ImportKind::grids, .level = {}};
        if (!has_level)
            guess.level = level_by_words(columns, layers.size() > 1 ? layer->name + " " + name : name, layer->count);
        guess.needs_level = !has_level && !guess.level;
        return guess;
    }
    return {.kind = kind_of_points(columns, name), .level = {}};
}

} // namespace data
