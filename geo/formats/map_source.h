#pragma once
// What a file can serve as on the map, without drawing it: a raster or a vector base map, where it lies, whose it is.

#include "geo/shapes/coordinates.h"

#include <string>

namespace geo {

struct MapSource {
    bool is_raster = false;
    std::string driver; // "MBTiles", "OSM", "GTiff" …
    std::string crs;    // "EPSG:3857"; empty: not stated
    std::string name, attribution;
    LonLatBox bounds; // empty when the file does not say and a look at all of it would cost too much (OSM)
};

/// A layer of a file in one text, "plan.dxf|layername=BORDER"; no layer: all of the file.
struct LayerOfFile {
    std::string path, layer;
};
LayerOfFile layer_of_file(const std::string& text);
std::string text_of(const LayerOfFile& layer);

/// Opens the file once and closes it. Throws Error with GDAL's reason when it is neither raster nor vector.
MapSource describe_map_source(const std::string& path);

} // namespace geo
