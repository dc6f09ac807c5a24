#include "data/demo/street_cuts.h"

#include "data/demo/street_roads.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numbers>

namespace data::demo {
namespace {

constexpr double side_m = 1800, area_m2 = 3.24e6;
constexpr int south_cut = 0, east_cut = 1, north_cut = 2, west_cut = 3, first_inner_cut = 4;

/// Convex, so that cuts meet the outline twice; the warp makes it irregular afterwards.
Cell make_outline(Mesh& mesh)
{
    struct Corner {
        double x, y;
        int cut; // of the edge that begins here
    };
    constexpr std::array<Corner, 10> corners{{{-.52, -.46, south_cut}, {-.10, -.53, south_cut}, {.36, -.50, south_cut},
                                              {.53, -.28, east_cut}, {.55, .15, east_cut}, {.50, .46, north_cut},
                                              {.20, .53, north_cut}, {-.20, .53, north_cut}, {-.47, .49, west_cut},
                                              {-.54, .05, west_cut}}};
    Cell cell;
    for (const Corner& c : corners)
        cell.push_back(mesh.add_node({c.x * side_m, c.y * side_m}));
    for (std::size_t i = 0; i < corners.size(); ++i)
        mesh.set_cut(cell[i], cell[(i + 1) % cell.size()], corners[i].cut);
    return cell;
}

/// Bows the straight cuts into roads; one-to-one for the gentle slopes used here.
Point warp(Point p)
{
    const double turn = 0.11, c = std::cos(turn), s = std::sin(turn);
    const Point q{p.x + 34 * std::sin(p.y / 310 + 0.6) + 16 * std::sin(p.x / 240 + p.y / 420),
                  p.y + 30 * std::sin(p.x / 350 - 0.4) + 14 * std::sin(p.y / 260 - p.x / 500)};
    return {q.x * c - q.y * s, q.x * s + q.y * c};
}

std::vector<Cell> cut_communities(StreetPlan& plan, int& cut)
{
    Mesh& mesh = plan.mesh;
    constexpr double snap_m = 70;
    auto north = [&](const Cell& c, double share) { return mesh.cut(c, {-0.03, 1}, share, snap_m, cut++); };
    auto east = [&](const Cell& c, double share, double lean) { return mesh.cut(c, {1, lean}, share, snap_m, cut++); };
    const auto lower = north(plan.outline, 0.37);
    const auto upper = north(lower.high, 0.42);
    const auto a = east(lower.low, 0.35, 0.02);
    const auto b = east(a.high, 0.47, -0.03);
    const auto c = east(upper.low, 0.37, 0.01);
    const auto d = east(upper.high, 0.36, -0.02);
    const auto e = east(d.high, 0.55, 0.04);
    return {d.low, e.low, e.high, c.low, c.high, a.low, b.low, b.high}; // rows from the north
}

Use ordinary_use(Random& random, double distance_from_centre)
{
    const double r = random.unit() + distance_from_centre / 3000;
    return r < 0.18 ? Use::offices : r < 0.42 ? Use::towers : r < 0.80 ? Use::mid_rows : Use::old_rows;
}

/// West to east in bands from the north, as codes run.
void number_grids(std::vector<PlanGrid>& grids, const Mesh& mesh)
{
    double south = std::numeric_limits<double>::infinity(), north = -south;
    for (const PlanGrid& g : grids) {
        const double y = centroid(mesh.points(g.cell)).y;
        south = std::min(south, y), north = std::max(north, y);
    }
    auto rank = [&](const PlanGrid& g) {
        const Point p = centroid(mesh.points(g.cell));
        return std::pair{int((north - p.y) / (north - south + 1) * 3), p.x};
    };
    std::sort(grids.begin(), grids.end(), [&](const PlanGrid& a, const PlanGrid& b) { return rank(a) < rank(b); });
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].sequence = int(i) + 1;
}

void cut_grids(StreetPlan& plan, int& cut, Random& random)
{
    constexpr std::array dedicated{Use::campus, Use::hospital, Use::station, Use::market, Use::park, Use::industry, Use::sports,
                                   Use::civic};
    constexpr std::array dedicated_weight{1.7, 1.2, 1.0, 0.8, 2.2, 1.6, 1.3, 0.7};
    for (std::size_t community = 0; community < plan.communities.size(); ++community) {
        std::vector<double> weights(12);
        for (double& w : weights)
            w = random.uniform(0.8, 1.25);
        const std::size_t special = 2 + random.index(8);
        weights[special] = dedicated_weight[community];
        Subdivision how{.snap_m = 34, .tilt = 0.07, .axis = 0, .first_cut = cut};
        const std::vector<Cell> cells = subdivide(plan.mesh, plan.communities[community], weights, how, random);
        cut = how.first_cut;
        std::vector<PlanGrid> grids;
        for (std::size_t i = 0; i < cells.size(); ++i) {
            const Point p = centroid(plan.mesh.points(cells[i]));
            grids.push_back({.cell = cells[i], .community = int(community), .dedicated = i == special,
                             .use = i == special ? dedicated[community] : ordinary_use(random, length(p))});
        }
        number_grids(grids, plan.mesh);
        plan.grids.insert(plan.grids.end(), grids.begin(), grids.end());
    }
}

void cut_blocks(StreetPlan& plan, int& cut, Random& random)
{
    for (std::size_t g = 0; g < plan.grids.size(); ++g) {
        const PlanGrid& grid = plan.grids[g];
        const double size = area(plan.mesh.points(grid.cell));
        const int parts = grid.dedicated ? 1 : std::clamp(int(size / 15000 + 0.4), 1, 3);
        Subdivision how{.snap_m = 22, .tilt = 0.05, .axis = 0, .first_cut = cut};
        std::vector<double> weights(parts);
        for (double& w : weights)
            w = random.uniform(0.8, 1.2);
        for (Cell& cell : subdivide(plan.mesh, grid.cell, weights, how, random))
            plan.blocks.push_back({.cell = std::move(cell), .grid = int(g), .use = grid.use});
        cut = how.first_cut;
    }
}

/// Nodes at most 40 m apart, so that the warp bends long edges.
void densify(StreetPlan& plan)
{
    std::vector<Cell> cells;
    for (const Block& block : plan.blocks)
        cells.push_back(block.cell);
    for (auto [a, b] : plan.mesh.edges(cells)) {
        const Point p = plan.mesh.nodes[a], q = plan.mesh.nodes[b];
        const int parts = std::max(1, int(std::ceil(length(q - p) / 40)));
        int last = a;
        for (int i = 1; i < parts; ++i)
            last = plan.mesh.divide(last, b, p + (q - p) * (double(i) / parts));
    }
}

} // namespace

StreetPlan make_street_plan(Random& random)
{
    StreetPlan plan;
    plan.outline = make_outline(plan.mesh);
    int cut = first_inner_cut;
    plan.communities = cut_communities(plan, cut);
    const int first_street = cut;
    cut_grids(plan, cut, random);
    const int first_lane = cut;
    cut_blocks(plan, cut, random);
    densify(plan);

    for (Point& p : plan.mesh.nodes)
        p = warp(p);
    const double scale = std::sqrt(area_m2 / area(plan.mesh.points(plan.outline)));
    for (Point& p : plan.mesh.nodes)
        p = p * scale;

    make_roads(plan, first_street, first_lane, cut);
    const Cell ring = plan.mesh.ring(plan.outline);
    for (std::size_t i = 0; i < ring.size(); ++i)
        if (plan.mesh.cut_of(ring[i], ring[(i + 1) % ring.size()]) == south_cut)
            plan.river_bank.push_back(ring[i]);
    return plan;
}

}
