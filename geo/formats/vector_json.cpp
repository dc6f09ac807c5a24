#include "geo/crs/coordinate_text.h"
#include "geo/formats/vector_source.h"

#include <nlohmann/json.hpp>

#include <unordered_map>

namespace geo {
namespace {

using nlohmann::json;

std::string text_of(const json& value)
{
    return value.is_null() ? std::string() : value.is_string() ? value.get<std::string>() : value.dump();
}

std::optional<double> number_of(const json& value)
{
    return value.is_number()   ? std::optional(value.get<double>())
           : value.is_string() ? parse_number(value.get<std::string>())
                               : std::nullopt;
}

/// The position of {"type": "Point", "coordinates": [lon, lat]}; the numbers may be texts.
std::optional<LonLat> point_of(const json& geometry)
{
    if (!geometry.is_object() || geometry.value("type", json()) != "Point")
        return std::nullopt;
    const auto at = geometry.find("coordinates");
    if (at == geometry.end() || !at->is_array() || at->size() < 2)
        return std::nullopt;
    const auto lon = number_of((*at)[0]), lat = number_of((*at)[1]);
    return lon && lat ? std::optional(LonLat{*lon, *lat}) : std::nullopt;
}

/// The list of records: the document itself, or the first member of an object that is a list of objects.
const json* records_of(const json& document)
{
    const auto is_list = [](const json& j) { return j.is_array() && !j.empty() && j.front().is_object(); };
    if (is_list(document))
        return &document;
    if (document.is_object())
        for (const char* name : {"features", "data", "items", "results", "records", "rows", "list"})
            if (const auto at = document.find(name); at != document.end() && is_list(*at))
                return &*at;
    return nullptr;
}

} // namespace

std::optional<JsonTable> json_table_from(std::string_view bytes, const std::string& name)
{
    const json document = json::parse(bytes.begin(), bytes.end(), nullptr, false);
    const json* records = document.is_discarded() ? nullptr : records_of(document);
    if (!records)
        return std::nullopt;
    JsonTable table{.name = name};
    std::unordered_map<std::string, std::size_t> columns;
    for (const json& record : *records) {
        std::vector<std::string> row(table.fields.size());
        std::optional<LonLat> point;
        const auto take = [&](const std::string& key, const json& value) {
            const auto [at, added] = columns.emplace(key, table.fields.size());
            if (added)
                table.fields.push_back(key);
            row.resize(table.fields.size());
            row[at->second] = text_of(value);
        };
        if (record.is_object())
            for (const auto& [key, value] : record.items()) {
                if (value.is_object() && !point)
                    point = point_of(value);
                if (key == "properties" && value.is_object())
                    for (const auto& [inner, property] : value.items())
                        take(inner, property);
                else if (!(key == "geometry" || (key == "type" && value == "Feature")))
                    take(key, value);
            }
        table.rows.push_back(std::move(row));
        table.points.push_back(point);
    }
    for (auto& row : table.rows)
        row.resize(table.fields.size());
    return table;
}

} // namespace geo
