#include "data/demo/city_plan.h"

#include <algorithm>
#include <cassert>
#include <numbers>
#include <numeric>

namespace data::demo {
namespace {

Cell make_outline(Mesh& mesh, double radius_m)
{
    constexpr int corners = 48;
    Cell cell;
    for (int i = 0; i < corners; ++i) {
        const double t = i * 2 * std::numbers::pi / corners;
        cell.push_back(mesh.add_node(Point{std::cos(t), std::sin(t)} * radius_m));
    }
    for (int i = 0; i < corners; ++i)
        mesh.set_cut(cell[i], cell[(i + 1) % corners], 0);
    return cell;
}

/// `total` split into `parts` of at least 1, unequal by up to a factor of two.
std::vector<int> spread(int total, int parts, Random& random)
{
    std::vector<double> weight(parts);
    for (double& w : weight)
        w = random.uniform(0.7, 1.4);
    const double sum = std::accumulate(weight.begin(), weight.end(), 0.0);
    std::vector<int> out(parts);
    double exact = 0;
    int given = 0;
    for (int i = 0; i < parts; ++i) {
        exact += weight[i] / sum * total;
        out[i] = int(exact + 0.5) - given;
        given += out[i];
    }
    for (int& n : out) // rounding may leave one empty: the largest gives
        if (n == 0)
            ++n, --*std::max_element(out.begin(), out.end());
    return out;
}

/// Children of every cell of the tree, top down: children[level][cell].
using Tree = std::array<std::vector<int>, 4>;

Tree make_tree(const CityFigures& figures, Random& random)
{
    Tree children;
    children[0] = {figures.count[0]};
    for (std::size_t level = 1; level < 4; ++level)
        children[level] = spread(figures.count[level], figures.count[level - 1], random);
    return children;
}

/// Grids below every cell of a level.
std::vector<double> weights_of(const Tree& tree, std::size_t level)
{
    std::vector<double> weights(std::accumulate(tree[level].begin(), tree[level].end(), 0), 1.0);
    if (level == 3)
        return weights;
    const std::vector<double> below = weights_of(tree, level + 1);
    std::size_t at = 0;
    for (std::size_t i = 0; i < weights.size(); ++i) {
        weights[i] = std::accumulate(below.begin() + at, below.begin() + at + tree[level + 1][i], 0.0);
        at += tree[level + 1][i];
    }
    return weights;
}

void cut_level(CityPlan& plan, const Tree& tree, std::size_t level, int& cut, Random& random)
{
    std::vector<double> weights = weights_of(tree, level);
    if (level == 3)
        for (double& w : weights)
            w = random.uniform(0.75, 1.35);
    std::size_t at = 0;
    for (std::size_t parent = 0; parent < tree[level].size(); ++parent) {
        const Cell& cell = level == 0 ? plan.outline : plan.levels[level - 1][parent].cell;
        const std::size_t count = tree[level][parent];
        const double size = std::sqrt(area(plan.mesh.points(cell)) / double(count));
        Subdivision how{.snap_m = size * 0.16, .tilt = 0.16, .axis = 0.35, .first_cut = cut};
        const std::vector<double> part(weights.begin() + at, weights.begin() + at + count);
        for (Cell& made : subdivide(plan.mesh, cell, part, how, random))
            plan.levels[level].push_back({std::move(made), int(parent), 0});
        cut = how.first_cut;
        if (level < 3)
            plan.roads.insert(plan.roads.end(), how.ends.begin(), how.ends.end());
        at += count;
    }
}

/// Uniform cells become smaller towards the centre; radial and one-to-one (derivative 0.45 to 1.55), with a gentle swirl.
Point warp(Point p, double radius_m)
{
    const double r = length(p) / radius_m;
    const double turn = 0.25 * (1 - r), c = std::cos(turn), s = std::sin(turn);
    const Point q = p * (0.45 + 0.55 * r);
    const double wave = 0.075 * radius_m * r * r; // an uneven rim
    return Point{q.x * c - q.y * s, q.x * s + q.y * c} +
           Point{wave * std::sin(3.9 * q.y / radius_m + 0.5), wave * std::sin(4.3 * q.x / radius_m + 1.1)};
}

struct Winding {
    int a, b;
    std::array<int, 7> between; // nodes at eighths
};

/// Midpoint displacement; the slopes add up to less than 20°, so that edges that meet at 45° do not touch.
std::vector<Winding> wind(CityPlan& plan, Random& random)
{
    std::vector<Cell> cells;
    for (const CityCell& c : plan.levels[3])
        cells.push_back(c.cell);
    const auto edges = plan.mesh.edges(cells);
    std::vector<Winding> out;
    out.reserve(edges.size());
    Mesh& mesh = plan.mesh;
    mesh.nodes.reserve(mesh.nodes.size() + edges.size() * 7);
    auto middle = [&](int a, int b, double most) {
        const Point p = mesh.nodes[a], d = mesh.nodes[b] - p;
        return mesh.divide(a, b, p + d * 0.5 + Point{-d.y, d.x} * random.uniform(-most, most));
    };
    for (auto [a, b] : edges) {
        Winding w{a, b, {}};
        w.between[3] = middle(a, b, 0.06);
        w.between[1] = middle(a, w.between[3], 0.05);
        w.between[5] = middle(w.between[3], b, 0.05);
        const std::array<int, 5> quarters{a, w.between[1], w.between[3], w.between[5], b};
        for (int i = 0; i < 4; ++i)
            w.between[2 * i] = middle(quarters[i], quarters[i + 1], 0.04);
        out.push_back(w);
    }
    return out;
}

double side(Point a, Point b, Point c)
{
    return cross(b - a, c - a);
}

bool crosses_itself(const std::vector<Point>& ring)
{
    const std::size_t n = ring.size();
    for (std::size_t i = 0; i < n; ++i) {
        const Point a = ring[i], b = ring[(i + 1) % n];
        for (std::size_t j = i + 2; j < n; ++j) {
            if (i == 0 && j + 1 == n)
                continue;
            const Point c = ring[j], d = ring[(j + 1) % n];
            if (side(a, b, c) * side(a, b, d) <= 0 && side(c, d, a) * side(c, d, b) <= 0)
                return true;
        }
    }
    return false;
}

/// Where a narrow cell's winding edges touch, all its edges become straight again; repeated, as that moves neighbours.
void straighten_where_touching(CityPlan& plan, const std::vector<Winding>& windings)
{
    std::vector<int> winding_of(plan.mesh.nodes.size(), -1);
    for (std::size_t i = 0; i < windings.size(); ++i)
        for (const int node : windings[i].between)
            winding_of[node] = int(i);
    std::vector<Cell> rings;
    for (const CityCell& c : plan.levels[3])
        rings.push_back(plan.mesh.ring(c.cell));
    for (bool changed = true; changed;) {
        changed = false;
        for (const Cell& ring : rings) {
            std::vector<Point> points;
            for (const int node : ring)
                points.push_back(plan.mesh.nodes[node]);
            if (!crosses_itself(points))
                continue;
            for (const int node : ring) {
                if (winding_of[node] < 0)
                    continue;
                const Winding& w = windings[winding_of[node]];
                const Point a = plan.mesh.nodes[w.a], d = plan.mesh.nodes[w.b] - a;
                for (int i = 0; i < 7; ++i)
                    plan.mesh.nodes[w.between[i]] = a + d * ((i + 1) / 8.0);
                winding_of[node] = -1;
                changed = true;
            }
        }
    }
}

/// Numbers the children of each parent as codes run.
void number_cells(CityPlan& plan)
{
    for (auto& level : plan.levels)
        for (std::size_t first = 0; first < level.size();) {
            std::size_t last = first;
            while (last < level.size() && level[last].parent == level[first].parent)
                ++last;
            std::vector<Point> centre;
            double south = 1e12, north = -1e12;
            for (std::size_t i = first; i < last; ++i) {
                centre.push_back(centroid(plan.mesh.points(level[i].cell)));
                south = std::min(south, centre.back().y), north = std::max(north, centre.back().y);
            }
            const double bands = std::sqrt(double(last - first));
            std::vector<std::size_t> order(last - first);
            std::iota(order.begin(), order.end(), 0);
            auto rank = [&](std::size_t i) {
                return std::pair{int((north - centre[i].y) / (north - south + 1) * bands), centre[i].x};
            };
            std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            for (std::size_t i = 0; i < order.size(); ++i)
                level[first + order[i]].sequence = int(i) + 1;
            first = last;
        }
}

} // namespace

CityPlan make_city_plan(const CityFigures& figures, Random& random)
{
    CityPlan plan;
    plan.outline = make_outline(plan.mesh, figures.radius_m);
    const Tree tree = make_tree(figures, random);
    int cut = 1;
    for (std::size_t level = 0; level < 4; ++level)
        cut_level(plan, tree, level, cut, random);
    for (Point& p : plan.mesh.nodes)
        p = warp(p, figures.radius_m);
    straighten_where_touching(plan, wind(plan, random));
    number_cells(plan);
    return plan;
}

}
