#pragma once
// The drivers of GDAL that read base maps. Any thread.

#include <string>
#include <vector>

namespace geo {

/// Those that read files of pictures; for a description of tiles those of description_drivers.
const std::vector<std::string>& raster_file_drivers();
const std::vector<std::string>& description_drivers();

}
