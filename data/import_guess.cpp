#include "data/import_guess.h"

#include "geo/error.h"
#include "geo/vector_file.h"

#include <algorithm>
#include <cctype>
#include <filesystem>
#include <initializer_list>
#include <vector>

namespace data {
namespace {

bool holds(const std::string& name, std::initializer_list<const char*> words)
{
    return std::ranges::any_of(words, [&](const char* word) { return name.find(word) != std::string::npos; });
}

std::optional<Level> level_from_name(const std::string& name)
{
    const struct {
        Level level;
        std::initializer_list<const char*> words;
    } rows[] = {{Level::grid, {"grid", "网格"}},
                {Level::community, {"village", "communit", "社区", "村"}},
                {Level::street, {"town", "street", "街道", "乡镇"}},
                {Level::district, {"district", "county", "区县", "区划"}}};
    for (const auto& row : rows)
        if (holds(name, row.words))
            return row.level;
    return std::nullopt;
}

std::optional<ImportKind> kind_from_name(const std::string& name)
{
    for (const char* ending : {".pbf", ".mbtiles", ".tif", ".tiff"})
        if (name.ends_with(ending))
            return ImportKind::basemap;
    if (holds(name, {"camera", "摄像", "监控", "cctv"}))
        return ImportKind::cameras;
    if (holds(name, {"incident", "crime", "event", "事件", "案件", "311"}))
        return ImportKind::incidents;
    if (holds(name, {"building", "建筑", "楼栋"}))
        return ImportKind::buildings;
    if (holds(name, {"grid", "village", "town", "district", "neighb", "communit", "网格", "社区", "街道", "区划"}))
        return ImportKind::grids;
    return std::nullopt;
}

std::optional<ImportKind> kind_from_content(const std::string& path)
{
    const geo::VectorFile file = geo::VectorFile::open(path);
    for (const geo::VectorLayer& layer : file.layers()) {
        if (layer.shapes == geo::ShapeKind::polygon)
            return ImportKind::grids;
        std::vector<std::string> columns;
        for (const geo::VectorField& field : layer.fields)
            columns.push_back(field.name);
        const ColumnMap as_incidents = guess_columns(ImportKind::incidents, Level::grid, columns, {});
        if (as_incidents.contains("reported"))
            return ImportKind::incidents;
        const ColumnMap as_cameras = guess_columns(ImportKind::cameras, Level::grid, columns, {});
        if (as_cameras.contains("azimuth_deg") || as_cameras.contains("main_url"))
            return ImportKind::cameras;
    }
    return std::nullopt;
}

} // namespace

std::optional<ImportGuess> guess_import(const std::string& path)
{
    std::string name = std::filesystem::path(path).filename().string();
    std::ranges::transform(name, name.begin(), [](unsigned char c) { return static_cast<char>(std::tolower(c)); });
    std::optional<ImportKind> kind = kind_from_name(name);
    if (!kind) {
        try {
            kind = kind_from_content(path);
        } catch (const geo::Error&) {
            return std::nullopt; // whoever asked says that the content could not be told
        }
    }
    if (!kind)
        return std::nullopt;
    return ImportGuess{*kind, *kind == ImportKind::grids ? level_from_name(name) : std::nullopt};
}

} // namespace data
