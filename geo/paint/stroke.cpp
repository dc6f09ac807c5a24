#include "geo/paint/stroke.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

struct Direction {
    double x, y;
};

/// Winds like the quadrilaterals below, so that what overlaps adds up and is cut at one instead of cancelling out.
void add_corner(Coverage& coverage, PixelPoint at, double radius)
{
    std::array<PixelPoint, 32> ring;
    const auto corners = static_cast<std::size_t>(std::clamp(radius * 4, 6.0, 32.0));
    for (std::size_t i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * static_cast<double>(i) / static_cast<double>(corners);
        ring[i] = {at.x + radius * std::cos(angle), at.y + radius * std::sin(angle)};
    }
    coverage.add_ring(std::span(ring).first(corners), 1.f);
}

} // namespace

void add_stroke(Coverage& coverage, std::span<const PixelPoint> run, double width)
{
    const double half = width / 2;
    // Below this turn the wedge between two segments is smaller than anybody can see.
    const double sharp = width > 1.5 ? std::cos(std::min(0.5, 0.6 / width)) : -2;
    Direction first{0, 0}, before{0, 0};
    const auto corner = [&](PixelPoint at, Direction in, Direction out) {
        if ((in.x != 0 || in.y != 0) && in.x * out.x + in.y * out.y < sharp)
            add_corner(coverage, at, half);
    };
    for (std::size_t i = 1; i < run.size(); ++i) {
        const PixelPoint a = run[i - 1], b = run[i];
        const double length = std::sqrt((b.x - a.x) * (b.x - a.x) + (b.y - a.y) * (b.y - a.y));
        if (length < 1e-9)
            continue;
        const Direction d{(b.x - a.x) / length, (b.y - a.y) / length};
        const double nx = -d.y * half, ny = d.x * half;
        const std::array<PixelPoint, 4> side{{{a.x - nx, a.y - ny}, {b.x - nx, b.y - ny}, {b.x + nx, b.y + ny}, {a.x + nx, a.y + ny}}};
        coverage.add_ring(side, 1.f);
        corner(a, before, d);
        before = d;
        if (first.x == 0 && first.y == 0)
            first = d;
    }
    const PixelPoint start = run.front(), end = run.back();
    if (run.size() > 2 && start.x == end.x && start.y == end.y)
        corner(start, before, first);
}

}
