#include "geo/formats/spreadsheet.h"

#include "geo/error.h"
#include "geo/formats/sheet_values.h"
#include "geo/formats/table_heading.h"
#include "geo/formats/vsi_bytes.h"

#include <libxml/xmlreader.h>

#include <algorithm>
#include <charconv>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <set>
#include <span>
#include <string_view>

namespace geo {
namespace {

std::string inside(const std::string& path, const std::string& part) { return "/vsizip/{" + path + "}/" + part; }

std::string title_of(const std::string& path) { return std::filesystem::path(path).filename().string(); }

[[noreturn]] void refuse_size(const std::string& path, const char* what, std::int64_t most) { throw Error(remark("table_too_large", title_of(path), what, most)); }

/// One part of the workbook, from the front. Elements go by their local names.
class Part {
public:
    Part(const std::string& path, const std::string& part)
        : bytes_(vsi_bytes(inside(path, part), std::size_t(table_ceiling::bytes) + 1))
    {
        if (std::int64_t(bytes_.size()) > table_ceiling::bytes)
            refuse_size(path, "bytes", table_ceiling::bytes);
        reader_.reset(xmlReaderForMemory(bytes_.data(), int(bytes_.size()), nullptr, nullptr, XML_PARSE_NONET | XML_PARSE_COMPACT));
        if (!reader_)
            throw Error(remark("workbook_broken", title_of(path), part));
        xmlTextReaderSetStructuredErrorHandler(reader_.get(), [](void*, auto*) {}, nullptr); // said by the result
        name_ = title_of(path), part_ = part;
    }

    /// To the next node; false at the end. Throws Error where the text is no XML.
    bool next()
    {
        const int result = xmlTextReaderRead(reader_.get());
        if (result < 0)
            throw Error(remark("workbook_broken", name_, part_));
        return result == 1;
    }
    bool begins(std::string_view element) const { return type() == XML_READER_TYPE_ELEMENT && local() == element; }
    /// Also an element without content.
    bool is_closed() const { return xmlTextReaderIsEmptyElement(reader_.get()) == 1; }
    bool ends(std::string_view element) const { return type() == XML_READER_TYPE_END_ELEMENT && local() == element; }
    std::string attribute(const char* name) const
    {
        const std::unique_ptr<xmlChar, decltype(xmlFree)> value(xmlTextReaderGetAttribute(reader_.get(), reinterpret_cast<const xmlChar*>(name)), xmlFree);
        return value ? reinterpret_cast<const char*>(value.get()) : std::string();
    }
    /// Text, also blanks alone; empty for other nodes.
    std::string_view text() const
    {
        const int kind = type();
        if (kind != XML_READER_TYPE_TEXT && kind != XML_READER_TYPE_CDATA && kind != XML_READER_TYPE_SIGNIFICANT_WHITESPACE && kind != XML_READER_TYPE_WHITESPACE)
            return {};
        const xmlChar* value = xmlTextReaderConstValue(reader_.get());
        return value ? reinterpret_cast<const char*>(value) : std::string_view();
    }

private:
    int type() const { return xmlTextReaderNodeType(reader_.get()); }
    std::string_view local() const
    {
        const xmlChar* name = xmlTextReaderConstLocalName(reader_.get());
        return name ? reinterpret_cast<const char*>(name) : std::string_view();
    }
    struct Free {
        void operator()(xmlTextReader* reader) const { xmlFreeTextReader(reader); }
    };
    std::string bytes_, name_, part_;
    std::unique_ptr<xmlTextReader, Free> reader_;
};

struct SheetPlace {
    std::string name, part;
};

struct Workbook {
    std::vector<SheetPlace> sheets;
    bool since_1904 = false;
    std::vector<std::string> strings;
    std::vector<bool> dates; // by a cell's style
};

/// The text inside the element where the part stands, without how it is spoken (rPh).
std::string text_within(Part& part, std::string_view element)
{
    std::string all;
    if (part.is_closed())
        return all;
    int spoken = 0;
    bool is_text = false;
    while (part.next() && !part.ends(element)) {
        spoken += part.begins("rPh") && !part.is_closed();
        spoken -= part.ends("rPh");
        if (part.begins("t"))
            is_text = !part.is_closed();
        else if (part.ends("t"))
            is_text = false;
        else if (is_text && spoken == 0)
            all += part.text();
    }
    return all;
}

std::optional<int> small_number(std::string_view text)
{
    int value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    return error == std::errc{} && end == text.data() + text.size() && value >= 0 ? std::optional(value) : std::nullopt;
}

void read_styles(const std::string& path, Workbook& book)
{
    if (!vsi_exists(inside(path, "xl/styles.xml")))
        return;
    Part part(path, "xl/styles.xml");
    std::map<int, bool> own;
    bool in_cells = false;
    while (part.next()) {
        if (part.begins("numFmt"))
            if (const auto id = small_number(part.attribute("numFmtId")))
                own[*id] = is_date_format(part.attribute("formatCode"));
        if (part.begins("cellXfs") || part.ends("cellXfs"))
            in_cells = part.begins("cellXfs") && !part.is_closed();
        if (in_cells && part.begins("xf")) {
            const int id = small_number(part.attribute("numFmtId")).value_or(0);
            const auto at = own.find(id);
            book.dates.push_back(at == own.end() ? is_date_format(id) : at->second);
        }
    }
}

void read_strings(const std::string& path, Workbook& book)
{
    if (!vsi_exists(inside(path, "xl/sharedStrings.xml")))
        return;
    Part part(path, "xl/sharedStrings.xml");
    while (part.next())
        if (part.begins("si"))
            book.strings.push_back(text_within(part, "si"));
}

Workbook read_workbook(const std::string& path)
{
    Workbook book;
    std::map<std::string, std::string> parts; // by relation
    Part relations(path, "xl/_rels/workbook.xml.rels");
    while (relations.next())
        if (relations.begins("Relationship")) {
            const std::string target = relations.attribute("Target");
            parts[relations.attribute("Id")] = target.starts_with('/') ? target.substr(1) : "xl/" + target;
        }
    Part part(path, "xl/workbook.xml");
    while (part.next()) {
        if (part.begins("workbookPr"))
            book.since_1904 = part.attribute("date1904") == "1" || part.attribute("date1904") == "true";
        if (part.begins("sheet")) {
            const auto at = parts.find(part.attribute("r:id"));
            if (at != parts.end() && at->second.find("worksheets/") != std::string::npos)
                book.sheets.push_back({part.attribute("name"), at->second});
        }
    }
    read_styles(path, book);
    read_strings(path, book);
    return book;
}

struct CellPlace {
    std::size_t row = 0, column = 0; // from 0
};

/// "B3".
std::optional<CellPlace> cell_place(std::string_view text)
{
    std::size_t column = 0, i = 0;
    for (; i < text.size() && text[i] >= 'A' && text[i] <= 'Z' && i < 4; ++i)
        column = column * 26 + std::size_t(text[i] - 'A') + 1;
    const auto row = small_number(text.substr(i));
    return i > 0 && row && *row > 0 ? std::optional(CellPlace{std::size_t(*row) - 1, column - 1}) : std::nullopt;
}

using Row = std::vector<std::string>;

/// The cells of a sheet by row.
class SheetReader {
public:
    SheetReader(const std::string& path, const Workbook& book, const std::string& part_name) : path_(path), book_(book), part_(path, part_name) {}

    std::map<std::size_t, Row> rows()
    {
        while (part_.next()) {
            if (part_.begins("row"))
                begin_row();
            else if (part_.begins("c"))
                read_cell();
            else if (part_.begins("mergeCell"))
                merge(part_.attribute("ref"));
        }
        return std::move(rows_);
    }

private:
    void begin_row()
    {
        const auto number = small_number(part_.attribute("r"));
        row_ = number && *number > 0 ? std::size_t(*number) - 1 : next_row_;
        next_row_ = row_ + 1;
        next_column_ = 0;
    }
    void read_cell()
    {
        const auto place = cell_place(part_.attribute("r"));
        const std::size_t column = place ? place->column : next_column_;
        next_column_ = column + 1;
        const std::string type = part_.attribute("t");
        const std::size_t style = std::size_t(small_number(part_.attribute("s")).value_or(0));
        if (part_.is_closed())
            return;
        std::string raw, inline_text;
        while (part_.next() && !part_.ends("c"))
            if (part_.begins("v"))
                in_value_ = !part_.is_closed();
            else if (part_.ends("v"))
                in_value_ = false;
            else if (part_.begins("is"))
                inline_text = text_within(part_, "is");
            else if (in_value_)
                raw += part_.text();
        std::string value = type == "inlineStr" ? std::move(inline_text) : value_of(raw, type, style);
        if (!value.empty())
            put(row_, column, std::move(value));
    }
    std::string value_of(const std::string& raw, const std::string& type, std::size_t style) const
    {
        if (type == "s") {
            const auto at = small_number(raw);
            return at && std::size_t(*at) < book_.strings.size() ? book_.strings[std::size_t(*at)] : std::string();
        }
        if (type == "e") // "#N/A": nothing
            return {};
        if (type == "str" || type == "d" || type == "b")
            return raw;
        return style < book_.dates.size() && book_.dates[style] ? sheet_time(raw, book_.since_1904) : sheet_number(raw);
    }
    void put(std::size_t row, std::size_t column, std::string value)
    {
        if (std::int64_t(column) >= table_ceiling::columns)
            refuse_size(path_, "columns", table_ceiling::columns);
        Row& cells = rows_[row];
        if (cells.size() <= column)
            cells.resize(column + 1);
        cells[column] = std::move(value);
        if (!is_merging_)
            width_ = std::max(width_, cells.size());
        if (++cells_ > table_ceiling::cells)
            refuse_size(path_, "cells", table_ceiling::cells);
    }
    /// Every cell of "A2:A3" says what the first of them says.
    void merge(const std::string& range)
    {
        const std::size_t colon = range.find(':');
        const auto from = cell_place(range.substr(0, colon)), to = colon == std::string::npos ? from : cell_place(range.substr(colon + 1));
        if (!from || !to)
            return;
        const auto at = rows_.find(from->row);
        if (at == rows_.end() || at->second.size() <= from->column || at->second[from->column].empty())
            return;
        is_merging_ = true; // what is merged stands behind all cells; a title may span more than the table has
        const std::string value = at->second[from->column];
        for (auto row = rows_.lower_bound(from->row); row != rows_.end() && row->first <= to->row; ++row) // rows without any cell stay away
            for (std::size_t column = from->column; column < std::min(to->column + 1, width_); ++column)
                if (row->first != from->row || column != from->column)
                    put(row->first, column, value);
    }

    const std::string& path_;
    const Workbook& book_;
    Part part_;
    std::map<std::size_t, Row> rows_;
    std::size_t row_ = 0, next_row_ = 0, next_column_ = 0;
    std::size_t width_ = 0; // of the longest row
    std::int64_t cells_ = 0;
    bool in_value_ = false, is_merging_ = false;
};

SourceTable table_of(const std::string& path, const std::string& name, std::map<std::size_t, Row> sheet, std::vector<Remark>& notes)
{
    SourceTable table{.name = name, .fields = {}, .rows = {}, .points = {}};
    for (auto& [number, cells] : sheet)
        table.rows.push_back(std::move(cells));
    const TableHeading heading = find_heading(std::span(table.rows).first(std::min(table.rows.size(), heading_rows)));
    if (heading.above > 0)
        notes.push_back(rows_above(table.rows, heading));
    table.rows.erase(table.rows.begin(), table.rows.begin() + std::ptrdiff_t(std::min(table.rows.size(), heading.row + 1)));
    table.fields = heading.names;
    for (const Row& row : table.rows) // below the rows that were looked at there may be longer ones
        while (table.fields.size() < row.size())
            table.fields.push_back("column " + std::to_string(table.fields.size() + 1));
    if (std::int64_t(table.rows.size() * table.fields.size()) > table_ceiling::cells)
        refuse_size(path, "cells", table_ceiling::cells);
    for (Row& row : table.rows)
        row.resize(table.fields.size());
    return table;
}

} // namespace

bool is_workbook(const std::string& path)
{
    return vsi_exists(inside(path, "xl/workbook.xml"));
}

std::vector<SourceTable> tables_of_workbook(const std::string& path, std::vector<Remark>& notes)
{
    const Workbook book = read_workbook(path);
    std::vector<SourceTable> tables;
    for (const SheetPlace& sheet : book.sheets)
        tables.push_back(table_of(path, sheet.name, SheetReader(path, book, sheet.part).rows(), notes));
    return tables;
}

} // namespace geo
