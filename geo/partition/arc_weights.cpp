#include "geo/partition/arc_weights.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace geo {
namespace {

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

} // namespace

std::size_t heaviest_inner(std::span<const float> weights)
{
    std::size_t best = 0;
    for (std::size_t i = 1; i + 1 < weights.size(); ++i)
        if (weights[i] != always_kept && (best == 0 || weights[i] > weights[best]))
            best = i;
    return best;
}

void weigh_arc(std::span<const MapPoint> points, std::span<float> weights, bool is_ring)
{
    weights.front() = weights.back() = always_kept;
    std::vector<Span> open{{0, points.size() - 1, always_kept}};
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
    for (int kept = 0; is_ring && kept < 2; ++kept)
        if (const std::size_t i = heaviest_inner(weights); i != 0)
            weights[i] = always_kept;
}

} // namespace geo
