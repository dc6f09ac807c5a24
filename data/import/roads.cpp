#include "data/import/roads.h"

#include "data/records/place_names.h"
#include "geo/cancelled.h"
#include "geo/shapes/near_plane.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <set>
#include <unordered_map>

namespace data {
namespace {

geo::LonLatBox box_of_lines(const geo::MultiLine& lines, double margin_m)
{
    geo::LonLatBox box;
    for (const geo::Line& line : lines)
        for (const geo::LonLat p : line)
            box.add(p);
    return geo::NearPlane(box.centre().lat).widened(box, margin_m);
}

std::size_t root_of(std::vector<std::size_t>& parent, std::size_t i)
{
    while (parent[i] != i)
        i = parent[i] = parent[parent[i]];
    return i;
}

double length_of(const geo::Line& line, const geo::NearPlane& plane)
{
    double length = 0;
    for (std::size_t i = 1; i < line.size(); ++i)
        length += plane.distance_m(line[i - 1], line[i]);
    return length;
}

// ---- crossings ----

struct Segment {
    geo::LonLat a, b;
    std::uint32_t road = 0;
    bool is_first = false, is_last = false; // of its line
};

struct Meeting {
    std::uint32_t one = 0, other = 0;
    geo::LonLat at;
};

/// Where two segments meet; empty where they do not. `exact`: only at a shared end.
std::optional<geo::LonLat> meeting_of(const Segment& s, const Segment& t, bool exact, double touch_m)
{
    if (s.a == t.a || s.a == t.b)
        return s.a;
    if (s.b == t.a || s.b == t.b)
        return s.b;
    if (exact)
        return {};
    const geo::NearPlane plane(s.a.lat);
    const geo::MapPoint a = plane.of(s.a), b = plane.of(s.b), c = plane.of(t.a), d = plane.of(t.b);
    const double dx = b.x - a.x, dy = b.y - a.y, ex = d.x - c.x, ey = d.y - c.y;
    const double cross = dx * ey - dy * ex;
    if (cross != 0) {
        const double u = ((c.x - a.x) * ey - (c.y - a.y) * ex) / cross, v = ((c.x - a.x) * dy - (c.y - a.y) * dx) / cross;
        if (u >= 0 && u <= 1 && v >= 0 && v <= 1)
            return plane.back({a.x + u * dx, a.y + u * dy});
    }
    const auto near = [&](bool is_end, geo::MapPoint p, geo::MapPoint from, geo::MapPoint to) -> std::optional<geo::LonLat> {
        if (!is_end)
            return {};
        const geo::MapPoint foot = geo::foot_on(from, to, p);
        return std::hypot(foot.x - p.x, foot.y - p.y) <= touch_m ? std::optional(plane.back(foot)) : std::nullopt;
    };
    if (const auto p = near(s.is_first, a, c, d))
        return p;
    if (const auto p = near(s.is_last, b, c, d))
        return p;
    if (const auto p = near(t.is_first, c, a, b))
        return p;
    return near(t.is_last, d, a, b);
}

std::string crossing_name(std::string_view one, std::string_view other)
{
    if (has_han(one) && has_han(other)) {
        // "解放大道/新华路口": the second keeps its own ending.
        return std::string(one) + "/" + std::string(other) + "口";
    }
    return std::string(one) + " / " + std::string(other);
}

Place crossing_of(const Place& one, const Place& other, geo::LonLat at)
{
    const bool swapped = std::pair(-one.width_m, one.name) > std::pair(-other.width_m, other.name);
    const Place &first = swapped ? other : one, &second = swapped ? one : other;
    Place crossing;
    crossing.kind = PlaceKind::crossing;
    crossing.name = crossing_name(first.name, second.name);
    crossing.point = at;
    for (const char* language : {"zh", "en"}) {
        std::string_view a = other_name(first, language), b = other_name(second, language);
        if (a.empty() && b.empty())
            continue;
        add_other_name(crossing.other_names, language, crossing_name(a.empty() ? first.name : a, b.empty() ? second.name : b));
    }
    return crossing;
}

} // namespace

geo::LonLat middle_of(const geo::MultiLine& lines)
{
    const geo::Line* longest = nullptr;
    double length = -1;
    for (const geo::Line& line : lines)
        if (!line.empty())
            if (const double l = length_of(line, geo::NearPlane(line[0].lat)); l > length)
                longest = &line, length = l;
    if (!longest)
        return {};
    const geo::NearPlane plane((*longest)[0].lat);
    double left = length / 2;
    for (std::size_t i = 1; i < longest->size(); ++i) {
        const geo::LonLat a = (*longest)[i - 1], b = (*longest)[i];
        const double step = plane.distance_m(a, b);
        if (step >= left && step > 0)
            return {a.lon + (b.lon - a.lon) * left / step, a.lat + (b.lat - a.lat) * left / step};
        left -= step;
    }
    return longest->back();
}

std::vector<JoinedRoad> join_roads(std::span<const RoadPiece> pieces, double gap_m)
{
    std::vector<std::size_t> parent(pieces.size());
    std::iota(parent.begin(), parent.end(), std::size_t{0});
    std::unordered_map<std::string, std::vector<std::size_t>> of_name;
    for (std::size_t i = 0; i < pieces.size(); ++i)
        of_name[pieces[i].place.name].push_back(i);
    for (const auto& [name, members] : of_name) {
        std::vector<geo::LonLatBox> boxes;
        for (const std::size_t i : members)
            boxes.push_back(box_of_lines(pieces[i].place.lines, gap_m / 2));
        const geo::SpatialIndex index{std::span<const geo::LonLatBox>(boxes)};
        for (std::size_t k = 0; k < members.size(); ++k)
            if (!boxes[k].is_empty())
                for (const std::uint32_t other : index.query(boxes[k]))
                    parent[root_of(parent, members[other])] = root_of(parent, members[k]);
    }
    std::vector<JoinedRoad> roads;
    std::unordered_map<std::size_t, std::size_t> road_of;
    for (std::size_t i = 0; i < pieces.size(); ++i) {
        const Place& piece = pieces[i].place;
        const auto [at, is_new] = road_of.emplace(root_of(parent, i), roads.size());
        if (is_new) {
            roads.push_back({piece, {}});
            roads.back().place.lines.clear();
        }
        JoinedRoad& road = roads[at->second];
        road.rows.push_back(pieces[i].row);
        road.place.lines.insert(road.place.lines.end(), piece.lines.begin(), piece.lines.end());
        road.place.width_m = std::max(road.place.width_m, piece.width_m);
        for (const auto& [key, name] : other_names(piece))
            add_other_name(road.place.other_names, key, name);
    }
    for (JoinedRoad& road : roads)
        road.place.point = middle_of(road.place.lines);
    return roads;
}

std::vector<Place> find_road_crossings(std::span<const RoadPiece> roads, std::stop_token stop, double touch_m, double same_m)
{
    std::vector<Segment> segments;
    std::vector<geo::LonLatBox> boxes;
    for (std::uint32_t r = 0; r < roads.size(); ++r)
        for (const geo::Line& line : roads[r].place.lines)
            for (std::size_t i = 1; i < line.size(); ++i) {
                segments.push_back({line[i - 1], line[i], r, i == 1, i + 1 == line.size()});
                boxes.push_back(box_of_lines({{line[i - 1], line[i]}}, touch_m));
            }
    const geo::SpatialIndex index{std::span<const geo::LonLatBox>(boxes)};
    std::map<std::pair<std::string_view, std::string_view>, std::vector<Meeting>> meetings; // by the two names
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < segments.size(); ++i) {
        if (i % 1024 == 0 && stop.stop_requested())
            throw geo::Cancelled{};
        near = index.query(boxes[i]);
        std::ranges::sort(near);
        for (const std::uint32_t j : near) {
            const std::uint32_t one = segments[i].road, other = segments[j].road;
            if (j <= i || one == other || roads[one].place.name == roads[other].place.name)
                continue;
            const auto at = meeting_of(segments[i], segments[j], roads[one].level != roads[other].level, touch_m);
            if (!at)
                continue;
            const std::string_view a = roads[one].place.name, b = roads[other].place.name;
            auto& list = meetings[a < b ? std::pair(a, b) : std::pair(b, a)];
            if (std::ranges::none_of(list, [&](const Meeting& m) { return m.at == *at; }))
                list.push_back({one, other, *at});
        }
    }
    std::vector<Place> crossings;
    for (auto& [names, list] : meetings) {
        // Greedy: what lies near the first of a group belongs to it; the middle of the group stands for it.
        std::vector<bool> taken(list.size());
        for (std::size_t i = 0; i < list.size(); ++i) {
            if (taken[i])
                continue;
            const geo::NearPlane plane(list[i].at.lat);
            geo::LonLat sum{};
            int count = 0;
            for (std::size_t k = i; k < list.size(); ++k)
                if (!taken[k] && plane.distance_m(list[i].at, list[k].at) <= same_m) {
                    taken[k] = true;
                    sum.lon += list[k].at.lon, sum.lat += list[k].at.lat;
                    ++count;
                }
            crossings.push_back(crossing_of(roads[list[i].one].place, roads[list[i].other].place, {sum.lon / count, sum.lat / count}));
        }
    }
    return crossings;
}

} // namespace data
