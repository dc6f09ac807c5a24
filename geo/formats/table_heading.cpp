#include "geo/formats/table_heading.h"

#include "geo/crs/coordinate_text.h"
#include "geo/formats/text_encoding.h"

#include <algorithm>
#include <set>

namespace geo {
namespace {

using Row = std::vector<std::string>;

constexpr std::size_t last_heading = 15; // rows above a heading at most

std::string bare(const std::string& text)
{
    const auto blank = [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; };
    std::string line;
    for (const char c : text)
        if (!blank(c) || (!line.empty() && line.back() != ' '))
            line += blank(c) ? ' ' : c;
    if (line.ends_with(' '))
        line.pop_back();
    return line;
}

std::size_t filled(const Row& row)
{
    return std::size_t(std::ranges::count_if(row, [](const std::string& cell) { return !bare(cell).empty(); }));
}

std::size_t different(const Row& row)
{
    std::set<std::string> cells;
    for (const std::string& cell : row)
        if (std::string text = bare(cell); !text.empty())
            cells.insert(std::move(text));
    return cells.size();
}

bool is_words(const Row& row)
{
    return std::ranges::none_of(row, [](const std::string& cell) { return parse_number(cell).has_value(); });
}

std::string cell(const Row& row, std::size_t i)
{
    return i < row.size() ? bare(row[i]) : std::string();
}

/// The lower row of two: it fills what the upper one leaves open or spans, and the upper one says what it leaves open.
bool is_second_storey(const Row& upper, const Row& lower)
{
    if (!is_words(lower) || filled(lower) == 0)
        return false;
    bool fills = false, leaves = false;
    for (std::size_t i = 0; i < std::max(upper.size(), lower.size()); ++i) {
        const std::string above = cell(upper, i), below = cell(lower, i);
        const bool spans = i > 0 && !above.empty() && above == cell(upper, i - 1) && below != cell(lower, i - 1);
        fills = fills || (!below.empty() && (above.empty() || spans));
        leaves = leaves || (!above.empty() && (below.empty() || below == above));
    }
    return fills && leaves;
}

} // namespace

TableHeading find_heading(std::span<const Row> rows)
{
    TableHeading heading;
    std::size_t width = 0, columns = 0;
    for (const Row& row : rows) {
        width = std::max(width, filled(row));
        columns = std::max(columns, row.size());
    }
    const auto at_least = [width](const Row& row, std::size_t tenths) { return different(row) * 10 >= width * tenths; };
    if (!rows.empty() && !at_least(rows[0], 5))
        for (std::size_t i = 1; i < std::min(rows.size(), last_heading + 1); ++i)
            if (different(rows[i]) > 1 && at_least(rows[i], 6) && is_words(rows[i])) {
                heading.row = i;
                break;
            }
    heading.above = heading.row;
    Row names = rows.empty() ? Row() : rows[heading.row];
    if (heading.row + 1 < rows.size() && is_second_storey(names, rows[heading.row + 1])) {
        const Row& lower = rows[++heading.row];
        names.resize(std::max(names.size(), lower.size()));
        for (std::size_t i = 0; i < lower.size(); ++i)
            if (!bare(lower[i]).empty())
                names[i] = lower[i];
    }
    names.resize(std::max(names.size(), columns));
    std::set<std::string> taken;
    for (std::size_t i = 0; i < names.size(); ++i) {
        const std::string name = bare(names[i]).empty() ? "column " + std::to_string(i + 1) : bare(names[i]);
        std::string own = name;
        for (int n = 2; !taken.insert(own).second; ++n)
            own = name + " " + std::to_string(n);
        heading.names.push_back(std::move(own));
    }
    return heading;
}

Remark rows_above(std::span<const Row> rows, const TableHeading& heading)
{
    constexpr std::size_t most = 60; // bytes of an example
    std::string first;
    for (const std::string& cell : rows.empty() ? Row() : rows[0])
        if (first.empty())
            first = bare(cell);
    return {"rows_above_heading", {std::to_string(heading.above), beginning_of(first, most)}};
}

} // namespace geo
