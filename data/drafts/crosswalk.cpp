#include "data/drafts/crosswalk.h"

#include "data/error.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <map>

namespace data {
namespace {

std::string csv_field(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string out = "\"";
    for (const char c : text)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

/// The fields of the line at `at`, which moves behind it.
std::vector<std::string> take_line(std::string_view csv, std::size_t& at)
{
    std::vector<std::string> fields(1);
    for (bool is_quoted = false; at < csv.size(); ++at) {
        const char c = csv[at];
        if (is_quoted && c == '"' && at + 1 < csv.size() && csv[at + 1] == '"')
            fields.back() += '"', ++at;
        else if (c == '"')
            is_quoted = !is_quoted;
        else if (!is_quoted && c == ',')
            fields.emplace_back();
        else if (!is_quoted && c == '\n') {
            ++at;
            break;
        } else if (is_quoted || c != '\r')
            fields.back() += c;
    }
    return fields;
}

double number_of(const std::string& text)
{
    double number = 0;
    const auto [end, problem] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (problem != std::errc() || end != text.data() + text.size())
        throw Error(geo::remark("crosswalk_number", text.empty() ? "nothing" : text));
    return number;
}

double share(double part, double whole) { return whole > 0 ? part / whole : 0; }

} // namespace

std::vector<CrosswalkRow> make_crosswalk(const Preview& preview)
{
    struct Whole {
        double area_m2 = 0, households = 0, incidents = 0;
    };
    std::map<GridId, Whole> wholes;
    for (const Flow& flow : preview.flows) {
        Whole& whole = wholes[flow.from.id];
        whole.area_m2 += flow.area_m2, whole.households += flow.households, whole.incidents += static_cast<double>(flow.incidents);
    }
    std::vector<CrosswalkRow> out;
    for (const Flow& flow : preview.flows) {
        CrosswalkRow row{flow.from.code, flow.from.name, flow.to.code, flow.to.name, flow.area_m2, 0, flow.households, 0, flow.incidents, 0};
        if (flow.from.id) {
            const Whole& whole = wholes[flow.from.id];
            row.area_share = share(flow.area_m2, whole.area_m2);
            row.households_share = share(flow.households, whole.households);
            row.incidents_share = share(static_cast<double>(flow.incidents), whole.incidents);
        }
        out.push_back(std::move(row));
    }
    std::stable_sort(out.begin(), out.end(), [](const CrosswalkRow& a, const CrosswalkRow& b) {
        return std::tie(a.old_code, a.old_name, a.new_code, a.new_name) < std::tie(b.old_code, b.old_name, b.new_code, b.new_name);
    });
    return out;
}

std::array<std::string, 10> texts_of(const CrosswalkRow& row)
{
    return {row.old_code, row.old_name, row.new_code, row.new_name, fmt::format("{:.1f}", row.area_m2), fmt::format("{:.6f}", row.area_share),
            fmt::format("{}", row.households), fmt::format("{:.6f}", row.households_share), fmt::format("{}", row.incidents), fmt::format("{:.6f}", row.incidents_share)};
}

std::string csv_of(std::span<const CrosswalkRow> rows)
{
    std::string out;
    const auto line = [&](const auto& fields) {
        for (std::size_t i = 0; i < fields.size(); ++i)
            out += (i > 0 ? "," : "") + csv_field(fields[i]);
        out += "\r\n";
    };
    line(crosswalk_columns);
    for (const CrosswalkRow& row : rows)
        line(texts_of(row));
    return out;
}

std::vector<CrosswalkRow> crosswalk_from_csv(std::string_view csv)
{
    std::size_t at = 0;
    const std::vector<std::string> head = take_line(csv, at);
    if (!std::equal(head.begin(), head.end(), crosswalk_columns.begin(), crosswalk_columns.end(), [](const std::string& a, const char* b) { return a == b; }))
        throw Error(geo::remark("no_crosswalk"));
    std::vector<CrosswalkRow> rows;
    while (at < csv.size()) {
        std::vector<std::string> f = take_line(csv, at);
        if (f.size() != crosswalk_columns.size())
            throw Error(geo::remark("crosswalk_row", rows.size() + 1, f.size()));
        rows.push_back({std::move(f[0]), std::move(f[1]), std::move(f[2]), std::move(f[3]), number_of(f[4]), number_of(f[5]), number_of(f[6]), number_of(f[7]),
                        static_cast<std::size_t>(number_of(f[8])), number_of(f[9])});
    }
    return rows;
}

} // namespace data
