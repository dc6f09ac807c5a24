#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

bool are_apart(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
{
    return std::max(a.x, b.x) < std::min(c.x, d.x) || std::max(c.x, d.x) < std::min(a.x, b.x) ||
           std::max(a.y, b.y) < std::min(c.y, d.y) || std::max(c.y, d.y) < std::min(a.y, b.y);
}

/// p, known to lie on the line through a and b, strictly between them.
bool is_between(FixedPoint a, FixedPoint b, FixedPoint p)
{
    if (p == a || p == b)
        return false;
    return std::min(a.x, b.x) <= p.x && p.x <= std::max(a.x, b.x) && std::min(a.y, b.y) <= p.y && p.y <= std::max(a.y, b.y);
}

/// n / d to the nearest whole number, halves away from zero; d > 0.
std::int64_t rounded(WideInt n, WideInt d)
{
    return static_cast<std::int64_t>(n >= 0 ? (2 * n + d) / (2 * d) : -((-2 * n + d) / (2 * d)));
}

/// Which quarter of a clockwise turn from `back` holds the direction: 0 less than half, 1 half, 2 more, 3 the whole turn.
int turned(FixedPoint node, FixedPoint back, FixedPoint to)
{
    const int s = side(node, back, to);
    if (s != 0)
        return s < 0 ? 0 : 2;
    const WideInt along = static_cast<WideInt>(back.x - node.x) * (to.x - node.x) + static_cast<WideInt>(back.y - node.y) * (to.y - node.y);
    return along < 0 ? 1 : 3;
}

} // namespace

Meeting meeting(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
{
    if (are_apart(a, b, c, d))
        return Meeting::none;
    const int c_side = side(a, b, c), d_side = side(a, b, d);
    if (c_side * d_side > 0)
        return Meeting::none;
    const int a_side = side(c, d, a), b_side = side(c, d, b);
    if (a_side * b_side > 0)
        return Meeting::none;
    if (c_side * d_side < 0 && a_side * b_side < 0)
        return Meeting::cross;
    const bool touches = (c_side == 0 && is_between(a, b, c)) || (d_side == 0 && is_between(a, b, d)) ||
                         (a_side == 0 && is_between(c, d, a)) || (b_side == 0 && is_between(c, d, b));
    return touches ? Meeting::touch : Meeting::none;
}

bool is_inside_segment(FixedPoint a, FixedPoint b, FixedPoint p)
{
    return is_between(a, b, p) && side(a, b, p) == 0;
}

bool is_beside_segment(FixedPoint a, FixedPoint b, FixedPoint p)
{
    if (p.x < std::min(a.x, b.x) - 1 || p.x > std::max(a.x, b.x) + 1 || p.y < std::min(a.y, b.y) - 1 || p.y > std::max(a.y, b.y) + 1)
        return false;
    const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
    return std::abs(static_cast<double>(cross(a, b, p))) <= std::hypot(dx, dy);
}

FixedPoint crossing_point(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d)
{
    // a + (b − a) · n / m. The factors stay below 2^38, the products below 2^115.
    WideInt n = cross(c, d, a), m = n - cross(c, d, b);
    if (m < 0)
        n = -n, m = -m;
    return {a.x + rounded(n * (b.x - a.x), m), a.y + rounded(n * (b.y - a.y), m)};
}

bool is_clockwise_before(FixedPoint node, FixedPoint back, FixedPoint a, FixedPoint b)
{
    const int of_a = turned(node, back, a), of_b = turned(node, back, b);
    return of_a != of_b ? of_a < of_b : side(node, a, b) < 0;
}

bool is_in_ring(std::span<const FixedPoint> ring, FixedPoint p)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        FixedPoint a{2 * ring[j].x, 2 * ring[j].y}, b{2 * ring[i].x, 2 * ring[i].y};
        if ((a.y > p.y) == (b.y > p.y))
            continue;
        if (a.y > b.y)
            std::swap(a, b);
        inside ^= side(a, b, p) > 0;
    }
    return inside;
}

} // namespace geo
