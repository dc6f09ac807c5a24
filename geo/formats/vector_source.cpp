#include "geo/formats/vector_source.h"

#include "geo/error.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/json_ceilings.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <cctype>
#include <cstring>
#include <filesystem>

namespace geo {
namespace {

constexpr std::size_t max_table_bytes = std::size_t(2) << 30; // a table is held in memory once while it is read

std::string lower(std::string text)
{
    for (char& c : text)
        c = char(std::tolower(static_cast<unsigned char>(c)));
    return text;
}

bool ends_with(const std::string& text, std::string_view ending)
{
    return lower(text).ends_with(ending);
}

std::string bytes_of(const std::string& name, std::size_t limit)
{
    VSILFILE* file = VSIFOpenL(name.c_str(), "rb");
    if (!file)
        throw Error(remark("file_not_read", name));
    std::string bytes;
    std::string block(std::size_t(1) << 20, '\0');
    while (bytes.size() < limit) {
        const std::size_t got = VSIFReadL(block.data(), 1, std::min(block.size(), limit - bytes.size()), file);
        bytes.append(block, 0, got);
        if (got == 0)
            break;
    }
    VSIFCloseL(file);
    return bytes;
}

/// A file in memory that GDAL opens by name; GDAL frees the bytes with the file.
std::string memory_file(std::string_view bytes, std::string_view ending)
{
    static std::atomic<unsigned> next{0};
    const std::string name = fmt::format("/vsimem/gridwatch_{}{}", next++, ending);
    auto* copy = static_cast<GByte*>(VSIMalloc(std::max<std::size_t>(bytes.size(), 1)));
    if (!copy)
        throw Error(remark("no_memory"));
    std::ranges::copy(bytes, reinterpret_cast<char*>(copy));
    VSIFCloseL(VSIFileFromMemBuffer(name.c_str(), copy, bytes.size(), TRUE));
    return name;
}

Encoding choose_encoding(std::string_view bytes, const std::string& wanted, std::vector<Remark>& notes)
{
    if (!wanted.empty())
        return encoding_from_name(wanted);
    const Encoding found = guess_encoding(bytes);
    if (found == Encoding::latin1)
        notes.push_back({"read_as_latin1"});
    else if (found != Encoding::utf8)
        notes.push_back({"read_as", {name_of(found)}});
    return found;
}

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

void prepare_csv(PreparedSource& prepared, const std::string& wanted_encoding)
{
    std::string bytes = bytes_of(prepared.name, max_table_bytes);
    if (bytes.empty())
        throw Error(remark("table_empty", prepared.name));
    std::string text = utf8_from(bytes, choose_encoding(bytes, wanted_encoding, prepared.notes));
    bytes.clear(), bytes.shrink_to_fit();
    mend_line_ends(text);
    mend_separators(text);
    prepared.title = std::filesystem::path(prepared.name).stem().stem().string();
    prepared.name = prepared.memory_file = memory_file(text, ".csv");
    prepared.options = {"AUTODETECT_TYPE=NO", "KEEP_SOURCE_COLUMNS=NO"};
}

/// Field names and records of a dBASE table, without the binary parts of its header.
std::string attribute_texts(const std::string& table)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(table[i]); };
    std::string texts;
    if (table.size() < 32)
        return texts;
    const std::size_t header = byte(8) + 256u * byte(9);
    for (std::size_t at = 32; at + 32 <= std::min(header, table.size()) && table[at] != '\r'; at += 32)
        texts.append(table.c_str() + at, strnlen(table.c_str() + at, 11)) += ' ';
    if (header < table.size())
        texts.append(table, header);
    return texts;
}

/// Shapefile attributes: OGR decodes by the .cpg or the code page byte, and takes Latin-1 where both are silent. Then,
/// and where they say GBK, we take the bytes and decide ourselves.
void prepare_shapefile(PreparedSource& prepared, const std::string& wanted_encoding)
{
    const std::string stem = prepared.name.substr(0, prepared.name.size() - 4);
    std::string declared;
    for (const char* ending : {".cpg", ".CPG"}) {
        VSIStatBufL status;
        if (declared.empty() && VSIStatL((stem + ending).c_str(), &status) == 0)
            declared = bytes_of(stem + ending, 64);
    }
    std::erase_if(declared, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    std::string attributes;
    for (const char* ending : {".dbf", ".DBF"}) {
        VSIStatBufL status;
        if (attributes.empty() && VSIStatL((stem + ending).c_str(), &status) == 0)
            attributes = bytes_of(stem + ending, std::size_t(64) << 20);
    }
    const std::string sample = attribute_texts(attributes);
    std::optional<Encoding> encoding;
    if (!wanted_encoding.empty()) {
        encoding = encoding_from_name(wanted_encoding);
    } else if (!declared.empty()) {
        try {
            encoding = encoding_from_name(declared);
        } catch (const Error&) { // a code page OGR may know: leave it to OGR
            return;
        }
        if (const Encoding found = guess_encoding(sample, true);
            *encoding == Encoding::utf8 && found != Encoding::utf8) {
            encoding = found;
            prepared.notes.push_back({"cpg_is_wrong", {name_of(*encoding)}});
        }
    } else {
        encoding = guess_encoding(sample, true);
        if (*encoding != Encoding::utf8)
            prepared.notes.push_back({"no_cpg", {name_of(*encoding)}});
    }
    prepared.options = {"ENCODING="}; // OGR hands over the bytes as they are
    prepared.encoding = encoding;
}

/// Only JSON that OGR would not read as positions: a plain list, or GeoJSON with texts for coordinates.
std::optional<JsonTable> loose_json(const std::string& name)
{
    constexpr std::size_t telling_bytes = 65536;
    std::string bytes = bytes_of(name, telling_bytes);
    const auto first = bytes.find_first_not_of("\xef\xbb\xbf \t\r\n");
    if (first == std::string::npos)
        throw Error(remark("data_empty", name));
    const bool is_list = bytes[first] == '[';
    std::string head = bytes.substr(first);
    std::erase_if(head, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    const bool has_text_coordinates = head.find("\"coordinates\":[\"") != std::string::npos;
    const bool is_geographic = head.find("\"Topology\"") != std::string::npos ||
                               head.find("FeatureCollection") != std::string::npos ||
                               head.find("\"geometryType\":\"esri") != std::string::npos;
    if (!is_list && is_geographic && !has_text_coordinates)
        return std::nullopt;
    bytes = bytes_of(name, json_ceiling::bytes + 1);
    if (static_cast<std::int64_t>(bytes.size()) > json_ceiling::bytes)
        throw Error(remark("json_too_large", std::filesystem::path(name).filename().string(), "bytes", json_ceiling::bytes));
    return json_table_from(bytes, std::filesystem::path(name).stem().string());
}

/// Drawings name a code page; where it is missing or the Western one that programs write by default, Chinese names would come out
/// as accents.
bool has_own_code_page(const std::string& drawing)
{
    const std::string head = bytes_of(drawing, 65536);
    const std::size_t at = head.find("$DWGCODEPAGE");
    return at != std::string::npos && lower(head.substr(at, 48)).find("ansi_1252") == std::string::npos;
}

constexpr std::array<std::string_view, 18> known_endings{".gpkg", ".shp",  ".geojson", ".topojson", ".json", ".fgb",
                                                         ".gml",  ".kml",  ".kmz",     ".tab",      ".mif",  ".dxf",
                                                         ".csv",  ".xlsx", ".gdb",     ".gpx",      ".dgn",  ".geojsonl"};

/// The file of interest in an archive: the first of the kinds we know, in that order.
std::string inside_archive(const std::string& archive)
{
    char** list = VSIReadDirRecursive(archive.c_str());
    std::vector<std::string> names;
    for (char** at = list; at && *at; ++at)
        names.emplace_back(*at);
    CSLDestroy(list);
    std::ranges::sort(names);
    for (const std::string_view ending : known_endings)
        for (const std::string& name : names)
            if (ends_with(name, ending))
                return archive + "/" + name;
    return archive;
}

void check_exists(const std::string& source)
{
    namespace fs = std::filesystem;
    if (source.starts_with("/vsi"))
        return;
    std::error_code error;
    const auto status = fs::status(source, error);
    if (!fs::exists(status))
        throw Error(remark("no_file", source));
    if (fs::is_regular_file(status) && fs::file_size(source, error) == 0)
        throw Error(remark("data_empty", source));
}

} // namespace

PreparedSource prepare_source(const std::string& source, const std::string& encoding)
{
    if (source.find("://") != std::string::npos || source.starts_with("/vsicurl") || source.starts_with("/vsis3"))
        throw Error(remark("local_only", source.substr(0, source.find("://"))));
    check_exists(source);
    PreparedSource prepared{.name = source};
    if (ends_with(source, ".zip") && !source.starts_with("/vsi"))
        prepared.name = inside_archive("/vsizip/" + source);
    else if ((ends_with(source, ".tar") || ends_with(source, ".tgz") || ends_with(source, ".tar.gz")) &&
             !source.starts_with("/vsi"))
        prepared.name = inside_archive("/vsitar/" + source);
    else if (ends_with(source, ".gz") && !source.starts_with("/vsi"))
        prepared.name = "/vsigzip/" + source;

    const std::string kind =
        ends_with(prepared.name, ".gz") ? prepared.name.substr(0, prepared.name.size() - 3) : prepared.name;
    if (ends_with(kind, ".csv") || ends_with(kind, ".tsv") || ends_with(kind, ".txt"))
        prepare_csv(prepared, encoding);
    else if (ends_with(kind, ".shp"))
        prepare_shapefile(prepared, encoding);
    else if (ends_with(kind, ".dxf"))
        prepared.raw_drawing = !has_own_code_page(prepared.name);
    else if (ends_with(kind, ".json"))
        prepared.table = loose_json(prepared.name);
    // As times GDAL keeps milliseconds only, and guesses zones; as texts they are read by us. Other drivers pass the
    // option over with a word that is not for operators.
    if (ends_with(kind, "json"))
        prepared.options.push_back("DATE_AS_STRING=YES");
    return prepared;
}

} // namespace geo
