#pragma once
// Inside of VectorFile: where its bytes come from. Turns a path into something OGR opens in UTF-8, or into a table of
// our own.

#include "geo/formats/source_table.h"
#include "geo/formats/text_encoding.h"
#include "geo/remark.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

struct JsonTable {
    std::optional<SourceTable> table; // empty: it is no JSON, or holds no list of objects
    Remark remark;                    // what was done to get rows, or why there are none; empty: nothing to say
};

/// Plain JSON with a list of objects, the document itself or anywhere in it, a record at a time; GeoJSON whose coordinates are texts too, which OGR
/// does not read. Objects in objects become columns "geo.lat"; records that hold a list of records (a post with its cameras) become a row for each of
/// these. Lists are JSON text. Throws Error beyond json_ceilings.h.
JsonTable json_table_from(std::string_view bytes, const std::string& name);
/// The same from one object a line. Throws Error for a line that is none.
JsonTable json_lines_from(std::string_view bytes, const std::string& name);

/// What to hand to GDAL for a source the operator named.
struct PreparedSource {
    std::string name;                 // GDAL's name: the path, /vsizip/…, or a file in memory
    std::string title;                // name of its one layer; empty: as GDAL says
    std::string memory_file;          // to be unlinked afterwards; empty: none
    std::vector<std::string> options; // open options NAME=VALUE
    bool drawing = false;             // its texts are those of drawing_text()
    bool raw_drawing = false;         // and taken as bytes: its code page says nothing
    std::optional<Encoding> encoding; // of attribute texts that OGR hands over undecoded; empty: they are UTF-8
    std::vector<SourceTable> tables;  // read already
    bool sheets = false;              // of a workbook
    Remark why;                       // what to say where GDAL cannot open it either; empty: GDAL's own words
    std::vector<Remark> notes;
};

/// One, or several where an archive holds several files of one kind. Throws Error for what is missing or not readable. Needs a GdalSession.
std::vector<PreparedSource> prepare_sources(const std::string& source, const std::string& encoding);

} // namespace geo
