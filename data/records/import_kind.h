#pragma once
// What a file is taken in or given out as. The names are those of the command line and of the record of imports.

#include <array>

namespace data {

enum class ImportKind { grids, cameras, incidents, places, buildings, basemap, reference, units };
inline constexpr std::array<const char*, 8> import_kind_names{"grids",   "cameras",   "incidents", "places", "buildings",
                                                              "basemap", "reference", "units"};

} // namespace data
