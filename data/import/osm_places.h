#pragma once
// What a feature of OpenStreetMap is among our places, by its tags: addresses, roads, landmarks, numbered poles, waters and greens.
// Pure functions; any thread.

#include "data/records/records.h"

#include <functional>
#include <string>
#include <vector>

namespace data {

enum class OsmShape { point, line, area };

/// A tag's value by its key ("addr:street"); empty where the feature has none.
using OsmTag = std::function<std::string(const std::string& key)>;

/// The places of one feature without their shapes: none, one, or two (a shop with a house number is a landmark and an address).
/// Lines give only roads and waterways.
std::vector<Place> places_from_tags(OsmShape shape, const OsmTag& tag);
/// Metres of a road by its class ("primary"): for drawing and for which of two roads is the greater.
double width_of_highway(const std::string& highway);
/// 1 on a bridge, −1 in a tunnel, else the tag "layer".
int level_of_road(const OsmTag& tag);

/// name:*, alt_name and the like of OSM's `"key"=>"value"` list, as lines of Place::other_names.
std::string names_from_hstore(std::string_view tags);

} // namespace data
