#include "data/drafts/unowned.h"

#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>

namespace data {
namespace {

using geo::ArcId;
using geo::FixedPoint;
using geo::no_face;
using geo::SharedArc;

std::uint64_t side_of(ArcId arc, bool is_reversed) { return std::uint64_t{arc} * 2 + (is_reversed ? 1 : 0); }
ArcId arc_of(std::uint64_t side) { return static_cast<ArcId>(side / 2); }
bool is_backwards(std::uint64_t side) { return side % 2 == 1; }

template <class Visit> void visit_unowned_sides(ArcId id, const SharedArc& arc, Visit visit)
{
    if (arc.left == no_face)
        visit(side_of(id, false));
    if (arc.right == no_face)
        visit(side_of(id, true));
}

/// Where unowned land goes on, along the next arc after this side: the first one clockwise from where it came.
std::uint64_t next_side(const geo::Tessellation& map, std::uint64_t side)
{
    const std::vector<FixedPoint>& points = map.arc(arc_of(side))->points;
    const FixedPoint node = is_backwards(side) ? points.front() : points.back();
    const FixedPoint back = is_backwards(side) ? points[1] : points[points.size() - 2];
    std::uint64_t best = side;
    FixedPoint best_second{};
    bool has_best = false;
    const auto consider = [&](std::uint64_t candidate, FixedPoint second) {
        if (!has_best || geo::is_clockwise_before(node, back, second, best_second))
            best = candidate, best_second = second, has_best = true;
    };
    for (const ArcId id : map.arcs_at(node)) {
        const SharedArc& arc = *map.arc(id);
        if (arc.left == no_face && arc.points.front() == node)
            consider(side_of(id, false), arc.points[1]);
        if (arc.right == no_face && arc.points.back() == node)
            consider(side_of(id, true), arc.points[arc.points.size() - 2]);
    }
    return best;
}

} // namespace

geo::MultiPolygon degrees_of(const geo::FixedPolygon& polygon)
{
    const auto ring = [](const geo::FixedRing& points) {
        geo::Ring out;
        for (const FixedPoint p : points)
            out.push_back(geo::lonlat_from_fixed(p));
        return out;
    };
    geo::Polygon out{ring(polygon.outer), {}};
    for (const geo::FixedRing& hole : polygon.holes)
        out.holes.push_back(ring(hole));
    return {out};
}

geo::LonLat point_inside(const geo::FixedPolygon& polygon)
{
    const geo::FixedBox box = geo::box_of(polygon.outer);
    // Between two units, so that no vertex lies on the line.
    const double y = static_cast<double>((box.south + box.north) / 2 - box.south) + 0.5;
    std::vector<double> crossings;
    const auto cross = [&](const geo::FixedRing& ring) {
        for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
            const double ax = static_cast<double>(ring[before].x - box.west), ay = static_cast<double>(ring[before].y - box.south);
            const double bx = static_cast<double>(ring[i].x - box.west), by = static_cast<double>(ring[i].y - box.south);
            if ((ay > y) != (by > y))
                crossings.push_back(ax + (y - ay) / (by - ay) * (bx - ax));
        }
    };
    cross(polygon.outer);
    for (const geo::FixedRing& hole : polygon.holes)
        cross(hole);
    std::sort(crossings.begin(), crossings.end());
    double widest = -1, x = static_cast<double>(box.east - box.west) / 2;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2)
        if (const double width = crossings[i + 1] - crossings[i]; width > widest)
            widest = width, x = (crossings[i] + crossings[i + 1]) / 2;
    return {(static_cast<double>(box.west) + x) / 1e9, (static_cast<double>(box.south) + y) / 1e9};
}

void UnownedLand::rebuild(const geo::Tessellation& map)
{
    rings_.clear();
    ring_of_.clear();
    enclosed_ = 0;
    std::vector<Side> open;
    for (ArcId id = 0; id < map.arc_slots(); ++id)
        if (const SharedArc* arc = map.arc(id))
            visit_unowned_sides(id, *arc, [&](Side side) { open.push_back(side); });
    trace(map, std::move(open));
}

bool UnownedLand::update(const geo::Tessellation& before, const geo::Tessellation& after, std::span<const geo::FaceId> touched)
{
    std::vector<ArcId> arcs;
    for (const geo::FaceId face : touched)
        for (const geo::Tessellation* map : {&before, &after})
            if (const geo::Face* f = map->face(face))
                arcs.insert(arcs.end(), f->arcs.begin(), f->arcs.end());
    std::sort(arcs.begin(), arcs.end());
    arcs.erase(std::unique(arcs.begin(), arcs.end()), arcs.end());
    std::erase_if(arcs, [&](ArcId id) { return before.arc_ptr(id) == after.arc_ptr(id); });

    std::vector<Side> freed;
    for (const ArcId id : arcs) {
        for (const bool is_reversed : {false, true})
            if (const auto at = ring_of_.find(side_of(id, is_reversed)); at != ring_of_.end())
                drop(at->second, freed);
        if (const SharedArc* arc = after.arc(id))
            visit_unowned_sides(id, *arc, [&](Side side) { freed.push_back(side); });
    }
    const bool is_other = !freed.empty();
    trace(after, std::move(freed));
    return is_other;
}

void UnownedLand::drop(Side ring, std::vector<Side>& freed)
{
    const auto at = rings_.find(ring);
    for (const Side side : at->second.sides) {
        ring_of_.erase(side);
        freed.push_back(side);
    }
    enclosed_ -= at->second.doubled_area > 0;
    rings_.erase(at);
}

void UnownedLand::trace(const geo::Tessellation& map, std::vector<Side> open)
{
    for (std::size_t i = 0; i < open.size(); ++i) {
        const SharedArc* first = map.arc(arc_of(open[i]));
        if (!first || (is_backwards(open[i]) ? first->right : first->left) != no_face || ring_of_.contains(open[i]))
            continue;
        Ring ring;
        Side side = open[i];
        do {
            // A ring that was there before the edit opened a way out of it.
            if (const auto old = ring_of_.find(side); old != ring_of_.end())
                drop(old->second, open);
            ring.sides.push_back(side);
            side = next_side(map, side);
        } while (side != open[i]);
        // Wherever the walk began, the ring is the same to the last digit.
        std::rotate(ring.sides.begin(), std::min_element(ring.sides.begin(), ring.sides.end()), ring.sides.end());
        for (const Side s : ring.sides) {
            const SharedArc& arc = *map.arc(arc_of(s));
            if (is_backwards(s))
                ring.points.insert(ring.points.end(), arc.points.rbegin(), arc.points.rend() - 1);
            else
                ring.points.insert(ring.points.end(), arc.points.begin(), arc.points.end() - 1);
            ring.faces.push_back(is_backwards(s) ? arc.left : arc.right);
        }
        std::sort(ring.faces.begin(), ring.faces.end());
        ring.faces.erase(std::unique(ring.faces.begin(), ring.faces.end()), ring.faces.end());
        ring.doubled_area = geo::doubled_area(ring.points);
        ring.box = geo::box_of(ring.points);
        if (ring.doubled_area > 0) {
            const geo::MultiPolygon shape = degrees_of({ring.points, {}});
            ring.area_m2 = geo::area_m2(shape), ring.length_m = geo::perimeter_m(shape);
            ++enclosed_;
        }
        const Side key = ring.sides.front();
        for (const Side s : ring.sides)
            ring_of_[s] = key;
        rings_[key] = std::move(ring);
    }
}

std::vector<UnownedLand::Piece> UnownedLand::pieces() const
{
    std::vector<Piece> out;
    std::vector<const Ring*> outers, islands;
    for (const auto& [key, ring] : rings_)
        (ring.doubled_area > 0 ? outers : islands).push_back(&ring);
    for (const Ring* outer : outers) {
        Piece piece{{outer->points, {}}, outer->area_m2, 0, {}, outer->faces, *std::min_element(outer->points.begin(), outer->points.end())};
        for (const Ring* island : islands) {
            const FixedPoint middle{island->points[0].x + island->points[1].x, island->points[0].y + island->points[1].y};
            if (!outer->box.contains({island->box.west, island->box.south}) || !outer->box.contains({island->box.east, island->box.north}) ||
                -island->doubled_area >= outer->doubled_area || !geo::is_in_ring(outer->points, middle))
                continue;
            piece.shape.holes.push_back(island->points);
            piece.area_m2 -= geo::area_m2(degrees_of({island->points, {}}));
            piece.faces.insert(piece.faces.end(), island->faces.begin(), island->faces.end());
        }
        std::sort(piece.faces.begin(), piece.faces.end());
        piece.faces.erase(std::unique(piece.faces.begin(), piece.faces.end()), piece.faces.end());
        piece.width_m = outer->length_m > 0 ? 2 * piece.area_m2 / outer->length_m : 0;
        piece.at = point_inside(piece.shape);
        out.push_back(std::move(piece));
    }
    std::sort(out.begin(), out.end(), [](const Piece& a, const Piece& b) { return std::tie(a.corner, a.area_m2) < std::tie(b.corner, b.area_m2); });
    return out;
}

} // namespace data
