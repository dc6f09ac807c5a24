#pragma once
// Vector base maps as plain values: OpenStreetMap extracts sorted by what a map draws, and any other vector file as a plain
// reference layer. Reading blocks for long and belongs on the slow queue; the values may then go to any thread.

#include "geo/formats/basemap_feature.h"

#include <stop_token>
#include <string>
#include <vector>

namespace geo {

/// An OpenStreetMap extract (.osm.pbf, .osm). Coastlines are cut and closed along the extent, so that the sea is a water area.
/// Throws Error: not readable, not such a file; Cancelled when stop is asked for.
BasemapFeatures read_osm(const std::string& path, std::stop_token stop = {});

/// Any other vector file GDAL reads; layer empty: all. A drawing (DXF) has the layers its lines lie on, also lines in blocks; what is invisible
/// there, or on a layer that is frozen or off, is left out. crs empty: the file's own (WGS 84 where it names none).
/// Names come from the first field called name, NAME, 名称, title or label; in a drawing from its texts, else from the layer. Throws Error as above.
BasemapFeatures read_reference(const std::string& path, const std::string& layer = {}, const std::string& crs = {}, std::stop_token stop = {});

/// The layers that read_reference() can read alone, in the file's order; of a drawing those with anything that is shown. Throws Error as above.
std::vector<std::string> reference_layers(const std::string& path, std::stop_token stop = {});
/// Whether these are the layers of a drawing, each of which is a subject of its own.
bool is_drawing(const std::string& path);

/// read_osm for extracts by their suffix, else read_reference.
/// `path` may name a layer (map_source.h).
BasemapFeatures read_vector_basemap(const std::string& path, const std::string& crs = {}, std::stop_token stop = {});

}
