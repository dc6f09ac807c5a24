#include "data/drafts/moved_borders.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <utility>

namespace data {
namespace {

using geo::FixedPoint;
/// The smaller end first.
using Segment = std::pair<FixedPoint, FixedPoint>;
using Segments = std::vector<Segment>; // ascending, each once

// A node on an old border lies up to one unit beside it, where the crossing was rounded.
constexpr std::int64_t rounding_units = 2;

Segment segment_of(FixedPoint a, FixedPoint b) { return a < b ? Segment{a, b} : Segment{b, a}; }

Segments segments_of(std::span<const FixedLine> lines)
{
    Segments out;
    for (const FixedLine& line : lines)
        for (std::size_t i = 1; i < line.size(); ++i)
            if (line[i - 1] != line[i])
                out.push_back(segment_of(line[i - 1], line[i]));
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

Segments without(const Segments& all, const Segments& others)
{
    Segments out;
    std::set_difference(all.begin(), all.end(), others.begin(), others.end(), std::back_inserter(out));
    return out;
}

/// Where the segments lead from each point.
std::multimap<FixedPoint, FixedPoint> ways_of(const Segments& segments)
{
    std::multimap<FixedPoint, FixedPoint> ways;
    for (const auto& [a, b] : segments) {
        ways.emplace(a, b);
        ways.emplace(b, a);
    }
    return ways;
}

/// Ends of segments, by x.
std::vector<FixedPoint> ends_of(const Segments& segments)
{
    std::vector<FixedPoint> out;
    for (const auto& [a, b] : segments)
        out.push_back(a), out.push_back(b);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

/// Each in pieces between those of the points that lie on it; ascending.
Segments divided(const Segments& segments, const std::vector<FixedPoint>& points)
{
    Segments out;
    std::vector<std::pair<double, FixedPoint>> on;
    for (const auto& [a, b] : segments) {
        const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y), length = std::hypot(dx, dy);
        on.clear();
        const auto first = std::lower_bound(points.begin(), points.end(), a.x - rounding_units, [](FixedPoint p, std::int64_t x) { return p.x < x; });
        for (auto at = first; at != points.end() && at->x <= b.x + rounding_units; ++at) {
            const double px = static_cast<double>(at->x - a.x), py = static_cast<double>(at->y - a.y), along = (px * dx + py * dy) / length;
            if (along > 0 && along < length && *at != a && *at != b && std::abs(px * dy - py * dx) / length <= static_cast<double>(rounding_units))
                on.emplace_back(along, *at);
        }
        std::sort(on.begin(), on.end());
        FixedPoint from = a;
        for (const auto& [along, to] : on)
            out.push_back(segment_of(std::exchange(from, to), to));
        out.push_back(segment_of(from, b));
    }
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

geo::MultiLine joined(const Segments& segments)
{
    auto ways = ways_of(segments);
    geo::MultiLine out;
    const auto take = [&](FixedPoint from, FixedPoint to) {
        const auto [first, last] = ways.equal_range(from);
        ways.erase(std::find(first, last, std::pair<const FixedPoint, FixedPoint>(from, to)));
    };
    const auto walk = [&](FixedPoint from) {
        geo::Line line{geo::lonlat_from_fixed(from)};
        for (auto next = ways.find(from); next != ways.end(); next = ways.find(from)) {
            const FixedPoint to = next->second;
            take(from, to);
            take(to, from);
            from = to;
            line.push_back(geo::lonlat_from_fixed(from));
            if (ways.count(from) != 1)
                break; // an end, or where several meet
        }
        out.push_back(std::move(line));
    };
    // Ends and meeting points first; what is left then are rings.
    std::vector<FixedPoint> ends;
    for (auto at = ways.begin(); at != ways.end(); at = ways.upper_bound(at->first))
        if (ways.count(at->first) != 2)
            ends.push_back(at->first);
    for (const FixedPoint end : ends)
        while (ways.contains(end))
            walk(end);
    while (!ways.empty())
        walk(ways.begin()->first);
    return out;
}

} // namespace

void add_rings(const geo::MultiPolygon& shape, std::vector<FixedLine>& lines)
{
    const auto add = [&](const geo::Ring& ring) {
        FixedLine& line = lines.emplace_back();
        for (const geo::LonLat p : ring)
            line.push_back(geo::fixed_from_lonlat(p));
        if (!line.empty())
            line.push_back(line.front());
    };
    for (const geo::Polygon& polygon : shape) {
        add(polygon.outer);
        for (const geo::Ring& hole : polygon.holes)
            add(hole);
    }
}

MovedBorders moved_borders(std::span<const FixedLine> before, std::span<const FixedLine> after)
{
    const Segments was = segments_of(before), is = segments_of(after);
    const Segments gone = without(was, is), come = without(is, was);
    // A line is the same wherever nodes divide it.
    const Segments gone_in_pieces = divided(gone, ends_of(come)), come_in_pieces = divided(come, ends_of(gone));
    return {joined(without(gone_in_pieces, come_in_pieces)), joined(without(come_in_pieces, gone_in_pieces))};
}

} // namespace data
