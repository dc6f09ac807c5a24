#include "geo/partition/face_union.h"

#include "geo/partition/segments.h"

#include <algorithm>

namespace geo {
namespace {

struct DirectedArc {
    FixedPoint from, to, second, last_but_one;
    ArcId arc;
    bool reversed;
    bool is_used = false;
};

DirectedArc directed(const SharedArc& arc, ArcId id, bool reversed)
{
    const std::vector<FixedPoint>& p = arc.points;
    const std::size_t n = p.size();
    return reversed ? DirectedArc{p[n - 1], p[0], p[n - 2], p[1], id, true} : DirectedArc{p[0], p[n - 1], p[1], p[n - 2], id, false};
}

void append(FixedRing& ring, const SharedArc& arc, bool reversed)
{
    // Without the last point, which begins the next arc.
    if (reversed)
        ring.insert(ring.end(), arc.points.rbegin(), arc.points.rend() - 1);
    else
        ring.insert(ring.end(), arc.points.begin(), arc.points.end() - 1);
}

/// Links the arcs between the faces and all others into rings that pass a node once.
class RingTracer {
public:
    RingTracer(const Tessellation& map, std::span<const FaceId> faces) : map_(map), faces_(faces.begin(), faces.end())
    {
        std::sort(faces_.begin(), faces_.end());
        if (!faces_.empty() && faces_.back() == no_face)
            for (ArcId id = 0; id < map.arc_slots(); ++id)
                add(id);
        else
            for (const FaceId face : faces_)
                if (const Face* f = map.face(face))
                    for (const ArcId id : f->arcs)
                        add(id);
        std::sort(leaving_.begin(), leaving_.end(), [](const DirectedArc& a, const DirectedArc& b) { return a.from < b.from; });
    }

    std::vector<FixedRing> rings()
    {
        std::vector<FixedRing> out;
        for (DirectedArc& first : leaving_)
            if (!first.is_used)
                walk(first, out);
        return out;
    }

private:
    void add(ArcId id)
    {
        const SharedArc* arc = map_.arc(id);
        if (!arc)
            return;
        const bool is_left = is_mine(arc->left), is_right = is_mine(arc->right);
        if (is_left != is_right)
            leaving_.push_back(directed(*arc, id, is_right));
    }
    bool is_mine(FaceId face) const { return faces_.size() == 1 ? faces_.front() == face : std::binary_search(faces_.begin(), faces_.end(), face); }

    DirectedArc* next(const DirectedArc& arrived)
    {
        auto at = std::lower_bound(leaving_.begin(), leaving_.end(), arrived.to, [](const DirectedArc& a, FixedPoint p) { return a.from < p; });
        DirectedArc* best = nullptr;
        for (; at != leaving_.end() && at->from == arrived.to; ++at)
            if (!at->is_used && (!best || is_clockwise_before(arrived.to, arrived.last_but_one, at->second, best->second)))
                best = &*at;
        return best;
    }

    /// Walks until a node comes again, cuts the closed part off as a ring, and goes on with the rest.
    void walk(DirectedArc& first, std::vector<FixedRing>& out)
    {
        std::vector<const DirectedArc*> path;
        for (DirectedArc* at = &first; at; at = next(*path.back())) {
            at->is_used = true;
            path.push_back(at);
            const auto seen = std::find_if(path.begin(), path.end(), [&](const DirectedArc* a) { return a->from == at->to; });
            if (seen == path.end())
                continue;
            FixedRing ring;
            for (auto i = seen; i != path.end(); ++i)
                append(ring, *map_.arc((*i)->arc), (*i)->reversed);
            out.push_back(std::move(ring));
            path.erase(seen, path.end());
            if (path.empty())
                return;
        }
    }

    const Tessellation& map_;
    std::vector<FaceId> faces_; // ascending
    std::vector<DirectedArc> leaving_;
};

Ring degrees_of(const FixedRing& ring)
{
    Ring out;
    out.reserve(ring.size());
    for (const FixedPoint p : ring)
        out.push_back(lonlat_from_fixed(p));
    return out;
}

} // namespace

std::vector<FixedRing> border_rings(const Tessellation& map, std::span<const FaceId> faces) { return RingTracer(map, faces).rings(); }

std::vector<FixedPolygon> pieces_of(std::vector<FixedRing> rings)
{
    struct Measured {
        FixedRing ring;
        WideInt area;
    };
    std::vector<Measured> outers, holes;
    for (FixedRing& ring : rings) {
        const WideInt area = doubled_area(ring);
        if (area != 0)
            (area > 0 ? outers : holes).push_back({std::move(ring), area});
    }
    std::sort(outers.begin(), outers.end(), [](const Measured& a, const Measured& b) { return a.area > b.area; });
    std::vector<std::vector<FixedRing>> inside(outers.size());
    for (Measured& hole : holes) {
        const FixedPoint middle{hole.ring[0].x + hole.ring[1].x, hole.ring[0].y + hole.ring[1].y};
        for (std::size_t i = outers.size(); i-- > 0;) // the smallest first
            if (outers[i].area > -hole.area && (outers.size() == 1 || is_in_ring(outers[i].ring, middle))) {
                inside[i].push_back(std::move(hole.ring));
                break;
            }
    }
    std::vector<FixedPolygon> out;
    for (std::size_t i = 0; i < outers.size(); ++i)
        out.push_back({std::move(outers[i].ring), std::move(inside[i])});
    return out;
}

MultiPolygon degrees_of(std::span<const FixedPolygon> pieces)
{
    MultiPolygon out;
    for (const FixedPolygon& piece : pieces) {
        out.push_back({degrees_of(piece.outer), {}});
        for (const FixedRing& hole : piece.holes)
            out.back().holes.push_back(degrees_of(hole));
    }
    return out;
}

// ---- of one face ----

std::vector<FixedPolygon> Tessellation::polygons(FaceId id) const
{
    return face(id) ? pieces_of(border_rings(*this, std::span(&id, 1))) : std::vector<FixedPolygon>();
}

MultiPolygon Tessellation::shape(FaceId id) const { return degrees_of(polygons(id)); }

WideInt Tessellation::doubled_area(FaceId id) const
{
    const Face* face = this->face(id);
    if (!face || face->arcs.empty())
        return 0;
    // Around one of its own points, so that the sum over arcs needs no rings.
    const FixedPoint origin = arcs_[face->arcs.front()]->points.front();
    WideInt sum = 0;
    for (const ArcId a : face->arcs) {
        const SharedArc& arc = *arcs_[a];
        WideInt along = 0;
        for (std::size_t i = 1; i < arc.points.size(); ++i)
            along += cross(origin, arc.points[i - 1], arc.points[i]);
        sum += arc.left == id ? along : -along;
    }
    return sum;
}

} // namespace geo
