#pragma once
// OpenStreetMap's XML as an editor saves it: what was deleted there stands in the file until it is uploaded. A pure function; any thread.

#include <cstdint>
#include <string>

namespace geo {

/// Takes nodes, ways and relations with action="delete" out of the text. Returns how many they were.
std::int64_t drop_deleted(std::string& osm);

} // namespace geo
