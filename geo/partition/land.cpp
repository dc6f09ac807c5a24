#include "geo/partition/land.h"

#include "geo/partition/segments.h"
#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

/// Sides with the land to their left, linked into rings. All of one piece of land must be among them.
class LandTracer {
public:
    explicit LandTracer(const Tessellation& map) : map_(map) {}

    void add(ArcId id, bool reversed)
    {
        const FixedRing& p = map_.arc(id)->points;
        leaving_.push_back({reversed ? p.back() : p.front(), {id, reversed}});
    }

    std::vector<Land> land()
    {
        std::sort(leaving_.begin(), leaving_.end(), [](const Leaving& a, const Leaving& b) { return a.node < b.node; });
        std::vector<Land> out;
        std::vector<LandRing> holes;
        for (Leaving& first : leaving_)
            if (!first.is_used) {
                LandRing ring = walk(first);
                if (ring.area > 0)
                    out.push_back({std::move(ring), {}});
                else
                    holes.push_back(std::move(ring));
            }
        std::stable_sort(out.begin(), out.end(), [](const Land& a, const Land& b) { return a.outer.area > b.outer.area; });
        std::vector<FixedBox> boxes;
        if (!holes.empty() && out.size() > 1)
            for (const Land& piece : out)
                boxes.push_back(box_of(piece.outer.points));
        for (LandRing& hole : holes) {
            const FixedPoint p = hole.points[0], q = hole.points[1], middle{p.x + q.x, p.y + q.y};
            for (std::size_t i = out.size(); i-- > 0;) // the smallest first
                if (out[i].outer.area > -hole.area && (boxes.empty() || boxes[i].contains(p)) && is_in_ring(out[i].outer.points, middle)) {
                    out[i].holes.push_back(std::move(hole));
                    break;
                }
        }
        return out;
    }

private:
    struct Leaving {
        FixedPoint node;
        ArcSide side;
        bool is_used = false;
    };

    FixedPoint second_of(ArcSide side) const
    {
        const FixedRing& p = map_.arc(side.arc)->points;
        return side.reversed ? p[p.size() - 2] : p[1];
    }

    LandRing walk(Leaving& first)
    {
        LandRing ring;
        for (Leaving* at = &first; !at->is_used;) {
            at->is_used = true;
            ring.sides.push_back(at->side);
            const FixedRing& p = map_.arc(at->side.arc)->points;
            if (at->side.reversed)
                ring.points.insert(ring.points.end(), p.rbegin(), p.rend() - 1);
            else
                ring.points.insert(ring.points.end(), p.begin(), p.end() - 1);
            const FixedPoint node = at->side.reversed ? p.front() : p.back(), back = at->side.reversed ? p[1] : p[p.size() - 2];
            auto candidate = std::lower_bound(leaving_.begin(), leaving_.end(), node, [](const Leaving& l, FixedPoint n) { return l.node < n; });
            Leaving* next = &*candidate;
            for (++candidate; candidate != leaving_.end() && candidate->node == node; ++candidate)
                if (is_clockwise_before(node, back, second_of(candidate->side), second_of(next->side)))
                    next = &*candidate;
            at = next;
        }
        ring.area = doubled_area(ring.points);
        return ring;
    }

    const Tessellation& map_;
    std::vector<Leaving> leaving_;
};

Ring degrees_around(const LandRing& ring)
{
    Ring out;
    out.reserve(ring.points.size());
    for (const FixedPoint p : ring.points)
        out.push_back(lonlat_from_fixed(p));
    return out;
}

/// Metres of a unit, east and north.
struct UnitLength {
    double east_m, north_m;
};
UnitLength unit_length_at(FixedPoint p)
{
    const ellipsoid::DegreeLength degree = ellipsoid::degree_length_at(static_cast<double>(p.y) * 1e-9);
    return {degree.east_m * 1e-9, degree.north_m * 1e-9};
}

} // namespace

WideInt Land::doubled_area() const
{
    WideInt sum = outer.area;
    for (const LandRing& hole : holes)
        sum += hole.area;
    return sum;
}

std::vector<Land> land_of(const Tessellation& map, std::span<const FaceId> faces)
{
    const auto is_ours = [&](FaceId face) { return std::find(faces.begin(), faces.end(), face) != faces.end(); };
    LandTracer tracer(map);
    for (const FaceId id : faces)
        if (const Face* face = map.face(id))
            for (const ArcId a : face->arcs) {
                const SharedArc& arc = *map.arc(a);
                if (is_ours(arc.left) != is_ours(arc.right))
                    tracer.add(a, is_ours(arc.right));
            }
    return tracer.land();
}

std::vector<Land> unowned_land(const Tessellation& map)
{
    LandTracer tracer(map);
    for (ArcId a = 0; a < map.arc_slots(); ++a)
        if (const SharedArc* arc = map.arc(a); arc && (arc->left == no_face || arc->right == no_face))
            tracer.add(a, arc->right == no_face);
    return tracer.land();
}

Polygon polygon_of(const Land& land)
{
    Polygon out{degrees_around(land.outer), {}};
    for (const LandRing& hole : land.holes)
        out.holes.push_back(degrees_around(hole));
    return out;
}

LandSize size_of(const Land& land)
{
    const FixedPoint origin = land.outer.points.front();
    const UnitLength unit = unit_length_at(origin);
    LandSize out;
    const auto add = [&](const LandRing& ring) {
        FixedPoint last = ring.points.back();
        for (const FixedPoint p : ring.points) {
            out.perimeter_m += std::hypot(static_cast<double>(p.x - last.x) * unit.east_m, static_cast<double>(p.y - last.y) * unit.north_m);
            last = p;
        }
    };
    add(land.outer);
    for (const LandRing& hole : land.holes)
        add(hole);
    out.area_m2 = static_cast<double>(land.doubled_area()) / 2 * unit.east_m * unit.north_m;
    return out;
}

LandSize exact_size_of(const Land& land)
{
    const MultiPolygon shape{polygon_of(land)};
    return {area_m2(shape), perimeter_m(shape)};
}

bool is_gap(const Land& land, const CheckOptions& options)
{
    const LandSize size = exact_size_of(land);
    return size.width_m() < options.gap_width_m || size.area_m2 < options.gap_area_m2;
}

double length_m(const SharedArc& arc)
{
    const UnitLength unit = unit_length_at(arc.points.front());
    double sum = 0;
    for (std::size_t i = 1; i < arc.points.size(); ++i)
        sum += std::hypot(static_cast<double>(arc.points[i].x - arc.points[i - 1].x) * unit.east_m,
                          static_cast<double>(arc.points[i].y - arc.points[i - 1].y) * unit.north_m);
    return sum;
}

} // namespace geo
