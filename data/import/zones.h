#pragma once
// The zones of another office (police, city management …) as a file has them, for check_unions(). Blocks; any thread.

#include "data/drafts/unions.h"

#include <stop_token>

namespace data {

struct ZoneFile {
    std::string path;
    std::string layer; // empty: the first with areas
    std::string field; // names them; empty: the one that is usual for names
    std::string crs;   // forms of geo::CrsTransform::make; empty: as the file says
};

/// "plan.gpkg", or "plan.gpkg:police" with a layer.
ZoneFile zone_file_from(const std::string& text);

/// In the order of the file; what is no area is left out, in drawings closed lines are areas. Zones without a name are called by their row,
/// "#3". Throws Error for a layer or field that is not there and for a file without any area, geo::Error, geo::Cancelled.
std::vector<Zone> read_zones(const ZoneFile& file, std::stop_token stop = {});

} // namespace data
