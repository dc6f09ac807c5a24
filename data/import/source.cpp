#include "data/import/source.h"

#include "data/error.h"
#include "data/import/identity.h"
#include "data/import/layers.h"
#include "data/import/report.h"
#include "data/import/settings.h"
#include "data/import/system.h"
#include "data/records/plain_text.h"
#include "geo/error.h"
#include "geo/formats/text_encoding.h"
#include "geo/shapes/wkb_walk.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <set>

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
    if (text.size() > 1 && text[0] == '=' && std::ranges::all_of(text.begin() + 1, text.end(), is_digit)) // ="007", whose quotes were taken for a table's
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

void SourceRow::set(const geo::VectorRow& row, std::int64_t before)
{
    row_ = &row, before_ = before;
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

std::string SourceRow::raw_field(std::string_view field) const
{
    return one_line(raw_text(field));
}

std::string_view SourceRow::all_tags() const
{
    return tags_column_ < 0 ? std::string_view() : std::string_view(row_->values[std::size_t(tags_column_)]);
}

namespace {

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

/// Looks through the columns of dates for a value that only one order explains. Where both are, each value speaks for itself.
void settle_dates(Import& import, geo::VectorFile& file, std::size_t layer, const ColumnMap& map)
{
    struct Column {
        std::string field;
        std::size_t at;
        std::array<std::int64_t, 2> says{}; // by DateOrder
        std::int64_t ambiguous = 0;
        std::string example;
    };
    std::vector<Column> columns;
    for (const char* field : {"reported", "due", "closed", "installed_on", "valid_from", "valid_to"})
        if (const auto at = map.find(field); at != map.end() && file.layers()[layer].fields[std::size_t(at->second)].type != geo::FieldType::time)
            columns.push_back({field, std::size_t(at->second), {}, 0, {}});
    if (columns.empty() || import.job.dates)
        return;
    file.read_values(
        layer,
        [&](const std::vector<std::string>& values) {
            for (Column& column : columns) {
                const std::string& text = values[column.at];
                if (const auto order = date_order_of(text))
                    ++column.says[std::size_t(*order)];
                else if (is_ambiguous_date(text) && column.ambiguous++ == 0)
                    column.example = text;
            }
            return true;
        },
        import.stop);
    // One table, one order: a column without a sign follows the others.
    const Column* speaker = nullptr;
    for (const Column& column : columns)
        if ((column.says[0] > 0) != (column.says[1] > 0))
            speaker = &column;
    std::int64_t silent = 0;
    std::string silent_columns, silent_example;
    for (const Column& column : columns) {
        const bool is_mixed = column.says[0] > 0 && column.says[1] > 0, is_silent = column.says[0] + column.says[1] == 0;
        const Column* from = is_silent ? speaker : &column;
        if (from && !is_mixed)
            import.date_orders[column.field] = from->says[std::size_t(DateOrder::day_first)] > 0 ? DateOrder::day_first : DateOrder::month_first;
        if (column.ambiguous > 0 && is_mixed)
            import.note({"dates_mixed", {std::to_string(column.ambiguous), file.layers()[layer].fields[column.at].name, column.example}});
        else if (column.ambiguous > 0 && !from)
            silent += column.ambiguous, silent_example = column.example, silent_columns += (silent_columns.empty() ? "" : ", ") + file.layers()[layer].fields[column.at].name;
        else if (from && from->says[std::size_t(DateOrder::day_first)] > 0 && (column.ambiguous > 0 || !is_silent))
            import.note({"dates_day_first", {file.layers()[layer].fields[column.at].name}});
    }
    if (silent > 0)
        import.note({"dates_month_first", {std::to_string(silent), silent_columns, silent_example}});
}

/// Whether a table can say at all where its rows lie; incidents and places may be without here and there, but not all.
void require_positions(const Import& import, const geo::VectorLayer& layer, const ColumnMap& map, const std::vector<std::string>& columns)
{
    const bool is_placed = (map.contains("lon") && map.contains("lat")) || map.contains("wkt") || layer.shapes != geo::ShapeKind::none;
    if (!is_placed && import.job.kind != ImportKind::units)
        throw Error(geo::remark("no_row_position", fmt::format("{}", fmt::join(columns, ", "))));
}

/// What the report says of the columns: what they are taken for and why. Returns those that are not.
std::vector<std::size_t> report_columns(Import& import, const ColumnMap& map, const std::vector<std::string>& columns, const std::set<std::string>& said, const std::set<std::string>& by_values)
{
    ImportReport& report = import.report;
    const bool is_remembered = import.job.fields.empty();
    std::set<std::string> taken;
    for (const std::string& field : field_names(import.job.kind))
        if (const auto at = map.find(field); at != map.end()) {
            const std::string& column = columns[std::size_t(at->second)];
            taken.insert(column);
            if (std::pair pair(field, column); std::ranges::find(report.mapping, pair) == report.mapping.end()) {
                report.mapping.push_back(std::move(pair));
                report.fields.push_back({field, column, by_values.contains(field) ? "values" : !said.contains(field) ? "name" : is_remembered ? "remembered" : "said", {}});
            }
        }
    std::vector<std::size_t> left;
    for (std::size_t i = 0; i < columns.size(); ++i)
        if (!taken.contains(columns[i]))
            left.push_back(i);
    return left;
}

/// What GDAL's reader adds to every placemark is no column of the file.
bool is_of_reader(const std::string& driver, const std::string& column)
{
    constexpr std::array<std::string_view, 9> added{"timestamp", "begin", "end", "altitudeMode", "tessellate", "extrude", "visibility", "drawOrder", "icon"};
    return (driver == "LIBKML" || driver == "KML") && std::ranges::find(added, column) != added.end();
}

/// Columns that nothing was taken of, where they hold something.
class ColumnsLeft {
public:
    ColumnsLeft(ImportReport& report, const std::string& driver, const std::vector<std::string>& columns, const std::vector<std::size_t>& left) : report_(report), columns_(columns)
    {
        for (const std::size_t i : left)
            if (!is_of_reader(driver, columns[i]))
                empty_.push_back(i);
    }
    void look(const std::vector<std::string>& values)
    {
        std::erase_if(empty_, [&](std::size_t i) {
            if (trimmed(values[i]).empty())
                return false;
            if (std::ranges::find(report_.columns_not_taken, columns_[i]) == report_.columns_not_taken.end())
                report_.columns_not_taken.push_back(columns_[i]);
            return true;
        });
    }

private:
    ImportReport& report_;
    const std::vector<std::string>& columns_;
    std::vector<std::size_t> empty_; // so far
};

/// The first values, as examples.
void note_examples(ImportReport& report, const SourceRow& row)
{
    constexpr std::size_t most = 60;
    for (FieldTaken& field : report.fields)
        if (field.example.empty())
            field.example = geo::beginning_of(row.raw_field(field.field), most);
}

/// Rows of one layer. `before`: rows of the layers before it.
void read_layer(Import& import, geo::VectorFile& file, std::size_t index, const std::function<void(const SourceRow&)>& each)
{
    const ImportJob& job = import.job;
    ImportReport& report = import.report;
    const std::int64_t before = report.read;
    const geo::VectorLayer& layer = file.layers()[index];
    report.layer += (report.layer.empty() ? "" : ", ") + layer.name; // an import may read several
    report.layers.push_back(layer.name);

    const std::vector<std::string> columns = column_names(layer);
    const Level level = job.level.value_or(Level::grid);
    std::string signature = fmt::format("{}", fmt::join(columns, "|"));
    if (job.kind == ImportKind::grids) // the same columns mean something else on another level
        signature = std::string(level_names[std::size_t(level)]) + ":" + signature;
    if (before == 0 || report.columns != signature) // sheets of one form are remembered as one
        report.columns += (report.columns.empty() ? "" : "|") + signature;
    const auto overrides = remembered_fields(import, columns);
    ColumnMap map = guess_columns(job.kind, level, columns, overrides);
    std::set<std::string> said;
    for (const auto& [field, column] : overrides)
        said.insert(field);
    if (layer.shapes == geo::ShapeKind::polygon || layer.shapes == geo::ShapeKind::line ||
        (layer.shapes == geo::ShapeKind::point && file.driver() != "JSON"))
        for (const char* field : {"lon", "lat", "wkt"})
            map.erase(field); // the layer has shapes of its own
    require_positions(import, layer, map, columns);
    const std::set<std::string> by_values = job.kind == ImportKind::grids ? identify(file, index, map, said, import.stop) : std::set<std::string>();
    const int tags_column = tags_column_of(layer);
    SourceRow::TagNames tag_names;
    if (tags_column >= 0)
        for (const std::string& field : field_names(job.kind))
            tag_names[field] = names_of_field(job.kind, level, field);
    ColumnsLeft left(report, file.driver(), columns, report_columns(import, map, columns, said, by_values));
    for (const auto& [field, column] : overrides)
        if (std::pair none(field, std::string()); column.empty() && std::ranges::find(report.mapping, none) == report.mapping.end())
            report.mapping.push_back(std::move(none)); // the operator wants none; remembered with the others

    geo::VectorQuery query{.layer = index};
    query.position = {found_or_none(map, "lon"), found_or_none(map, "lat"), found_or_none(map, "wkt")};
    query.crs = settle_system(import, file, query, layer);
    import.system = query.crs;
    if (import.world.info.utc_offset.empty() || import.world.info.projected_crs.empty())
        settle_from(import, file, query);
    settle_dates(import, file, index, map);
    if (job.kind == ImportKind::cameras || job.kind == ImportKind::incidents)
        import.neighbourhood = neighbourhood_of(file, query, import.stop);
    SourceRow row(map, columns, tags_column, tag_names);
    report.crs = file.read(
        query,
        [&](const geo::VectorRow& raw) {
            ++report.read;
            if (report.read % 1000 == 0)
                import.say(layer.count > 0 ? 0.6 * double(report.read - before) / double(layer.count) : 0.3, "reading");
            row.set(raw, before);
            note_examples(report, row);
            left.look(raw.values);
            if (std::string code = shortened_code(row); !code.empty())
                import.refuse(row.number(), geo::Remark("code_shortened", {std::move(code)}));
            else
                each(row);
            return true;
        },
        import.stop);
}

/// "甲街道 1–2, 乙街道 3–3"
std::string rows_of_layers(const std::vector<std::pair<std::string, std::int64_t>>& layers)
{
    std::string words;
    std::int64_t from = 1;
    for (const auto& [name, rows] : layers) {
        words += fmt::format("{}{} {}–{}", words.empty() ? "" : ", ", name, from, from + rows - 1);
        from += rows;
    }
    return words;
}

} // namespace

void read_source(Import& import, geo::ShapeKind wanted, const std::function<void(const SourceRow&)>& each,
                 const std::string& layer_name)
{
    geo::VectorFile file = geo::VectorFile::open(import.job.source);
    const LayerChoice choice = choose_layers(file, import.job, wanted, layer_name.empty() ? import.job.layer : layer_name);
    std::vector<std::pair<std::string, std::int64_t>> read;
    for (const std::size_t index : choice.read) {
        const std::int64_t before = import.report.read;
        read_layer(import, file, index, each);
        read.emplace_back(file.layers()[index].name, import.report.read - before);
    }
    if (read.size() > 1)
        import.note({"layers_read", {std::to_string(read.size()), rows_of_layers(read)}});
    if (!choice.left.empty()) {
        import.note({"layers_not_read", {std::to_string(choice.left.size()), with_counts(choice.left)}});
        import.report.layers_not_read.insert(import.report.layers_not_read.end(), choice.left.begin(), choice.left.end());
    }
    for (const geo::Remark& note : file.notes())
        if (std::ranges::find(import.report.notes, note) == import.report.notes.end())
            import.note(note);
}

std::optional<TimePoint> time_of(Import& import, const SourceRow& row, const char* field)
{
    const std::string text = row.text(field);
    if (text.empty())
        return std::nullopt;
    const auto time = import.time_from(field, text);
    if (!time)
        import.not_understood(row.number(), field, text);
    return time;
}

std::optional<int> count_of(Import& import, const SourceRow& row, const char* field)
{
    return word_of<int>(import, row, field, parse_count);
}

std::optional<double> measure_of(Import& import, const SourceRow& row, const char* field)
{
    return word_of<double>(import, row, field, parse_measure);
}

std::optional<bool> yes_of(Import& import, const SourceRow& row, const char* field)
{
    return word_of<bool>(import, row, field, parse_yes);
}

std::optional<geo::LonLat> position_or_refuse(Import& import, const SourceRow& row)
{
    const geo::VectorRow& raw = row.raw();
    const auto refuse = [&](geo::Remark why) {
        import.refuse(row.number(), std::move(why));
        return std::optional<geo::LonLat>();
    };
    if (raw.wkb.empty())
        return refuse(raw.defect);
    const geo::WkbType type = geo::wkb_type(raw.wkb);
    geo::LonLat p;
    if (type == geo::WkbType::point) {
        p = geo::point_from_wkb(raw.wkb);
    } else if (type == geo::WkbType::multi_point) { // the first of several points stands after the count
        p = geo::point_from_wkb(std::string_view(raw.wkb).substr(9, 21));
        import.further_points += std::int64_t((raw.wkb.size() - 9) / 21) - 1;
        if (import.further_points > 0 && import.first_of_several == 0)
            import.first_of_several = row.number();
    } else if (is_area(type)) {
        p = geo::label_point(geo::multipolygon_from_wkb(raw.wkb));
    } else {
        return refuse({"line_not_point"});
    }
    if (geo::Remark defect = position_defect(p); !defect.empty())
        return refuse(std::move(defect));
    if (geo::Remark defect = import.neighbourhood.defect(p); !defect.empty())
        return refuse(std::move(defect));
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
