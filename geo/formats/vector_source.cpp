#include "geo/formats/vector_source.h"

#include "geo/error.h"
#include "geo/formats/drawing_text.h"
#include "geo/formats/gdal_session.h"
#include "geo/formats/json_ceilings.h"
#include "geo/formats/osm_text.h"
#include "geo/formats/spreadsheet.h"
#include "geo/formats/table_text.h"
#include "geo/formats/vsi_bytes.h"

#include <cpl_conv.h>
#include <cpl_string.h>
#include <cpl_vsi.h>
#include <fmt/format.h>
#include <fmt/ranges.h>

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

void prepare_csv(PreparedSource& prepared, const std::string& wanted_encoding)
{
    std::string bytes = vsi_bytes(prepared.name, max_table_bytes);
    if (bytes.empty())
        throw Error(remark("table_empty", prepared.name));
    std::string text = utf8_from(bytes, choose_encoding(bytes, wanted_encoding, prepared.notes));
    bytes.clear(), bytes.shrink_to_fit();
    mend_table(text, prepared.notes);
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
    for (const char* ending : {".cpg", ".CPG"})
        if (declared.empty() && vsi_exists(stem + ending))
            declared = vsi_bytes(stem + ending, 64);
    std::erase_if(declared, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    std::string attributes;
    for (const char* ending : {".dbf", ".DBF"})
        if (attributes.empty() && vsi_exists(stem + ending))
            attributes = vsi_bytes(stem + ending, std::size_t(64) << 20);
    const std::string sample = attribute_texts(attributes);
    std::optional<Encoding> encoding;
    if (!wanted_encoding.empty()) {
        encoding = encoding_from_name(wanted_encoding);
    } else if (!declared.empty()) {
        // What the bytes are speaks against what the file says: UTF-8 of more than ASCII comes about by no other encoding.
        const Encoding found = guess_encoding(sample, true);
        const bool is_utf8_text = found == Encoding::utf8 && std::ranges::any_of(sample, [](char c) { return static_cast<unsigned char>(c) >= 0x80; });
        try {
            encoding = encoding_from_name(declared);
        } catch (const Error&) { // a code page OGR may know: leave it to OGR
            if (!is_utf8_text)
                return;
        }
        const bool is_wrong = encoding && *encoding == Encoding::latin1 ? found != Encoding::latin1 && found != Encoding::utf8 : encoding && *encoding == Encoding::utf8 ? found != Encoding::utf8 : false;
        if (is_wrong || (is_utf8_text && encoding != Encoding::utf8)) {
            encoding = found;
            prepared.notes.push_back({"cpg_is_wrong", {declared, name_of(*encoding)}});
        }
    } else {
        encoding = guess_encoding(sample, true);
        if (*encoding != Encoding::utf8)
            prepared.notes.push_back({"no_cpg", {name_of(*encoding)}});
    }
    prepared.options = {"ENCODING="}; // OGR hands over the bytes as they are
    prepared.encoding = encoding;
}

std::string list_bytes(const std::string& name)
{
    std::string bytes = vsi_bytes(name, json_ceiling::bytes + 1);
    if (static_cast<std::int64_t>(bytes.size()) > json_ceiling::bytes)
        throw Error(remark("json_too_large", std::filesystem::path(name).filename().string(), "bytes", json_ceiling::bytes));
    return bytes;
}

void take(PreparedSource& prepared, JsonTable read)
{
    if (read.table) {
        prepared.tables.push_back(std::move(*read.table));
        if (!read.remark.empty())
            prepared.notes.push_back(read.remark);
    } else {
        prepared.why = read.remark;
    }
}

/// Only JSON that OGR would not read as positions: plain lists, or GeoJSON with texts for coordinates.
void prepare_json(PreparedSource& prepared, bool is_by_lines)
{
    constexpr std::size_t telling_bytes = 65536;
    const std::string& name = prepared.name;
    std::string bytes = vsi_bytes(name, telling_bytes);
    const auto first = bytes.find_first_not_of("\xef\xbb\xbf \t\r\n\x1e");
    if (first == std::string::npos)
        throw Error(remark("data_empty", name));
    const bool is_list = bytes[first] == '[';
    std::string head = bytes.substr(first);
    std::erase_if(head, [](char c) { return std::isspace(static_cast<unsigned char>(c)); });
    const std::string title = std::filesystem::path(name).stem().string();
    if (is_by_lines) {
        if (head.find("\"type\":\"Feature\"") == std::string::npos) // else GDAL reads it
            take(prepared, json_lines_from(list_bytes(name), title));
        return;
    }
    const bool has_text_coordinates = head.find("\"coordinates\":[\"") != std::string::npos;
    const bool is_geographic = head.find("\"Topology\"") != std::string::npos ||
                               head.find("FeatureCollection") != std::string::npos ||
                               head.find("\"geometryType\":\"esri") != std::string::npos;
    if (!is_list && (is_geographic || head.starts_with("{\"type\":\"Feature\"")) && !has_text_coordinates)
        return;
    bytes = list_bytes(name);
    JsonTable read = json_table_from(bytes, title);
    if (!read.table && read.remark.empty()) // one object a line under the name of a document
        if (JsonTable lines = json_lines_from(bytes, title); lines.table)
            read = std::move(lines);
    take(prepared, std::move(read));
}

constexpr std::array<std::string_view, 18> known_endings{".gpkg", ".shp",  ".geojson", ".topojson", ".json", ".fgb",
                                                         ".gml",  ".kml",  ".kmz",     ".tab",      ".mif",  ".dxf",
                                                         ".csv",  ".xlsx", ".gdb",     ".gpx",      ".dgn",  ".geojsonl"};

/// An editor numbers what is new below zero, which GDAL's own index leaves out, and keeps what was deleted.
void prepare_osm(PreparedSource& prepared)
{
    prepared.options.push_back("USE_CUSTOM_INDEXING=NO");
    VSIStatBufL status;
    if (VSIStatL(prepared.name.c_str(), &status) != 0 || status.st_size > json_ceiling::bytes) // an extract of a country, which no editor saves
        return;
    std::string text = vsi_bytes(prepared.name, std::size_t(json_ceiling::bytes));
    if (const std::int64_t deleted = drop_deleted(text); deleted > 0) {
        prepared.notes.push_back({"osm_deleted", {std::to_string(deleted)}});
        prepared.name = prepared.memory_file = memory_file(text, ".osm");
    }
}

/// A workbook with a password is no archive.
void prepare_workbook(PreparedSource& prepared)
{
    const std::string title = std::filesystem::path(prepared.name).filename().string();
    if (vsi_bytes(prepared.name, 4) == "\xd0\xcf\x11\xe0")
        throw Error(remark("workbook_locked", title));
    if (!is_workbook(prepared.name))
        throw Error(remark("workbook_broken", title, "xl/workbook.xml"));
    prepared.tables = tables_of_workbook(prepared.name, prepared.notes);
    prepared.sheets = true;
    if (prepared.tables.empty())
        throw Error(remark("no_features", title));
}

constexpr std::size_t most_files = 1000; // of an archive: each is open while the source is

/// All files of an archive, by name.
std::vector<std::string> names_in(const std::string& archive)
{
    char** list = VSIReadDirRecursive(archive.c_str());
    std::vector<std::string> names;
    for (char** at = list; at && *at; ++at)
        names.emplace_back(*at);
    CSLDestroy(list);
    std::ranges::sort(names);
    return names;
}

/// The files of interest in an archive: those of the first of the kinds we know, in that order.
std::vector<std::string> inside_archive(const std::string& archive, std::vector<Remark>& notes)
{
    std::vector<std::string> names = names_in(archive);
    std::erase_if(names, [](const std::string& name) { return name.find("__MACOSX/") != std::string::npos; });
    std::vector<std::string> chosen, others;
    for (const std::string_view ending : known_endings)
        for (const std::string& name : names)
            if (ends_with(name, ending))
                (chosen.empty() || ends_with(chosen.front(), ending) ? chosen : others).push_back(name);
    if (chosen.size() > most_files) {
        others.insert(others.end(), chosen.begin() + most_files, chosen.end());
        chosen.resize(most_files);
    }
    if (!others.empty())
        notes.push_back({"files_not_read", {std::to_string(others.size()), fmt::format("{}", fmt::join(others.begin(), others.begin() + std::ptrdiff_t(std::min<std::size_t>(others.size(), 5)), ", "))}});
    for (std::string& name : chosen)
        name = archive + "/" + name;
    return chosen.empty() ? std::vector{archive} : chosen;
}

/// The pages of a KMZ: doc.kml, and those it links to.
std::vector<std::string> pages_of_kmz(const std::string& archive)
{
    std::vector<std::string> pages;
    for (const std::string& name : names_in(archive))
        if (ends_with(name, ".kml") && pages.size() < most_files)
            pages.push_back(archive + "/" + name);
    return pages.empty() ? std::vector{archive} : pages;
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

namespace {

PreparedSource prepare_one(const std::string& name, const std::string& encoding)
{
    PreparedSource prepared{.name = name};
    const std::string kind =
        ends_with(prepared.name, ".gz") ? prepared.name.substr(0, prepared.name.size() - 3) : prepared.name;
    if (ends_with(kind, ".csv") || ends_with(kind, ".tsv") || ends_with(kind, ".txt"))
        prepare_csv(prepared, encoding);
    else if (ends_with(kind, ".shp"))
        prepare_shapefile(prepared, encoding);
    else if (ends_with(kind, ".dxf"))
        prepared.drawing = true, prepared.raw_drawing = has_plain_bytes(prepared.name);
    else if (ends_with(kind, ".json"))
        prepare_json(prepared, false);
    else if (ends_with(kind, ".ndjson") || ends_with(kind, ".jsonl"))
        prepare_json(prepared, true);
    else if (ends_with(kind, ".xlsx") || ends_with(kind, ".xlsm"))
        prepare_workbook(prepared);
    else if (ends_with(kind, ".osm"))
        prepare_osm(prepared);
    // As times GDAL keeps milliseconds only, and guesses zones; as texts they are read by us. Other drivers pass the
    // option over with a word that is not for operators.
    if (ends_with(kind, "json"))
        prepared.options.push_back("DATE_AS_STRING=YES");
    return prepared;
}

} // namespace

std::vector<PreparedSource> prepare_sources(const std::string& source, const std::string& encoding)
{
    if (source.find("://") != std::string::npos || source.starts_with("/vsicurl") || source.starts_with("/vsis3"))
        throw Error(remark("local_only", source.substr(0, source.find("://"))));
    check_exists(source);
    std::vector<std::string> names{source};
    std::vector<Remark> notes;
    if (ends_with(source, ".zip") && !source.starts_with("/vsi"))
        names = inside_archive("/vsizip/" + source, notes);
    else if ((ends_with(source, ".tar") || ends_with(source, ".tgz") || ends_with(source, ".tar.gz")) &&
             !source.starts_with("/vsi"))
        names = inside_archive("/vsitar/" + source, notes);
    else if (ends_with(source, ".kmz") && !source.starts_with("/vsi")) // GDAL loses the columns of schemas in it (findings/kmz_forgets_schemas.sh)
        names = pages_of_kmz("/vsizip/" + source);
    else if (ends_with(source, ".gz") && !source.starts_with("/vsi"))
        names = {"/vsigzip/" + source};
    std::vector<PreparedSource> prepared;
    for (const std::string& name : names)
        prepared.push_back(prepare_one(name, encoding));
    prepared.front().notes.insert(prepared.front().notes.begin(), notes.begin(), notes.end());
    return prepared;
}

} // namespace geo
