// Levels of detail: each point's weight is the largest tolerance at which Douglas and Peucker's way keeps it. A child's weight
// is never over its parent's, so "weight ≥ tolerance" gives the same points as running it for that tolerance.
#include "geo/partition/partition.h"

#include <cmath>

namespace geo {
namespace {

constexpr float always = std::numeric_limits<float>::infinity();

double square_to_segment(MapPoint p, MapPoint a, MapPoint b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
    const double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

struct Span {
    std::size_t first, last;
    float limit;
};

void weigh(std::span<const MapPoint> points, std::span<float> weights, std::vector<Span>& open)
{
    weights.front() = weights.back() = always;
    open.assign(1, {0, points.size() - 1, always});
    while (!open.empty()) {
        const Span span = open.back();
        open.pop_back();
        if (span.last - span.first < 2)
            continue;
        double farthest = -1;
        std::size_t at = span.first + 1;
        for (std::size_t i = span.first + 1; i < span.last; ++i)
            if (const double d = square_to_segment(points[i], points[span.first], points[span.last]); d > farthest)
                farthest = d, at = i;
        weights[at] = std::min(span.limit, static_cast<float>(std::sqrt(farthest)));
        open.push_back({span.first, at, weights[at]});
        open.push_back({at, span.last, weights[at]});
    }
}

std::size_t heaviest_inner(std::span<const float> weights)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i + 1 < weights.size(); ++i)
        if (weights[i] != always && (best == 0 || weights[i] > weights[best]))
            best = i;
    return best;
}

} // namespace

void Partition::weigh_points()
{
    map_points_.reserve(points_.size());
    for (const FixedPoint p : points_)
        map_points_.push_back(map_from_lonlat(lonlat_from_fixed(p)));
    weights_.assign(points_.size(), 0);
    std::vector<Span> open;
    const auto weights_of = [this](const Arc& arc) { return std::span(weights_.data() + arc.first, arc.count); };
    for (const Arc& arc : arcs_) {
        const std::span<float> weights = weights_of(arc);
        weigh({map_points_.data() + arc.first, arc.count}, weights, open);
        if (arc.start_node == arc.end_node)
            for (int kept = 0; kept < 2; ++kept)
                if (const std::size_t i = heaviest_inner(weights); i != 0)
                    weights[i] = always;
    }
    // Two arcs between the same two nodes would fall into one line: the more bent one keeps its outermost point.
    for (const FaceRing& ring : rings_) {
        if (ring.count != 2)
            continue;
        const std::span<float> a = weights_of(arcs_[refs_[ring.first].arc]), b = weights_of(arcs_[refs_[ring.first + 1].arc]);
        const auto keeps_one = [](std::span<const float> w) {
            for (std::size_t i = 1; i + 1 < w.size(); ++i)
                if (w[i] == always)
                    return true;
            return false;
        };
        if (keeps_one(a) || keeps_one(b))
            continue;
        const std::size_t i = heaviest_inner(a), j = heaviest_inner(b);
        if (i != 0 && (j == 0 || a[i] >= b[j]))
            a[i] = always;
        else if (j != 0)
            b[j] = always;
    }
}

}
