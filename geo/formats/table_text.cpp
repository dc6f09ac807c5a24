#include "geo/formats/table_text.h"

#include "geo/formats/table_heading.h"

#include <algorithm>
#include <array>
#include <map>
#include <string_view>
#include <utility>

namespace geo {
namespace {

/// OGR tells commas, semicolons and tabs apart but not bars: a table whose head has bars and none of these gets tabs.
void mend_separators(std::string& text)
{
    const std::string_view head = std::string_view(text).substr(0, text.find('\n'));
    if (head.find('|') == std::string_view::npos || head.find_first_of(",;\t") != std::string_view::npos)
        return;
    bool quoted = false;
    for (char& c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '\t')
            c = ' ';
        else if (!quoted && c == '|')
            c = '\t';
    }
}

/// A lone CR as line end (old Mac files) becomes LF; CR LF stays.
void mend_line_ends(std::string& text)
{
    if (text.find('\n') == std::string::npos)
        std::ranges::replace(text, '\r', '\n');
}

/// "sep=;" on the first line tells spreadsheet programs the separator; it is no heading.
void cut_separator_line(std::string& text)
{
    const std::size_t end = text.find('\n');
    std::string line = text.substr(0, std::min<std::size_t>(end, 12));
    std::erase_if(line, [](char c) { return c == '"' || c == '\r'; });
    if (end != std::string::npos && line.size() >= 4 && line.size() <= 6 && line.starts_with("sep="))
        text.erase(0, end + 1);
}

/// The separator that most of the first lines hold equally often: shapes as text have commas, too, but not so many in each.
char separator_of(std::string_view text)
{
    constexpr std::array marks{',', ';', '\t'};
    std::array<std::map<std::size_t, std::size_t>, marks.size()> lines; // how many lines have so many of each
    std::array<std::size_t, marks.size()> counts{};
    std::size_t number = 0;
    bool quoted = false;
    const auto end_line = [&] {
        for (std::size_t i = 0; i < marks.size(); ++i)
            if (counts[i] > 0)
                ++lines[i][counts[i]];
        counts = {};
        return ++number == heading_rows;
    };
    for (const char c : text) {
        if (c == '"')
            quoted = !quoted;
        else if (!quoted && c == '\n' && end_line())
            break;
        for (std::size_t i = 0; i < marks.size(); ++i)
            counts[i] += !quoted && c == marks[i];
    }
    if (number < heading_rows)
        end_line();
    std::size_t best = 0, most = 0;
    for (std::size_t i = 0; i < marks.size(); ++i)
        for (const auto& [count, so_many] : lines[i])
            if (so_many > most)
                most = so_many, best = i;
    return marks[best];
}

struct Head {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> ends; // where the text of each row ends, its line end included
};

/// The first records as cells.
Head head_of(std::string_view text, char separator)
{
    Head head;
    std::vector<std::string> row(1);
    bool quoted = false;
    for (std::size_t i = 0; i < text.size() && head.rows.size() < heading_rows; ++i) {
        const char c = text[i];
        if (c == '"' && quoted && i + 1 < text.size() && text[i + 1] == '"')
            row.back() += c, ++i;
        else if (c == '"')
            quoted = !quoted;
        else if (c == separator && !quoted)
            row.emplace_back();
        else if (c == '\n' && !quoted)
            head.rows.push_back(std::exchange(row, {""})), head.ends.push_back(i + 1);
        else if (c != '\r' || quoted)
            row.back() += c;
    }
    if (row.size() > 1 || !row[0].empty())
        head.rows.push_back(std::move(row)), head.ends.push_back(text.size());
    return head;
}

std::string quoted(const std::string& cell)
{
    std::string out = "\"";
    for (const char c : cell)
        out += c == '"' ? std::string("\"\"") : std::string(1, c);
    return out + '"';
}

void mend_heading(std::string& text, std::vector<Remark>& notes)
{
    const char separator = separator_of(text);
    const Head head = head_of(text, separator);
    const TableHeading heading = find_heading(head.rows);
    if (heading.row == 0 || heading.row >= head.rows.size())
        return;
    std::string line;
    for (const std::string& name : heading.names)
        line += (line.empty() ? "" : std::string(1, separator)) + quoted(name);
    if (heading.above > 0)
        notes.push_back(rows_above(head.rows, heading));
    text.replace(0, head.ends[heading.row], line + "\n");
}

} // namespace

void mend_table(std::string& text, std::vector<Remark>& notes)
{
    mend_line_ends(text);
    cut_separator_line(text);
    mend_separators(text);
    mend_heading(text, notes);
}

} // namespace geo
