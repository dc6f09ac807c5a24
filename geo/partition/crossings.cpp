#include "geo/partition/crossings.h"

#include "geo/cancelled.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>

namespace geo {
namespace {

// Arcs are taken in chains of a few segments, so that a long arc's box does not cover half the city.
constexpr std::uint32_t chain_length = 8;

struct Chain {
    std::uint32_t arc, first, last; // segments first … last-1, by place in the arc
};

bool apart(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
{
    return std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
           std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y);
}

/// p, known to lie on the line through a and b, strictly between them.
bool between(FixedPoint a, FixedPoint b, FixedPoint p)
{
    if (p == a || p == b)
        return false;
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
}

enum class Meeting { none, touch, cross };

Meeting meeting(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
{
    if (apart(a, b, c, d))
        return Meeting::none;
    const int c_side = side(a, b, c), d_side = side(a, b, d);
    if (c_side * d_side > 0)
        return Meeting::none;
    const int a_side = side(c, d, a), b_side = side(c, d, b);
    if (a_side * b_side > 0)
        return Meeting::none;
    if (c_side * d_side < 0 && a_side * b_side < 0)
        return Meeting::cross;
    const bool touches = (c_side == 0 && between(a, b, c)) || (d_side == 0 && between(a, b, d)) ||
                         (a_side == 0 && between(c, d, a)) || (b_side == 0 && between(c, d, b));
    return touches ? Meeting::touch : Meeting::none;
}

void sort_out(std::vector<std::pair<std::uint32_t, std::uint32_t>>& pairs)
{
    std::sort(pairs.begin(), pairs.end());
    pairs.erase(std::unique(pairs.begin(), pairs.end()), pairs.end());
}

} // namespace

Crossings find_crossings(const Partition& partition, std::stop_token stop)
{
    std::vector<Chain> chains;
    std::vector<MapBox> boxes;
    for (std::uint32_t i = 0; i < partition.arcs().size(); ++i) {
        const std::span<const FixedPoint> points = partition.points(partition.arcs()[i]);
        const auto segments = static_cast<std::uint32_t>(points.size() - 1);
        for (std::uint32_t first = 0; first < segments; first += chain_length) {
            const std::uint32_t last = std::min(segments, first + chain_length);
            MapBox box;
            for (std::uint32_t k = first; k <= last; ++k)
                box.add(MapPoint{static_cast<double>(points[k].x), static_cast<double>(points[k].y)});
            chains.push_back({i, first, last});
            boxes.push_back(box);
        }
    }
    const SpatialIndex index(boxes);
    Crossings out;
    const auto compare = [&](const Chain& one, const Chain& other) {
        const std::span<const FixedPoint> p = partition.points(partition.arcs()[one.arc]), q = partition.points(partition.arcs()[other.arc]);
        for (std::uint32_t i = one.first; i < one.last; ++i)
            for (std::uint32_t k = &one == &other ? i + 1 : other.first; k < other.last; ++k) {
                const Meeting met = meeting(p[i], p[i + 1], q[k], q[k + 1]);
                if (met != Meeting::none)
                    (met == Meeting::cross ? out.crossing : out.touching).push_back(std::minmax(one.arc, other.arc));
            }
    };
    std::vector<std::uint32_t> near;
    for (std::uint32_t i = 0; i < chains.size(); ++i) {
        if (i % 1024 == 0 && stop.stop_requested())
            throw Cancelled{};
        index.query(boxes[i], near);
        for (const std::uint32_t k : near)
            if (k >= i)
                compare(chains[i], chains[k]);
    }
    sort_out(out.crossing);
    sort_out(out.touching);
    return out;
}

}
