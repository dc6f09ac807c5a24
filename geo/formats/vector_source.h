#pragma once
// Inside of VectorFile: where its bytes come from. Turns a path into something OGR opens in UTF-8, or into a table of
// our own.

#include "geo/formats/text_encoding.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A plain JSON array of objects, or GeoJSON whose coordinates are texts, which OGR does not read.
struct JsonTable {
    std::string name;
    std::vector<std::string> fields;
    std::vector<std::vector<std::string>> rows;
    std::vector<std::optional<LonLat>>
        points; // of "geometry" or "location" objects; as the file says, no datum applied
};

/// Reads `bytes`, a record at a time; empty when they are no such JSON. Values that are objects or arrays become JSON text. Throws Error beyond
/// json_ceilings.h.
std::optional<JsonTable> json_table_from(std::string_view bytes, const std::string& name);

/// What to hand to GDAL for a source the operator named.
struct PreparedSource {
    std::string name;                 // GDAL's name: the path, /vsizip/…, or a file in memory
    std::string title;                // name of its one layer; empty: as GDAL says
    std::string memory_file;          // to be unlinked afterwards; empty: none
    std::vector<std::string> options; // open options NAME=VALUE
    bool raw_drawing = false;         // a drawing whose code page says nothing: its texts are taken as bytes and decoded by us
    std::optional<Encoding> encoding; // of attribute texts that OGR hands over undecoded; empty: they are UTF-8
    std::optional<JsonTable> table;   // read already
    std::vector<Remark> notes;
};

/// Throws Error for what is missing or not readable. Needs a GdalSession.
PreparedSource prepare_source(const std::string& source, const std::string& encoding);

} // namespace geo
