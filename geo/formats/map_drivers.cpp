#include "geo/formats/map_drivers.h"

namespace geo {

const std::vector<std::string>& raster_file_drivers()
{
    static const std::vector<std::string> names{"GTiff", "MBTiles", "GPKG", "PNG", "JPEG", "WEBP"};
    return names;
}

const std::vector<std::string>& description_drivers()
{
    static const std::vector<std::string> names{"WMS", "WMTS"};
    return names;
}

}
