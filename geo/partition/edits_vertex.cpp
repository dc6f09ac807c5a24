#include "geo/partition/edits.h"

#include "geo/partition/edit_board.h"
#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

Refused beyond_globe(FixedPoint at) { return {RefusalReason::off_globe, at, "a point lies beyond 180 degrees of longitude or 90 of latitude"}; }

bool is_on_globe(FixedPoint p) { return std::abs(p.x) <= 180'000'000'000 && std::abs(p.y) <= 90'000'000'000; }

/// Arcs with other points and the same faces; the land swept goes from one side to the other.
EditOutcome reshaped(const Tessellation& map, const std::map<ArcId, std::vector<FixedPoint>>& points)
{
    TessellationEdit edit;
    std::vector<Passage> passages;
    for (const auto& [id, after] : points) {
        const ArcPtr before = map.arc_ptr(id);
        FixedRing swept = before->points;
        swept.insert(swept.end(), after.rbegin(), after.rend());
        const WideInt area = doubled_area(swept);
        // Counter-clockwise: the border went to its left, and land from there to its right.
        if (area > 0)
            passages.push_back({before->left, before->right, area});
        else if (area < 0)
            passages.push_back({before->right, before->left, -area});
        if (after.size() < 2 || std::adjacent_find(after.begin(), after.end()) != after.end())
            return Refused{RefusalReason::folds, after.empty() ? FixedPoint{} : after.front(), "a border would shrink to a point"};
        edit.arcs.push_back({id, before, std::make_shared<const SharedArc>(SharedArc{after, before->left, before->right})});
    }
    return checked(map, std::move(edit), std::move(passages));
}

struct Vertex {
    ArcId arc;
    std::size_t at;
};

std::vector<Vertex> vertices_at(const Tessellation& map, FixedPoint p)
{
    std::vector<Vertex> out;
    for (const ArcId id : map.arcs_near(box_of(std::span(&p, 1)))) {
        const std::vector<FixedPoint>& points = map.arc(id)->points;
        for (std::size_t i = 0; i < points.size(); ++i)
            if (points[i] == p)
                out.push_back({id, i});
    }
    return out;
}

double squared_distance(FixedPoint a, FixedPoint b, FixedPoint p)
{
    const double dx = static_cast<double>(b.x - a.x), dy = static_cast<double>(b.y - a.y);
    const double px = static_cast<double>(p.x - a.x), py = static_cast<double>(p.y - a.y);
    const double along = std::clamp((px * dx + py * dy) / (dx * dx + dy * dy), 0.0, 1.0);
    const double ex = px - along * dx, ey = py - along * dy;
    return ex * ex + ey * ey;
}

/// Douglas and Peucker's rule; x is scaled to the height of the units of latitude.
void keep_between(std::span<const FixedPoint> points, std::size_t first, std::size_t last, double tolerance, double lon_scale, std::vector<char>& kept)
{
    std::vector<std::pair<std::size_t, std::size_t>> open{{first, last}};
    const auto scaled = [&](FixedPoint p) {
        return FixedPoint{std::llround(static_cast<double>(p.x - points[first].x) * lon_scale), p.y - points[first].y};
    };
    while (!open.empty()) {
        const auto [a, b] = open.back();
        open.pop_back();
        double most = tolerance * tolerance;
        std::size_t at = 0;
        for (std::size_t i = a + 1; i < b; ++i) {
            const FixedPoint p = scaled(points[a]), q = scaled(points[b]), r = scaled(points[i]);
            const double d = p == q ? std::pow(static_cast<double>(r.x - p.x), 2) + std::pow(static_cast<double>(r.y - p.y), 2) : squared_distance(p, q, r);
            if (d > most)
                most = d, at = i;
        }
        if (at) {
            kept[at] = 1;
            open.push_back({a, at});
            open.push_back({at, b});
        }
    }
}

} // namespace

EditOutcome move_vertex(const Tessellation& map, FixedPoint from, FixedPoint to)
{
    if (!is_on_globe(to))
        return beyond_globe(to);
    const std::vector<Vertex> vertices = vertices_at(map, from);
    if (vertices.empty())
        return Refused{RefusalReason::unknown_grid, from, "no vertex here"};
    if (from == to)
        return Refused{RefusalReason::too_few_points, to, "the vertex is there already"};
    if (!vertices_at(map, to).empty())
        return Refused{RefusalReason::folds, to, "there is another vertex here"};
    std::map<ArcId, std::vector<FixedPoint>> points;
    for (const Vertex& v : vertices)
        points.try_emplace(v.arc, map.arc(v.arc)->points).first->second[v.at] = to;
    return reshaped(map, points);
}

EditOutcome insert_vertex(const Tessellation& map, FixedPoint edge_at, FixedPoint to)
{
    if (!is_on_globe(to) || !is_on_globe(edge_at))
        return beyond_globe(is_on_globe(to) ? edge_at : to);
    // Rings of cells around the point until a segment is nearer than their edge.
    std::optional<Vertex> best;
    double nearest = 0;
    for (std::int64_t reach = 1'000; reach <= 1'000'000'000 && (!best || nearest > static_cast<double>(reach)); reach *= 10) {
        best.reset();
        for (const ArcId id : map.arcs_near({edge_at.x - reach, edge_at.y - reach, edge_at.x + reach, edge_at.y + reach})) {
            const std::vector<FixedPoint>& p = map.arc(id)->points;
            for (std::size_t i = 1; i < p.size(); ++i)
                if (const double d = std::sqrt(squared_distance(p[i - 1], p[i], edge_at)); !best || d < nearest)
                    best = Vertex{id, i}, nearest = d;
        }
    }
    if (!best)
        return Refused{RefusalReason::unknown_grid, edge_at, "no border near here"};
    if (!vertices_at(map, to).empty())
        return Refused{RefusalReason::folds, to, "there is a vertex here already"};
    std::vector<FixedPoint> points = map.arc(best->arc)->points;
    points.insert(points.begin() + static_cast<std::ptrdiff_t>(best->at), to);
    return reshaped(map, {{best->arc, std::move(points)}});
}

EditOutcome delete_vertex(const Tessellation& map, FixedPoint at)
{
    const std::vector<Vertex> vertices = vertices_at(map, at);
    if (vertices.empty())
        return Refused{RefusalReason::unknown_grid, at, "no vertex here"};
    const ArcId id = vertices.front().arc;
    std::vector<FixedPoint> points = map.arc(id)->points;
    const bool is_ring = points.front() == points.back();
    const bool is_its_start = vertices.front().at == 0 || vertices.front().at + 1 == points.size();
    if (is_its_start && !(is_ring && map.arcs_at(at).size() == 1))
        return Refused{RefusalReason::not_adjacent, at, "borders meet here: this node can be moved, not deleted"};
    if (is_ring && points.size() <= 4)
        return Refused{RefusalReason::too_few_points, at, "a ring needs three vertices"};
    if (is_its_start) {
        points.pop_back();
        points.erase(points.begin());
        points.push_back(points.front());
    } else {
        points.erase(points.begin() + static_cast<std::ptrdiff_t>(vertices.front().at));
    }
    return reshaped(map, {{id, std::move(points)}});
}

EditOutcome simplify(const Tessellation& map, FaceId face, double tolerance, double lon_scale, const std::function<bool(ArcId)>& stays)
{
    if (!map.face(face) || map.face(face)->is_overlap())
        return Refused{RefusalReason::unknown_grid, {}, "no such grid"};
    std::map<ArcId, std::vector<FixedPoint>> changed;
    for (const ArcId id : map.face(face)->arcs) {
        if (stays && stays(id))
            continue;
        const std::vector<FixedPoint>& p = map.arc(id)->points;
        std::vector<char> kept(p.size(), 0);
        kept.front() = kept.back() = 1;
        if (p.front() == p.back()) {
            // A ring keeps its start, the point furthest from it, and one beside the line between the two.
            const auto from_start = [&](std::size_t i) {
                return std::hypot(static_cast<double>(p[i].x - p[0].x) * lon_scale, static_cast<double>(p[i].y - p[0].y));
            };
            std::size_t far = 1;
            for (std::size_t i = 1; i + 1 < p.size(); ++i)
                if (from_start(i) > from_start(far))
                    far = i;
            kept[far] = 1;
            keep_between(p, 0, far, tolerance, lon_scale, kept);
            keep_between(p, far, p.size() - 1, tolerance, lon_scale, kept);
            if (std::count(kept.begin(), kept.end(), 1) < 4)
                continue;
        } else {
            keep_between(p, 0, p.size() - 1, tolerance, lon_scale, kept);
        }
        std::vector<FixedPoint> rest;
        for (std::size_t i = 0; i < p.size(); ++i)
            if (kept[i])
                rest.push_back(p[i]);
        if (rest.size() < p.size())
            changed.emplace(id, std::move(rest));
    }
    if (changed.empty())
        return Refused{RefusalReason::too_few_points, map.arc(map.face(face)->arcs.front())->points.front(), "there is nothing to leave out at this tolerance"};
    return reshaped(map, changed);
}

} // namespace geo
