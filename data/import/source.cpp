#include "data/import/source.h"

#include "data/error.h"
#include "data/import/report.h"
#include "data/import/settings.h"
#include "data/import/system.h"
#include "data/records/plain_text.h"
#include "geo/error.h"
#include "geo/shapes/wkb_walk.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace data {
namespace {

/// A column of OSM's `"key"=>"value"` list.
int tags_column_of(const geo::VectorLayer& layer)
{
    for (std::size_t i = 0; i < layer.fields.size(); ++i)
        if (layer.fields[i].name == "other_tags" || layer.fields[i].name == "all_tags")
            return int(i);
    return -1;
}

/// Tables written with care for spreadsheet programs (ours among them) put an apostrophe before what looks like a formula; people put one before a
/// code that is to stay a text, or write it as ="420106" or "420106".
std::string without_guard(std::string text)
{
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    if (text.size() > 1 && text[0] == '\'' && (is_digit(text[1]) || std::string_view("=+-@").find(text[1]) != std::string_view::npos))
        text.erase(0, 1);
    const std::size_t quote = text.starts_with("=\"") ? 1 : 0;
    if (text.size() > quote + 2 && text[quote] == '"' && text.back() == '"' && is_digit(text[quote + 1]) &&
        text.find('"', quote + 1) == text.size() - 1)
        text = text.substr(quote + 1, text.size() - quote - 2);
    return text;
}

/// What a spreadsheet made of a long code: "4.20106E+14", or the largest number its reader has.
bool is_shortened(std::string_view text)
{
    if (text == "9223372036854775807" || text == "-9223372036854775808")
        return true;
    constexpr int most_digits = 11; // which a spreadsheet shows whole
    const std::size_t e = text.find_first_of("eE");
    if (e == std::string_view::npos || e == 0 || e + 2 >= text.size() || text[e + 1] != '+')
        return false;
    const auto are_digits = [](std::string_view part, std::string_view also) {
        return std::ranges::all_of(part, [&](char c) { return (c >= '0' && c <= '9') || also.find(c) != std::string_view::npos; });
    };
    const std::string_view power = text.substr(e + 2);
    int exponent = 0;
    std::from_chars(power.data(), power.data() + power.size(), exponent);
    return are_digits(text.substr(0, e), ".") && are_digits(power, "") && exponent >= most_digits;
}

/// A field that says which record it is.
std::string shortened_code(const SourceRow& row)
{
    for (const char* field : {"code", "number", "parent_code"})
        if (std::string text = row.text(field); is_shortened(text))
            return text;
    return {};
}

int found_or_none(const ColumnMap& columns, std::string_view field)
{
    const auto at = columns.find(field);
    return at == columns.end() ? -1 : at->second;
}

} // namespace

std::size_t choose_layer(const std::vector<geo::VectorLayer>& layers, const std::string& wanted, geo::ShapeKind shapes)
{
    std::vector<std::string> names;
    for (std::size_t i = 0; i < layers.size(); ++i) {
        if (layers[i].name == wanted)
            return i;
        names.push_back(layers[i].name);
    }
    if (!wanted.empty())
        throw Error(geo::remark("no_source_layer", wanted, fmt::format("{}", fmt::join(names, ", "))));
    if (shapes == geo::ShapeKind::any) // OSM's first layer are its points; its collections come last
        return std::size_t(std::ranges::find_if(layers, [](const auto& layer) { return layer.count != 0; }) -
                           layers.begin()) %
               layers.size();
    for (const bool exact : {true, false})
        for (std::size_t i = 0; i < layers.size(); ++i)
            if (layers[i].count != 0 && (exact ? layers[i].shapes == shapes : layers[i].shapes == geo::ShapeKind::any))
                return i;
    return 0;
}

void SourceRow::set(const geo::VectorRow& row)
{
    row_ = &row;
    if (tags_column_ >= 0)
        tags_ = tags_from_hstore(row.values[std::size_t(tags_column_)]);
}

bool SourceRow::has(std::string_view field) const
{
    return columns_.contains(field) || tags_column_ >= 0;
}

bool SourceRow::has_column(std::string_view column) const
{
    return std::ranges::find(headings_, column) != headings_.end();
}

std::string SourceRow::column(std::string_view column) const
{
    const auto at = std::ranges::find(headings_, column);
    return at == headings_.end() ? std::string() : one_line(row_->values[std::size_t(at - headings_.begin())]);
}

std::string SourceRow::tag(const std::string& key) const
{
    if (std::string value = column(key); !value.empty())
        return value;
    std::string plain = key; // the list is kept by its letters only
    std::erase_if(plain, [](char c) { return c == '_' || c == ':'; });
    const auto at = tags_.find(plain);
    return at == tags_.end() ? std::string() : one_line(at->second);
}

std::string SourceRow::text(std::string_view field) const
{
    if (const auto at = columns_.find(field); at != columns_.end())
        if (std::string value = without_guard(one_line(row_->values[std::size_t(at->second)]));
            !value.empty() || tags_column_ < 0)
            return value;
    if (tags_column_ >= 0 && !tags_.empty())
        if (const auto names = tag_names_.find(field); names != tag_names_.end())
            for (const std::string& name : names->second)
                if (const auto tag = tags_.find(name); tag != tags_.end())
                    return one_line(tag->second);
    return {};
}

std::string SourceRow::raw_text(std::string_view field) const
{
    const auto at = columns_.find(field);
    return at == columns_.end() ? std::string() : row_->values[std::size_t(at->second)];
}

std::string_view SourceRow::all_tags() const
{
    return tags_column_ < 0 ? std::string_view() : std::string_view(row_->values[std::size_t(tags_column_)]);
}

namespace {

/// A position of the source's shape, without judging it; empty when it has none.
std::optional<geo::LonLat> any_position(const geo::VectorRow& row)
{
    if (row.wkb.empty())
        return std::nullopt;
    const geo::WkbType type = geo::wkb_type(row.wkb);
    try {
        if (type == geo::WkbType::point)
            return geo::point_from_wkb(row.wkb);
        if (is_area(type))
            if (const geo::LonLatBox box = geo::box_of(geo::multipolygon_from_wkb(row.wkb)); !box.is_empty())
                return box.centre();
        if (is_line(type))
            if (const geo::MultiLine lines = geo::multiline_from_wkb(row.wkb); !lines.empty() && !lines[0].empty())
                return lines[0][0];
    } catch (const geo::Error&) {
        // The row itself is judged, and refused, when it is read.
    }
    return std::nullopt;
}

/// What the operator says of the columns, else what was said of a file with the same columns before.
std::vector<std::pair<std::string, std::string>> remembered_fields(Import& import, const std::vector<std::string>& columns)
{
    if (!import.job.fields.empty())
        return import.job.fields;
    std::vector<std::pair<std::string, std::string>> fields;
    const auto before = remembered(import, import.report.columns);
    if (!before)
        return fields;
    fields = mapping_from_json(before->mapping);
    // A source of several layers is remembered as one: each layer takes what it has.
    std::erase_if(fields, [&](const auto& field) { return !field.second.empty() && std::ranges::find(columns, field.second) == columns.end(); });
    const Level level = import.job.level.value_or(Level::grid);
    const ColumnMap guessed = guess_columns(import.job.kind, level, columns, {});
    const bool same = std::ranges::all_of(fields, [&](const auto& field) {
        const auto at = guessed.find(field.first);
        return at == guessed.end() ? field.second.empty() : columns[std::size_t(at->second)] == field.second;
    });
    if (same)
        return {};
    import.note({"mapping_remembered"});
    return fields;
}

/// Times are read at the place's own offset, so the place is needed before the first row: the workspace's, else that
/// of the first rows with a position.
void settle_from(Import& import, geo::VectorFile& file, const geo::VectorQuery& query)
{
    std::optional<geo::LonLat> place = place_of(import.world);
    if (!place)
        file.read(
            query,
            [&](const geo::VectorRow& row) {
                if (const auto p = any_position(row); p && position_defect(*p).empty())
                    place = p;
                return !place;
            },
            import.stop);
    if (place)
        settle_place(import, *place);
}

} // namespace

void read_source(Import& import, geo::ShapeKind wanted, const std::function<void(const SourceRow&)>& each,
                 const std::string& layer_name)
{
    const ImportJob& job = import.job;
    ImportReport& report = import.report;
    geo::VectorFile file = geo::VectorFile::open(job.source);
    const std::size_t index = choose_layer(file.layers(), layer_name.empty() ? job.layer : layer_name, wanted);
    const geo::VectorLayer& layer = file.layers()[index];
    report.layer += (report.layer.empty() ? "" : ", ") + layer.name; // an import may read several

    std::vector<std::string> columns;
    for (const geo::VectorField& field : layer.fields) {
        columns.push_back(field.name);
        report.columns += (report.columns.empty() ? "" : "|") + field.name;
    }
    const Level level = job.level.value_or(Level::grid);
    if (job.kind == ImportKind::grids) // the same columns mean something else on another level
        report.columns = std::string(level_names[std::size_t(level)]) + ":" + report.columns;
    const auto overrides = remembered_fields(import, columns);
    ColumnMap map = guess_columns(job.kind, level, columns, overrides);
    if (layer.shapes == geo::ShapeKind::polygon || layer.shapes == geo::ShapeKind::line ||
        (layer.shapes == geo::ShapeKind::point && file.driver() != "JSON"))
        for (const char* field : {"lon", "lat", "wkt"})
            map.erase(field); // the layer has shapes of its own
    const int tags_column = tags_column_of(layer);
    SourceRow::TagNames tag_names;
    for (const std::string& field : field_names(job.kind)) {
        if (tags_column >= 0)
            tag_names[field] = names_of_field(job.kind, level, field);
        if (const auto at = map.find(field); at != map.end())
            if (std::pair pair(field, columns[std::size_t(at->second)]); std::ranges::find(report.mapping, pair) == report.mapping.end())
                report.mapping.push_back(std::move(pair));
    }

    for (const auto& [field, column] : overrides)
        if (column.empty())
            report.mapping.emplace_back(field, ""); // the operator wants none; remembered with the others

    geo::VectorQuery query{.layer = index};
    query.position = {found_or_none(map, "lon"), found_or_none(map, "lat"), found_or_none(map, "wkt")};
    query.crs = settle_system(import, file, query, layer);
    import.system = query.crs;
    if (import.world.info.utc_offset.empty() || import.world.info.projected_crs.empty())
        settle_from(import, file, query);
    SourceRow row(map, columns, tags_column, tag_names);
    report.crs = file.read(
        query,
        [&](const geo::VectorRow& raw) {
            ++report.read;
            if (report.read % 1000 == 0)
                import.say(layer.count > 0 ? 0.6 * double(report.read) / double(layer.count) : 0.3, "reading");
            row.set(raw);
            if (std::string code = shortened_code(row); !code.empty())
                import.refuse(row.number(), geo::Remark("code_shortened", {std::move(code)}));
            else
                each(row);
            return true;
        },
        import.stop);
    for (const geo::Remark& note : file.notes())
        if (std::ranges::find(report.notes, note) == report.notes.end())
            import.note(note);
}

geo::Remark position_defect(geo::LonLat p)
{
    if (!std::isfinite(p.lon) || !std::isfinite(p.lat) || std::abs(p.lon) > 180 || std::abs(p.lat) > 90)
        return {"off_globe", {fmt::format("{:.10g}", p.lon), fmt::format("{:.10g}", p.lat)}};
    if (std::abs(p.lon) < 1e-6 && std::abs(p.lat) < 1e-6)
        return {"zero_position"};
    return {};
}

std::optional<geo::LonLat> position_or_refuse(Import& import, const SourceRow& row)
{
    const geo::VectorRow& raw = row.raw();
    if (raw.wkb.empty()) {
        import.refuse(raw.number, raw.defect);
        return std::nullopt;
    }
    const geo::WkbType type = geo::wkb_type(raw.wkb);
    geo::LonLat p;
    if (type == geo::WkbType::point) {
        p = geo::point_from_wkb(raw.wkb);
    } else if (type == geo::WkbType::multi_point) { // the first of several points stands after the count
        p = geo::point_from_wkb(std::string_view(raw.wkb).substr(9, 21));
    } else if (is_area(type)) {
        p = geo::label_point(geo::multipolygon_from_wkb(raw.wkb));
    } else {
        import.refuse(raw.number, geo::Remark("line_not_point"));
        return std::nullopt;
    }
    if (geo::Remark defect = position_defect(p); !defect.empty()) {
        import.refuse(raw.number, std::move(defect));
        return std::nullopt;
    }
    return p;
}

geo::MultiPolygon area_of(Import& import, const SourceRow& row)
{
    const std::string& wkb = row.raw().wkb;
    if (!is_line(geo::wkb_type(wkb)))
        return geo::multipolygon_from_wkb(wkb);
    geo::MultiPolygon shape;
    for (geo::Line& line : geo::multiline_from_wkb(wkb)) {
        if (line.size() < 4 || line.front() != line.back())
            throw geo::Error(geo::remark("line_open"));
        line.pop_back(); // rings are kept without their repeated point
        shape.push_back({.outer = std::move(line), .holes = {}});
    }
    ++import.closed_lines;
    return shape;
}

} // namespace data
