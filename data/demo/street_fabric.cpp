#include "data/demo/street_fabric.h"

#include <limits>

namespace data::demo {

bool is_inside(const std::vector<Point>& ring, Point p)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        if ((ring[i].y > p.y) != (ring[j].y > p.y) &&
            p.x < ring[i].x + (ring[j].x - ring[i].x) * (p.y - ring[i].y) / (ring[j].y - ring[i].y))
            inside = !inside;
    return inside;
}

int find_block(const StreetPlan& plan, Point p)
{
    for (std::size_t i = 0; i < plan.blocks.size(); ++i)
        if (is_inside(plan.blocks[i].ring, p))
            return int(i);
    return -1;
}

bool is_built(const Fabric& fabric, Point p, double margin_m)
{
    for (const Building& b : fabric.buildings) {
        if (length(b.ring[0] - p) > 200)
            continue;
        bool clear = !is_inside(b.ring, p);
        for (std::size_t i = 0; clear && i < b.ring.size(); ++i) {
            const Point a = b.ring[i], d = b.ring[(i + 1) % b.ring.size()] - a;
            const double t = std::clamp(dot(p - a, d) / dot(d, d), 0.0, 1.0);
            clear = length(p - a - d * t) >= margin_m;
        }
        if (!clear)
            return true;
    }
    return false;
}

}
