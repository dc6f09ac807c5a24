#include "geo/formats/open_map.h"

#include "geo/formats/map_drivers.h"

#include <cpl_string.h>
#include <gdal_priv.h>

namespace geo {

GDALDataset* open_raster(const MapFile& file, unsigned flags)
{
    CPLStringList drivers;
    for (const std::string& driver : file.is_description() ? description_drivers() : raster_file_drivers())
        drivers.AddString(driver.c_str());
    return GDALDataset::Open(file.to_open.c_str(), GDAL_OF_RASTER | GDAL_OF_READONLY | flags, drivers.List());
}

}
