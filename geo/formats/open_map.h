#pragma once
// Opens what map_file() judged. Inside a GdalSession.

#include "geo/formats/map_files.h"

class GDALDataset;

namespace geo {

/// As a raster, by the drivers of the list; `flags` of GDAL's besides. A WMTS is asked first where its tiles are. The caller owns it; null where
/// none takes it. Throws Error where such a server does not answer, or names hosts of its own.
GDALDataset* open_raster(const MapFile& file, unsigned flags = 0);

}
