#include "tests/geo/partition/planar_check.h"

#include "geo/partition/segments.h"

#include <algorithm>

using namespace geo;

Ring ring_of_units(const std::vector<FixedPoint>& points)
{
    Ring ring;
    for (const FixedPoint p : points)
        ring.push_back(lonlat_from_fixed(p));
    return ring;
}

FixedRing units_of(const Ring& ring)
{
    FixedRing out;
    for (const LonLat p : ring)
        out.push_back(fixed_from_lonlat(p));
    return out;
}

namespace {

std::string at(FixedPoint p)
{
    return " at " + std::to_string(p.x) + ' ' + std::to_string(p.y);
}

struct Side {
    FixedPoint a, b;
    ArcId arc;
};

std::string meeting_segments(const Tessellation& map)
{
    std::vector<Side> sides;
    for (ArcId id = 0; id < map.arc_slots(); ++id)
        if (const SharedArc* arc = map.arc(id)) {
            if (arc->points.size() < 2 || arc->left == arc->right)
                return "an arc without sense" + at(arc->points.front());
            for (std::size_t i = 1; i < arc->points.size(); ++i)
                sides.push_back({arc->points[i - 1], arc->points[i], id});
        }
    std::sort(sides.begin(), sides.end(), [](const Side& l, const Side& r) { return std::min(l.a.x, l.b.x) < std::min(r.a.x, r.b.x); });
    for (std::size_t i = 0; i < sides.size(); ++i)
        for (std::size_t k = i + 1; k < sides.size() && std::min(sides[k].a.x, sides[k].b.x) <= std::max(sides[i].a.x, sides[i].b.x); ++k) {
            const Side &l = sides[i], &r = sides[k];
            if (meeting(l.a, l.b, r.a, r.b) != Meeting::none)
                return "segments meet" + at(l.a) + " and" + at(r.a);
            if ((l.a == r.a && l.b == r.b) || (l.a == r.b && l.b == r.a))
                return "a segment twice" + at(l.a);
        }
    // Inside an arc nothing else ends.
    std::vector<FixedPoint> inner, ends;
    for (ArcId id = 0; id < map.arc_slots(); ++id)
        if (const SharedArc* arc = map.arc(id)) {
            inner.insert(inner.end(), arc->points.begin() + 1, arc->points.end() - 1);
            ends.push_back(arc->points.front());
            ends.push_back(arc->points.back());
        }
    std::sort(inner.begin(), inner.end());
    std::sort(ends.begin(), ends.end());
    if (const auto twice = std::adjacent_find(inner.begin(), inner.end()); twice != inner.end())
        return "a vertex of two arcs that is no node" + at(*twice);
    for (const FixedPoint p : inner)
        if (std::binary_search(ends.begin(), ends.end(), p))
            return "an arc goes on through a node" + at(p);
    return {};
}

} // namespace

std::string planar_faults(const Tessellation& map)
{
    if (std::string fault = meeting_segments(map); !fault.empty())
        return fault;
    for (FaceId id = 0; id < map.face_slots(); ++id) {
        const Face* face = map.face(id);
        if (!face)
            continue;
        if (map.doubled_area(id) <= 0)
            return "a face without area: " + std::to_string(id);
        WideInt area = 0;
        std::size_t points = 0;
        for (const FixedPolygon& polygon : map.polygons(id)) {
            area += doubled_area(polygon.outer);
            points += polygon.outer.size();
            for (const FixedRing& hole : polygon.holes)
                area += doubled_area(hole), points += hole.size();
        }
        for (const ArcId arc : face->arcs)
            points -= map.arc(arc)->points.size() - 1;
        if (area != map.doubled_area(id) || points != 0)
            return "borders that do not close: face " + std::to_string(id);
        // On both sides of each arc lies what it says.
        for (const ArcId a : face->arcs) {
            const SharedArc& arc = *map.arc(a);
            for (std::size_t i = 1; i < arc.points.size(); ++i) {
                const FixedPoint p = arc.points[i - 1], q = arc.points[i];
                if (std::abs(q.x - p.x) < 4 || std::abs(q.y - p.y) < 4)
                    continue;
                // face_at: on an arc, that to its west.
                const FixedPoint middle{(p.x + q.x) / 2, (p.y + q.y) / 2};
                if (side(p, q, middle) == 0 && map.face_at(middle) != (q.y > p.y ? arc.left : arc.right))
                    return "another face beside an arc" + at(middle);
            }
        }
    }
    return {};
}
