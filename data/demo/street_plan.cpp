#include "data/demo/street_plan.h"

#include <algorithm>
#include <limits>

namespace data::demo {

RoadSpot spot_on(const Road& road, double along_m)
{
    std::size_t i = 1;
    while (i + 1 < road.line.size() && road.chainage[i] < along_m)
        ++i;
    const Point a = road.line[i - 1], b = road.line[i];
    const double step = road.chainage[i] - road.chainage[i - 1];
    return {a + (b - a) * ((along_m - road.chainage[i - 1]) / step), (b - a) * (1 / step)};
}

RoadOffset offset_from(const Road& road, Point p)
{
    RoadOffset best{.distance_m = std::numeric_limits<double>::infinity()};
    for (std::size_t i = 1; i < road.line.size(); ++i) {
        const Point a = road.line[i - 1], d = road.line[i] - a;
        const double t = std::clamp(dot(p - a, d) / dot(d, d), 0.0, 1.0);
        const double distance = length(p - a - d * t);
        if (distance < best.distance_m)
            best = {road.chainage[i - 1] + t * length(d), cross(d, p - a) / length(d), distance};
    }
    return best;
}

}
