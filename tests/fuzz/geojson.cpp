// A file with the ending .geojson, as an import reads it: GDAL's reader, and ours for what GDAL does not take.

#include "tests/fuzz/one_file.h"
#include "tests/fuzz/targets.h"

#include "geo/error.h"
#include "geo/formats/vector_file.h"
#include "geo/shapes/shapes.h"
#include "geo/shapes/wkb_walk.h"

namespace {

void read_rows(geo::VectorFile& file, std::size_t layer)
{
    const std::size_t fields = file.layers()[layer].fields.size();
    int rows = 0;
    file.read({.layer = layer}, [&](const geo::VectorRow& row) {
        fuzz::require(row.values.size() == fields, "a row has a value for each field");
        fuzz::require(row.wkb.empty() != row.defect.empty(), "a row has a shape or a reason why not");
        if (is_area(geo::wkb_type(row.wkb)))
            geo::multipolygon_from_wkb(row.wkb);
        else if (is_line(geo::wkb_type(row.wkb)))
            geo::multiline_from_wkb(row.wkb);
        return ++rows < 50;
    });
}

}

void fuzz::geojson(std::string_view bytes)
{
    try {
        geo::VectorFile file = geo::VectorFile::open(file_of("input.geojson", bytes).string());
        for (std::size_t layer = 0; layer < file.layers().size(); ++layer)
            read_rows(file, layer);
    } catch (const geo::Error&) {
        // Refused.
    }
}
