#include "data/import/place_match.h"

#include "data/records/record_fields.h"
#include "geo/shapes/near_plane.h"
#include "geo/shapes/shapes.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <unordered_map>
#include <unordered_set>

namespace data {
namespace {

constexpr double same_spot_m = 60; // as far as the gap within which pieces of a road are one

geo::LonLatBox box_of(const Place& place)
{
    geo::LonLatBox box = geo::box_of(place.area);
    for (const geo::Line& line : place.lines)
        for (const geo::LonLat p : line)
            box.add(p);
    return box;
}

bool may_be_same(const Place& a, const Place& b)
{
    constexpr double least_m_per_degree = 110'574; // of latitude, at the equator
    const bool is_far = std::abs(a.point.lat - b.point.lat) * least_m_per_degree > same_spot_m;
    if (!is_far && geo::distance_m(a.point, b.point) <= same_spot_m)
        return true;
    if ((a.area.empty() && a.lines.empty()) || (b.area.empty() && b.lines.empty()))
        return false;
    const geo::LonLatBox box = box_of(a), other = box_of(b);
    return !box.is_empty() && !other.is_empty() && geo::NearPlane(a.point.lat).widened(box, same_spot_m).meets(other);
}

std::string name_key(const Place& p)
{
    return fmt::format("{}|{}|{}", int(p.kind), p.name, p.number);
}

/// Those that moved: pairs of one name, nearest first.
void find_moved(std::span<FreshPlace> fresh, const std::vector<Place>& known, std::unordered_set<const Place*>& taken)
{
    std::unordered_map<std::string, std::vector<const Place*>> by_name;
    for (const Place& place : known)
        if (!taken.contains(&place) && !(place.name.empty() && place.number.empty()))
            by_name[name_key(place)].push_back(&place);
    struct Pair {
        double distance;
        std::size_t fresh;
        const Place* known;
    };
    std::vector<Pair> pairs;
    for (std::size_t i = 0; i < fresh.size(); ++i)
        if (!fresh[i].before)
            if (const auto at = by_name.find(name_key(fresh[i].place)); at != by_name.end())
                for (const Place* place : at->second)
                    if (may_be_same(fresh[i].place, *place))
                        pairs.push_back({geo::distance_m(fresh[i].place.point, place->point), i, place});
    std::ranges::stable_sort(pairs, {}, &Pair::distance);
    for (const Pair& pair : pairs)
        if (!fresh[pair.fresh].before && taken.insert(pair.known).second)
            fresh[pair.fresh].before = pair.known;
}

} // namespace

std::string place_key(const Place& p, const std::string& match)
{
    if (!match.empty())
        if (const std::string text = field_text(p, match); !text.empty())
            return fmt::format("{}|{}={}", int(p.kind), match, text);
    return fmt::format("{}|{}|{}|{:.7f}|{:.7f}", int(p.kind), p.name, p.number, p.point.lon, p.point.lat);
}

void find_known(std::span<FreshPlace> fresh, const std::vector<Place>& known, const std::string& match)
{
    std::unordered_map<std::string, const Place*> by_key;
    for (const Place& place : known) {
        by_key.emplace(place_key(place, {}), &place);
        if (!match.empty())
            by_key.emplace(place_key(place, match), &place);
    }
    std::unordered_set<const Place*> taken;
    for (FreshPlace& one : fresh)
        if (const auto at = by_key.find(place_key(one.place, one.rows > 0 ? match : std::string())); at != by_key.end())
            if (taken.insert(at->second).second)
                one.before = at->second;
    if (match.empty())
        find_moved(fresh, known, taken);
}

Place merged(const FreshPlace& fresh)
{
    const Place& before = *fresh.before;
    Place place = fresh.place;
    place.id = before.id;
    if (place.name.empty())
        place.name = before.name;
    if (place.number.empty())
        place.number = before.number;
    if (place.other_names.empty())
        place.other_names = before.other_names;
    if (!fresh.says_households)
        place.households = before.households;
    if (!fresh.says_floors)
        place.floors = before.floors;
    if (!fresh.says_height)
        place.height_m = before.height_m;
    if (!fresh.says_width)
        place.width_m = before.width_m;
    if (place.area.empty() && place.lines.empty() && !before.area.empty() && geo::contains(before.area, place.point))
        place.area = before.area, place.point = before.point;
    return place;
}

} // namespace data
