#include "data/import/osm_places.h"

#include "data/import/values.h"
#include "data/records/place_names.h"

#include <algorithm>
#include <array>
#include <cstdlib>
#include <string_view>

namespace data {
namespace {

struct RoadWidth {
    std::string_view highway;
    double metres;
};
constexpr std::array road_widths{RoadWidth{"motorway", 22},    RoadWidth{"trunk", 18},       RoadWidth{"primary", 15},
                                 RoadWidth{"secondary", 12},   RoadWidth{"tertiary", 10},    RoadWidth{"residential", 7},
                                 RoadWidth{"unclassified", 7}, RoadWidth{"living_street", 6}, RoadWidth{"pedestrian", 6},
                                 RoadWidth{"service", 4},      RoadWidth{"track", 3},        RoadWidth{"cycleway", 2.5}};

template <std::size_t n> bool is_one_of(std::string_view value, const std::array<std::string_view, n>& values)
{
    return std::ranges::find(values, value) != values.end();
}

bool is_green(const OsmTag& tag)
{
    constexpr std::array<std::string_view, 8> leisure{"park", "garden", "pitch", "golf_course", "playground", "nature_reserve", "common", "dog_park"};
    constexpr std::array<std::string_view, 7> landuse{"grass", "forest", "meadow", "cemetery", "recreation_ground", "village_green", "allotments"};
    constexpr std::array<std::string_view, 5> natural{"wood", "scrub", "grassland", "heath", "wetland"};
    return is_one_of(tag("leisure"), leisure) || is_one_of(tag("landuse"), landuse) || is_one_of(tag("natural"), natural);
}

bool is_pole(const OsmTag& tag)
{
    constexpr std::array<std::string_view, 3> power{"pole", "tower", "portal"};
    constexpr std::array<std::string_view, 3> made{"utility_pole", "street_lamp", "mast"};
    return tag("highway") == "street_lamp" || is_one_of(tag("power"), power) || is_one_of(tag("man_made"), made);
}

std::string first_of(const OsmTag& tag, std::initializer_list<const char*> keys)
{
    for (const char* key : keys)
        if (std::string value = tag(key); !value.empty())
            return value;
    return {};
}

/// Borders of offices are no places to go to; they come in as areas.
bool is_border(const OsmTag& tag)
{
    return tag("boundary") == "administrative" || tag("type") == "boundary";
}

std::vector<Place> line_places(const OsmTag& tag)
{
    std::string name = tag("name");
    const std::string highway = tag("highway");
    if (!highway.empty() && highway != "proposed" && highway != "construction") {
        const std::string ref = tag("ref");
        if (name.empty())
            name = ref;
        if (name.empty())
            return {};
        Place road{.kind = PlaceKind::road, .name = name};
        road.width_m = parse_measure(tag("width")).value_or(width_of_highway(highway));
        if (ref != name)
            add_other_name(road.other_names, "ref", ref);
        return {road};
    }
    if (!name.empty() && !tag("waterway").empty())
        return {Place{.kind = PlaceKind::water, .name = name}};
    return {};
}

} // namespace

double width_of_highway(const std::string& highway)
{
    const std::string_view plain = std::string_view(highway).substr(0, highway.find("_link"));
    const auto at = std::ranges::find(road_widths, plain, &RoadWidth::highway);
    return at == road_widths.end() ? 2 : at->metres;
}

int level_of_road(const OsmTag& tag)
{
    if (const std::string layer = tag("layer"); !layer.empty())
        return static_cast<int>(std::clamp(std::strtol(layer.c_str(), nullptr, 10), -5L, 5L)); // also where the number is no int
    const auto is_set = [&](const char* key) { const std::string v = tag(key); return !v.empty() && v != "no"; };
    return is_set("bridge") ? 1 : is_set("tunnel") ? -1 : 0;
}

std::vector<Place> places_from_tags(OsmShape shape, const OsmTag& tag)
{
    if (shape == OsmShape::line)
        return line_places(tag);
    std::vector<Place> places;
    const std::string name = tag("name"), ref = tag("ref");
    if (is_pole(tag)) {
        if (!ref.empty())
            places.push_back({.kind = PlaceKind::pole, .name = name, .number = ref});
        return places;
    }
    if (!name.empty() && !is_border(tag)) {
        const bool is_area = shape == OsmShape::area;
        const bool is_water = tag("natural") == "water" || tag("waterway") == "riverbank" || tag("landuse") == "reservoir";
        Place place{.kind = is_area && is_water        ? PlaceKind::water
                            : is_area && is_green(tag) ? PlaceKind::green
                                                       : PlaceKind::landmark,
                    .name = name};
        add_other_name(place.other_names, "ref", ref);
        places.push_back(std::move(place));
    }
    const std::string street = first_of(tag, {"addr:street", "addr:place", "addr:hamlet"}), number = first_of(tag, {"addr:housenumber", "addr:housename"});
    if (!street.empty() && !number.empty())
        places.push_back({.kind = PlaceKind::address, .name = street, .number = number});
    return places;
}

std::string names_from_hstore(std::string_view tags)
{
    std::string names;
    constexpr std::array<std::string_view, 7> kept{"alt_name", "old_name", "short_name", "loc_name", "official_name", "int_name", "nat_name"};
    each_hstore_tag(tags, [&](const std::string& key, const std::string& value) {
        if (key.starts_with("name:"))
            add_other_name(names, key.substr(5), value);
        else if (is_one_of(key, kept))
            add_other_name(names, key.substr(0, key.find('_')), value);
    });
    return names;
}

} // namespace data
