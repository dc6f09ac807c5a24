#pragma once
// The time zone of a place, by the nearest of some two hundred cities whose zone is known: no borders, so that a place beside one may get its
// neighbour's; the import says which was taken. Pure functions; any thread.

#include "geo/shapes/coordinates.h"

#include <string>

namespace data {

/// A name of the IANA's table, "Asia/Kolkata". Empty: no city of the table lies within 2,000 km.
std::string time_zone_at(geo::LonLat place);

} // namespace data
