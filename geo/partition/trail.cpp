#include "geo/partition/trail.h"

#include "geo/shapes/near_plane.h"

#include <algorithm>
#include <cmath>
#include <queue>
#include <unordered_map>

namespace geo {
namespace {

constexpr std::size_t most_vertices = 20'000; // visited; some 50 ms
constexpr double beside = 2;                  // units: how far a foot that was rounded lies from its segment

using Leg = std::pair<FixedPoint, FixedPoint>;
/// Calls found(a, b) for each segment whose box meets the box around a point that is two units wide.
template <class Found> void segments_at(const Tessellation& map, FixedPoint p, Found found)
{
    const FixedBox box{p.x - 2, p.y - 2, p.x + 2, p.y + 2};
    for (const ArcId id : map.arcs_near(box)) {
        const std::vector<FixedPoint>& points = map.arc(id)->points;
        for (std::size_t i = 1; i < points.size(); ++i) {
            const FixedPoint a = points[i - 1], b = points[i];
            if (std::max(a.x, b.x) >= box.west && std::min(a.x, b.x) <= box.east && std::max(a.y, b.y) >= box.south && std::min(a.y, b.y) <= box.north)
                found(a, b);
        }
    }
}

template <class Found> void segments_at(const SnapLines& lines, FixedPoint p, Found found)
{
    std::vector<SnapLines::Segment> near;
    lines.segments_near(lonlat_box(FixedBox{p.x - 2, p.y - 2, p.x + 2, p.y + 2}), near);
    for (const SnapLines::Segment segment : near) {
        const Line& points = lines.lines()[segment.line].points;
        found(fixed_from_lonlat(points[segment.first]), fixed_from_lonlat(points[segment.first + 1]));
    }
}

bool lies_on(FixedPoint a, FixedPoint b, FixedPoint p)
{
    const MapPoint foot = foot_on(MapPoint{static_cast<double>(a.x - p.x), static_cast<double>(a.y - p.y)},
                                  MapPoint{static_cast<double>(b.x - p.x), static_cast<double>(b.y - p.y)}, MapPoint{0, 0});
    return std::hypot(foot.x, foot.y) <= beside;
}

struct TrailHash {
    std::size_t operator()(FixedPoint p) const noexcept
    {
        return static_cast<std::size_t>((static_cast<std::uint64_t>(p.x) * 0x9e3779b97f4a7c15ull) ^ (static_cast<std::uint64_t>(p.y) * 0xc2b2ae3d27d4eb4full) >> 17);
    }
};

/// The shortest way over vertices (A*): a straight line to the goal is never longer than the way.
template <class Source> std::optional<std::vector<FixedPoint>> find_way(const Source& source, FixedPoint from, FixedPoint to)
{
    if (from == to)
        return std::vector{from};
    const NearPlane plane(lonlat_from_fixed(from).lat);
    const auto distance = [&](FixedPoint a, FixedPoint b) { return plane.distance_m(lonlat_from_fixed(a), lonlat_from_fixed(b)); };
    // The ends may lie inside a segment: from there the way leads to its vertices.
    std::vector<Leg> at_goal;
    segments_at(source, to, [&](FixedPoint a, FixedPoint b) {
        if (a != to && b != to && lies_on(a, b, to))
            at_goal.push_back({a, b});
    });
    struct Reached {
        double way_m = 0;
        FixedPoint before;
        bool is_done = false;
    };
    struct Open {
        double least_m;
        FixedPoint at;
        bool operator<(const Open& o) const { return least_m > o.least_m; }
    };
    std::unordered_map<FixedPoint, Reached, TrailHash> reached;
    std::priority_queue<Open> open;
    const auto reach = [&](FixedPoint p, double way_m, FixedPoint before) {
        const auto [at, is_new] = reached.try_emplace(p, Reached{way_m, before});
        if (!is_new && at->second.way_m <= way_m)
            return;
        at->second = {way_m, before};
        open.push({way_m + distance(p, to), p});
    };
    reach(from, 0, from);
    while (!open.empty() && reached.size() < most_vertices) {
        const FixedPoint p = open.top().at;
        open.pop();
        Reached& here = reached[p];
        if (std::exchange(here.is_done, true))
            continue;
        if (p == to)
            break;
        const double way_m = here.way_m;
        segments_at(source, p, [&](FixedPoint a, FixedPoint b) {
            for (const auto& [one, other] : {Leg{a, b}, Leg{b, a}}) {
                if (one != p && !(p == from && one != from && other != from && lies_on(a, b, p)))
                    continue;
                const bool has_goal = std::ranges::find(at_goal, Leg{a, b}) != at_goal.end();
                if (has_goal)
                    reach(to, way_m + distance(p, to), p);
                reach(other, way_m + distance(p, other), p);
            }
        });
    }
    const auto goal = reached.find(to);
    if (goal == reached.end() || !goal->second.is_done)
        return {};
    std::vector<FixedPoint> way{to};
    while (way.back() != from)
        way.push_back(reached.at(way.back()).before);
    std::reverse(way.begin(), way.end());
    return way;
}

} // namespace

std::optional<std::vector<FixedPoint>> find_trail(const Tessellation& map, FixedPoint from, FixedPoint to) { return find_way(map, from, to); }

std::optional<std::vector<FixedPoint>> find_trail(const SnapLines& lines, FixedPoint from, FixedPoint to) { return find_way(lines, from, to); }

} // namespace geo
