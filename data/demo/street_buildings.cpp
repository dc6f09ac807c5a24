#include "data/demo/street_buildings.h"

#include <algorithm>
#include <array>
#include <complex>
#include <limits>

namespace data::demo {
namespace {

/// How a block is built up, by Use. Metres; floors from–to; `filled` is the share of the places that are built.
struct Pattern {
    double depth, long_from, long_to, pitch, gap;
    int floors_from, floors_to;
    double storey, flats_per_m, filled;
};
constexpr std::array<Pattern, 12> patterns{{
    {11.5, 36, 62, 25, 9, 5, 7, 2.9, 0.14, 0.96},   // old_rows
    {14, 32, 46, 38, 14, 9, 18, 3.0, 0.12, 0.94},   // mid_rows
    {22, 25, 28, 54, 28, 20, 32, 3.0, 0.16, 0.95},  // towers
    {30, 34, 48, 60, 24, 7, 26, 3.8, 0.02, 0.92},   // offices
    {22, 60, 78, 50, 20, 5, 15, 3.9, 0, 1},         // hospital
    {16, 50, 66, 46, 22, 4, 6, 3.8, 0, 0.75},       // campus
    {44, 64, 84, 66, 18, 2, 2, 5.0, 0, 1},          // market
    {7, 10, 14, 84, 70, 1, 1, 4.5, 0, 0.6},         // park
    {32, 56, 70, 48, 16, 1, 3, 5.5, 0, 1},          // industry
    {30, 80, 100, 90, 20, 2, 3, 6.0, 0, 1},         // station
    {56, 76, 92, 100, 30, 2, 3, 6.0, 0, 1},         // sports
    {18, 50, 64, 52, 20, 5, 9, 3.8, 0, 1},          // civic
}};

/// Direction of the block's edges, folded into a quarter turn: the mean of their fourth powers as unit complex numbers.
Point axis_of(const std::vector<Point>& ring)
{
    std::complex<double> sum;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point d = ring[(i + 1) % ring.size()] - ring[i];
        sum += std::polar(length(d), 4 * std::atan2(d.y, d.x));
    }
    const double angle = std::arg(sum) / 4;
    return {std::cos(angle), std::sin(angle)};
}

class BlockBuilder {
public:
    BlockBuilder(const StreetPlan& plan, const Block& block, int index, Random& random)
        : plan_(plan), block_(block), index_(index), random_(random), u_(axis_of(block.ring)), v_{-u_.y, u_.x}
    {
    }

    void build(std::vector<Building>& out)
    {
        const Pattern& pattern = patterns[std::size_t(block_.use)];
        double u0 = std::numeric_limits<double>::infinity(), u1 = -u0, v0 = u0, v1 = -u0;
        for (const Point p : block_.ring) {
            u0 = std::min(u0, dot(p, u_)), u1 = std::max(u1, dot(p, u_));
            v0 = std::min(v0, dot(p, v_)), v1 = std::max(v1, dot(p, v_));
        }
        for (double v = v0; v < v1;) {
            bool any = false;
            for (double u = u0; u < u1;) {
                const double size = random_.uniform(pattern.long_from, pattern.long_to);
                if (!fits(u, v, size, pattern.depth)) {
                    u += 4;
                    continue;
                }
                any = true;
                if (random_.chance(pattern.filled))
                    out.push_back(make(u, v, size, pattern));
                u += size + pattern.gap;
            }
            v += any ? pattern.pitch : 3;
        }
    }

private:
    Point at(double u, double v) const { return u_ * u + v_ * v; }

    bool is_clear(Point p) const
    {
        if (!is_inside(block_.ring, p))
            return false;
        for (std::size_t i = 0; i < block_.ring.size(); ++i) {
            const Road& road = plan_.roads[block_.road_of_edge[i]];
            const double setback = road.width_m / 2 + (road.rank == RoadClass::lane ? 3 : 7);
            const Point a = block_.ring[i], d = block_.ring[(i + 1) % block_.ring.size()] - a;
            const double t = std::clamp(dot(p - a, d) / dot(d, d), 0.0, 1.0);
            if (length(p - a - d * t) < setback)
                return false;
        }
        return true;
    }

    bool fits(double u, double v, double size, double depth) const
    {
        for (const double s : {0.0, 0.5, 1.0})
            for (const double t : {0.0, 0.5, 1.0})
                if (!is_clear(at(u + s * size, v + t * depth)))
                    return false;
        return true;
    }

    Building make(double u, double v, double size, const Pattern& pattern)
    {
        Building b{.block = index_};
        b.ring = {at(u, v), at(u + size, v), at(u + size, v + pattern.depth), at(u, v + pattern.depth)};
        b.floors = random_.whole(pattern.floors_from, pattern.floors_to);
        b.height_m = b.floors * pattern.storey;
        b.households = int(b.floors * size * pattern.flats_per_m + 0.5);
        return b;
    }

    const StreetPlan& plan_;
    const Block& block_;
    int index_;
    Random& random_;
    Point u_, v_;
};

/// About 310 households a base grid, as in a street of 71,080 residents; a few out of the band on purpose.
void fit_households(std::vector<Building>& buildings, const StreetPlan& plan, Random& random)
{
    std::vector<int> sum(plan.grids.size());
    for (const Building& b : buildings)
        sum[plan.blocks[b.block].grid] += b.households;
    std::vector<double> factor(plan.grids.size(), 1);
    for (std::size_t g = 0; g < plan.grids.size(); ++g) {
        double wanted = random.uniform(215, 405);
        if (g % 31 == 6)
            wanted = g % 2 ? 128 : 547;
        if (sum[g] > 0)
            factor[g] = wanted / sum[g];
    }
    for (Building& b : buildings) {
        const double f = factor[plan.blocks[b.block].grid];
        if (b.households == 0)
            continue;
        b.households = std::max(1, int(b.households * f + 0.5));
        if (const int floors = std::max(2, int(b.floors * std::clamp(f, 0.7, 1.2) + 0.5)); plan.blocks[b.block].use != Use::offices) {
            b.height_m *= double(floors) / b.floors;
            b.floors = floors;
        }
    }
}

} // namespace

std::vector<Building> make_buildings(const StreetPlan& plan, Random& random)
{
    std::vector<Building> buildings;
    for (std::size_t i = 0; i < plan.blocks.size(); ++i)
        BlockBuilder(plan, plan.blocks[i], int(i), random).build(buildings);
    fit_households(buildings, plan, random);
    return buildings;
}

}
