#pragma once
// Opens what map_file() judged. Inside a GdalSession.

#include "geo/formats/map_files.h"

class GDALDataset;

namespace geo {

/// As a raster, by the drivers of the list; `flags` of GDAL's besides. The caller owns it; null where none takes it.
GDALDataset* open_raster(const MapFile& file, unsigned flags = 0);

}
