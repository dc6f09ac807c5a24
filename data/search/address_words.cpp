#include "data/search/address_words.h"

#include "data/records/place_names.h"
#include "data/search/readings.h"
#include "geo/shapes/near_plane.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace data {
namespace {

constexpr double at_the_house_m = 15, near_house_m = 35, on_the_road_m = 40, along_road_m = 600, at_the_crossing_m = 18, near_landmark_m = 400, far_m = 5000;

struct Direction {
    const char *zh, *en;
};
constexpr std::array directions{Direction{"北", "north"}, Direction{"东北", "north-east"}, Direction{"东", "east"}, Direction{"东南", "south-east"},
                                Direction{"南", "south"}, Direction{"西南", "south-west"}, Direction{"西", "west"}, Direction{"西北", "north-west"}};

const Direction& direction(geo::LonLat from, geo::LonLat to)
{
    return directions[static_cast<std::size_t>(std::lround(geo::azimuth_deg(from, to) / 45)) % 8];
}

/// As people say it: 40 m, 350 m, 1.2 km.
std::string spoken(double metres, bool zh)
{
    if (metres >= 1000)
        return fmt::format("{:.1f} {}", metres / 1000, zh ? "公里" : "km");
    const double step = metres < 100 ? 5 : 10;
    return fmt::format("{} {}", std::max(5L, std::lround(metres / step) * std::lround(step)), zh ? "米" : "m");
}

/// "新华路口以北 40 米", "新华路口西南 40 米", "40 m north of X": where `to` stands, seen from `from`.
std::string offset_zh(const std::string& what, geo::LonLat from, geo::LonLat to)
{
    const std::string_view towards = direction(from, to).zh;
    constexpr std::size_t one_character = 3; // 以北, but 西南
    return fmt::format("{}{}{} {}", what, towards.size() == one_character ? "以" : "", towards, spoken(geo::distance_m(from, to), true));
}
std::string offset_en(const std::string& what, geo::LonLat from, geo::LonLat to)
{
    return fmt::format("{} {} of {}", spoken(geo::distance_m(from, to), false), direction(from, to).en, what);
}

std::string without_ending(std::string text, std::string_view ending)
{
    if (text.ends_with(ending))
        text.resize(text.size() - ending.size());
    return text;
}

/// "A / B" and "解放大道/新华路口" as their two roads.
std::pair<std::string, std::string> roads_of(std::string_view name)
{
    const std::size_t slash = name.find('/');
    if (slash == std::string_view::npos)
        return {std::string(name), {}};
    std::string one(name.substr(0, slash)), other(name.substr(slash + 1));
    while (one.ends_with(' '))
        one.pop_back();
    other.erase(0, std::min(other.find_first_not_of(' '), other.size()));
    return {one, without_ending(other, "口")};
}

std::string in_english(std::string_view name)
{
    return has_han(name) ? name_in_letters(name) : std::string(name);
}

/// "解放大道口", but "新华路口" and not "新华路路口".
std::string crossing_with(const std::string& road)
{
    return road + "口";
}

} // namespace

std::string name_in_chinese(const Place& place)
{
    const std::string_view zh = other_name(place, "zh");
    return place_title({.name = zh.empty() ? place.name : std::string(zh), .number = place.number});
}

std::string name_in_english(const Place& place)
{
    const std::string_view en = other_name(place, "en");
    const std::string name = en.empty() ? in_english(place.name) : std::string(en);
    const std::string number = without_ending(place.number, "号");
    return name.empty() || number.empty() ? name + number : name + " " + in_english(number);
}

AddressIndex::AddressIndex(Frozen<Place> places) : places_(std::move(places))
{
    std::vector<geo::LonLat> house_points, landmark_points, crossing_points;
    std::vector<geo::LonLatBox> boxes;
    for (const Place& place : places_->rows) {
        if (place.name.empty())
            continue;
        switch (place.kind) {
        case PlaceKind::address:
            houses_.push_back(&place), house_points.push_back(place.point);
            break;
        case PlaceKind::landmark:
        case PlaceKind::green:
        case PlaceKind::water:
            landmarks_.push_back(&place), landmark_points.push_back(place.point);
            break;
        case PlaceKind::crossing: {
            auto [one, other] = roads_of(place.name);
            const std::string_view en = other_name(place, "en");
            auto [one_en, other_en] = en.empty() ? std::pair(in_english(one), in_english(other)) : roads_of(en);
            crossings_.push_back({&place, std::move(one), std::move(other), in_english(one_en), in_english(other_en)});
            crossing_points.push_back(place.point);
            break;
        }
        case PlaceKind::road:
            for (const geo::Line& line : place.lines)
                for (std::size_t i = 1; i < line.size(); ++i) {
                    segments_.push_back({static_cast<std::uint32_t>(roads_.size()), line[i - 1], line[i]});
                    geo::LonLatBox box;
                    box.add(line[i - 1]), box.add(line[i]);
                    boxes.push_back(box);
                }
            roads_.push_back(&place);
            break;
        default:
            break;
        }
    }
    house_index_ = geo::SpatialIndex{std::span<const geo::LonLat>(house_points)};
    landmark_index_ = geo::SpatialIndex{std::span<const geo::LonLat>(landmark_points)};
    crossing_index_ = geo::SpatialIndex{std::span<const geo::LonLat>(crossing_points)};
    segment_index_ = geo::SpatialIndex{std::span<const geo::LonLatBox>(boxes)};
}

AddressIndex::Near AddressIndex::nearest_point(const geo::SpatialIndex& index, const std::vector<const Place*>& places, geo::LonLat at, double radius_m) const
{
    const geo::NearPlane plane(at.lat);
    Near best;
    for (const std::uint32_t i : index.query(plane.around(at, radius_m)))
        if (const double d = plane.distance_m(at, places[i]->point); d <= radius_m && (!best.place || d < best.distance_m))
            best = {places[i], d, places[i]->point};
    return best;
}

AddressIndex::Near AddressIndex::nearest_road(geo::LonLat at, double radius_m) const
{
    const geo::NearPlane plane(at.lat);
    Near best;
    for (const std::uint32_t i : segment_index_.query(plane.around(at, radius_m))) {
        const Segment& s = segments_[i];
        const geo::LonLat foot = plane.foot_on(s.a, s.b, at);
        if (const double d = plane.distance_m(at, foot); d <= radius_m && (!best.place || d < best.distance_m))
            best = {roads_[s.road], d, foot};
    }
    return best;
}

const AddressIndex::Crossing* AddressIndex::nearest_crossing(geo::LonLat at, double radius_m, const std::string* road) const
{
    const geo::NearPlane plane(at.lat);
    const Crossing* best = nullptr;
    double nearest = radius_m;
    for (const std::uint32_t i : crossing_index_.query(plane.around(at, radius_m))) {
        const Crossing& c = crossings_[i];
        if (road && c.one != *road && c.other != *road)
            continue;
        if (const double d = plane.distance_m(at, c.place->point); d <= nearest)
            nearest = d, best = &c;
    }
    return best;
}

AddressWords AddressIndex::describe(geo::LonLat at) const
{
    if (!places_)
        return {};
    if (const Crossing* here = nearest_crossing(at, at_the_crossing_m, nullptr))
        return {name_in_chinese(*here->place), here->other_en.empty() ? here->one_en : fmt::format("crossing of {} and {}", here->one_en, here->other_en)};

    const Near house = nearest_point(house_index_, houses_, at, near_house_m), road = nearest_road(at, on_the_road_m);
    AddressWords words;
    const std::string* along = nullptr; // the road whose crossing says where on it
    if (house.place) {
        words = {name_in_chinese(*house.place), name_in_english(*house.place)};
        if (house.distance_m > at_the_house_m)
            words = {offset_zh(words.zh, house.foot, at), offset_en(words.en, house.foot, at)};
        along = &house.place->name;
    } else if (road.place) {
        words = {name_in_chinese(*road.place), name_in_english(*road.place)};
        along = &road.place->name;
    }
    if (along) {
        if (const Crossing* crossing = nearest_crossing(at, along_road_m, along)) {
            const bool is_one = crossing->one == *along;
            words.zh += "，" + offset_zh(crossing_with(is_one ? crossing->other : crossing->one), crossing->place->point, at);
            words.en += ", " + offset_en("the crossing with " + (is_one ? crossing->other_en : crossing->one_en), crossing->place->point, at);
        }
        return words;
    }
    // Off the roads: from the nearest thing with a name, looked for in widening rings.
    for (const double radius : {near_landmark_m, far_m}) {
        const Near landmark = nearest_point(landmark_index_, landmarks_, at, radius), way = nearest_road(at, radius);
        const Near& from = landmark.place && (!way.place || landmark.distance_m <= way.distance_m * 2) ? landmark : way;
        if (from.place)
            return {offset_zh(name_in_chinese(*from.place), from.foot, at), offset_en(name_in_english(*from.place), from.foot, at)};
    }
    return {};
}

} // namespace data
