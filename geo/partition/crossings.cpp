#include "geo/partition/crossings.h"

#include "geo/cancelled.h"
#include "geo/partition/segments.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>

namespace geo {
namespace {

// Arcs are taken in chains of a few segments, so that a long arc's box does not cover half the city.
constexpr std::uint32_t chain_length = 8;

struct Chain {
    std::uint32_t arc, first, last; // segments first … last-1, by place in the arc
};

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
