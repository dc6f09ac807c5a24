#include "data/import/zones.h"

#include "data/error.h"
#include "data/import/columns.h"
#include "data/import/layers.h"
#include "geo/error.h"
#include "geo/formats/basemap.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>

namespace data {
namespace {

/// -1: no field names them.
int naming_field(const std::vector<geo::VectorField>& fields, const std::string& wanted)
{
    std::vector<std::string> names;
    for (const geo::VectorField& field : fields)
        names.push_back(field.name);
    if (const auto at = std::ranges::find(names, wanted); at != names.end())
        return static_cast<int>(at - names.begin());
    if (!wanted.empty())
        throw Error(geo::remark("zones_no_field", wanted, fmt::format("{}", fmt::join(names, ", "))));
    const ColumnMap columns = guess_columns(ImportKind::grids, Level::grid, names, {});
    for (const char* usual : {"name", "code"})
        if (const auto at = columns.find(usual); at != columns.end())
            return at->second;
    const auto text = std::ranges::find(fields, geo::FieldType::text, &geo::VectorField::type);
    return text == fields.end() ? -1 : static_cast<int>(text - fields.begin());
}

/// Closed lines, and texts beside them, as reference layers have them.
std::vector<Zone> zones_of_drawing(const ZoneFile& file, std::stop_token stop)
{
    if (!file.field.empty())
        throw Error(geo::remark("zones_drawing"));
    std::vector<std::string> layers = geo::reference_layers(file.path, stop);
    if (!file.layer.empty() && std::ranges::find(layers, file.layer) == layers.end())
        throw Error(geo::remark("no_source_layer", file.layer, fmt::format("{}", fmt::join(layers, ", "))));
    std::vector<Zone> zones;
    for (geo::BasemapFeature& feature : geo::read_reference(file.path, file.layer, file.crs, stop).features) {
        geo::MultiPolygon shape = std::move(feature.area);
        for (geo::Line& line : feature.lines)
            if (line.size() >= 4 && line.front() == line.back()) {
                line.pop_back(); // rings are kept without their repeated point
                shape.push_back({.outer = std::move(line), .holes = {}});
            }
        if (!shape.empty())
            zones.push_back({feature.name, std::move(shape)});
    }
    return zones;
}

std::vector<Zone> zones_of_table(const ZoneFile& file, std::stop_token stop)
{
    geo::VectorFile source = geo::VectorFile::open(file.path);
    if (source.layers().empty())
        throw Error(geo::remark("no_layers"));
    const geo::VectorQuery query{.layer = choose_layer(source.layers(), file.layer, geo::ShapeKind::polygon), .crs = file.crs};
    const int named_by = naming_field(source.layers()[query.layer].fields, file.field);
    std::vector<Zone> zones;
    source.read(
        query,
        [&](const geo::VectorRow& row) {
            geo::MultiPolygon shape;
            try {
                if (!row.wkb.empty())
                    shape = geo::multipolygon_from_wkb(row.wkb);
            } catch (const geo::Error&) { // a point or a line
            }
            if (!shape.empty()) {
                std::string name = named_by < 0 ? std::string() : row.values[static_cast<std::size_t>(named_by)];
                zones.push_back({name.empty() ? fmt::format("#{}", row.number) : std::move(name), std::move(shape)});
            }
            return true;
        },
        stop);
    return zones;
}

} // namespace

ZoneFile zone_file_from(const std::string& text)
{
    ZoneFile file{text, {}, {}, {}};
    // Paths may have a colon, too: the longest that is there.
    for (std::size_t at = text.size(); at != std::string::npos && !std::filesystem::exists(file.path); at = at == 0 ? std::string::npos : text.rfind(':', at - 1))
        if (at < text.size() && std::filesystem::exists(text.substr(0, at)))
            file.path = text.substr(0, at), file.layer = text.substr(at + 1);
    return file;
}

std::vector<Zone> read_zones(const ZoneFile& file, std::stop_token stop)
{
    std::vector<Zone> zones = geo::is_drawing(file.path) ? zones_of_drawing(file, stop) : zones_of_table(file, stop);
    if (zones.empty())
        throw Error(geo::remark("no_areas", file.path, file.layer.empty() ? "" : fmt::format(" in its layer \"{}\"", file.layer)));
    for (std::size_t i = 0; i < zones.size(); ++i)
        if (zones[i].name.empty())
            zones[i].name = fmt::format("#{}", i + 1);
    return zones;
}

} // namespace data
