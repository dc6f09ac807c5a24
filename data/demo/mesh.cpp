#include "data/demo/mesh.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <span>
#include <unordered_set>

namespace data::demo {

double area(const std::vector<Point>& ring)
{
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        twice += cross(ring[j] - ring[0], ring[i] - ring[0]);
    return twice / 2;
}

Point centroid(const std::vector<Point>& ring)
{
    Point sum;
    double twice = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const Point a = ring[j] - ring[0], b = ring[i] - ring[0];
        const double c = cross(a, b);
        twice += c;
        sum = sum + (a + b) * c;
    }
    return ring[0] + sum * (1 / (3 * twice));
}

std::uint64_t Mesh::key(int a, int b)
{
    return std::uint64_t(std::min(a, b)) << 32 | std::uint32_t(std::max(a, b));
}

int Mesh::add_node(Point p)
{
    nodes.push_back(p);
    return int(nodes.size()) - 1;
}

void Mesh::set_cut(int a, int b, int cut)
{
    cut_[key(a, b)] = cut;
}

int Mesh::cut_of(int a, int b) const
{
    const auto at = cut_.find(key(a, b));
    return at == cut_.end() ? -1 : at->second;
}

int Mesh::divide(int a, int b, Point p)
{
    assert(!middle_.contains(key(a, b)));
    const int node = add_node(p);
    middle_.emplace(key(a, b), node);
    if (const int cut = cut_of(a, b); cut >= 0)
        set_cut(a, node, cut), set_cut(node, b, cut);
    return node;
}

void Mesh::expand(int a, int b, Cell& out) const
{
    const auto at = middle_.find(key(a, b));
    if (at == middle_.end()) {
        out.push_back(a);
        return;
    }
    expand(a, at->second, out);
    expand(at->second, b, out);
}

Cell Mesh::ring(const Cell& cell) const
{
    Cell out;
    out.reserve(cell.size() * 2);
    for (std::size_t i = 0; i < cell.size(); ++i)
        expand(cell[i], cell[(i + 1) % cell.size()], out);
    return out;
}

std::vector<Point> Mesh::points(const Cell& cell) const
{
    std::vector<Point> out;
    for (const int node : ring(cell))
        out.push_back(nodes[node]);
    return out;
}

namespace {

/// Area of the part of a convex ring below `level` along `normal`.
double area_below(const std::vector<Point>& ring, Point normal, double level)
{
    std::vector<Point> part;
    for (std::size_t i = 0; i < ring.size(); ++i) {
        const Point a = ring[i], b = ring[(i + 1) % ring.size()];
        const double da = dot(a, normal) - level, db = dot(b, normal) - level;
        if (da <= 0)
            part.push_back(a);
        if ((da < 0) != (db < 0) && da != db)
            part.push_back(a + (b - a) * (da / (da - db)));
    }
    return part.size() < 3 ? 0 : area(part);
}

} // namespace

Mesh::Halves Mesh::cut(const Cell& cell, Point normal, double share, double snap_m, int cut)
{
    const Cell outline = ring(cell);
    const std::vector<Point> shape = points(cell);
    double low = std::numeric_limits<double>::infinity(), high = -low;
    for (const Point p : shape)
        low = std::min(low, dot(p, normal)), high = std::max(high, dot(p, normal));
    const double wanted = area(shape) * share;
    for (int round = 0; round < 40; ++round)
        (area_below(shape, normal, (low + high) / 2) < wanted ? low : high) = (low + high) / 2;
    const double level = (low + high) / 2;

    // Where the outline rises through the level and where it falls: one each, as cells are (nearly) convex.
    const std::size_t count = outline.size();
    auto end_at = [&](bool rising) {
        for (std::size_t i = 0; i < count; ++i) {
            const int a = outline[i], b = outline[(i + 1) % count];
            const double da = dot(nodes[a], normal) - level, db = dot(nodes[b], normal) - level;
            if ((da < 0) == (db < 0) || (da < 0) != rising)
                continue;
            const Point p = nodes[a] + (nodes[b] - nodes[a]) * (da / (da - db));
            const double to_a = length(p - nodes[a]), to_b = length(p - nodes[b]);
            if (std::min(to_a, to_b) < snap_m)
                return to_a < to_b ? a : b;
            return divide(a, b, p);
        }
        assert(false);
        return -1;
    };
    const int from = end_at(true), to = end_at(false);
    assert(from != to);
    set_cut(from, to, cut);

    const Cell whole = ring(cell);
    const std::size_t first = std::find(whole.begin(), whole.end(), from) - whole.begin();
    Halves halves{.from = from, .to = to};
    Cell* side = &halves.high; // after the outline rose
    for (std::size_t i = 0; i < whole.size(); ++i) {
        const int node = whole[(first + i) % whole.size()];
        if (node == to) {
            halves.high.push_back(to);
            side = &halves.low;
        }
        side->push_back(node);
    }
    halves.low.push_back(from);
    return halves;
}

std::vector<std::pair<int, int>> Mesh::edges(const std::vector<Cell>& cells) const
{
    std::vector<std::pair<int, int>> out;
    std::unordered_set<std::uint64_t> seen;
    for (const Cell& cell : cells) {
        const Cell outline = ring(cell);
        for (std::size_t i = 0; i < outline.size(); ++i) {
            const int a = outline[i], b = outline[(i + 1) % outline.size()];
            if (seen.insert(key(a, b)).second)
                out.emplace_back(std::min(a, b), std::max(a, b));
        }
    }
    return out;
}

namespace {

void subdivide_part(Mesh& mesh, const Cell& cell, std::span<const double> weights, Subdivision& how, Random& random,
                    std::vector<Cell>& out)
{
    if (weights.size() == 1) {
        out.push_back(cell);
        return;
    }
    const std::vector<Point> shape = mesh.points(cell);
    auto extent = [&](Point n) {
        double low = std::numeric_limits<double>::infinity(), high = -low;
        for (const Point p : shape)
            low = std::min(low, dot(p, n)), high = std::max(high, dot(p, n));
        return high - low;
    };
    const Point along{std::cos(how.axis), std::sin(how.axis)}, across{-along.y, along.x};
    Point normal = extent(along) >= extent(across) ? along : across;
    const double tilt = random.uniform(-how.tilt, how.tilt), c = std::cos(tilt), s = std::sin(tilt);
    normal = {normal.x * c - normal.y * s, normal.x * s + normal.y * c};

    std::size_t half = weights.size() / 2;
    if (weights.size() % 2 == 1 && random.chance(0.5))
        ++half;
    const double share = std::accumulate(weights.begin(), weights.begin() + half, 0.0) /
                         std::accumulate(weights.begin(), weights.end(), 0.0);
    const Mesh::Halves halves = mesh.cut(cell, normal, share, how.snap_m, how.first_cut++);
    how.ends.emplace_back(halves.from, halves.to);
    subdivide_part(mesh, halves.low, weights.subspan(0, half), how, random, out);
    subdivide_part(mesh, halves.high, weights.subspan(half), how, random, out);
}

} // namespace

std::vector<Cell> subdivide(Mesh& mesh, const Cell& cell, const std::vector<double>& weights, Subdivision& how, Random& random)
{
    std::vector<Cell> out;
    out.reserve(weights.size());
    subdivide_part(mesh, cell, weights, how, random, out);
    return out;
}

}
