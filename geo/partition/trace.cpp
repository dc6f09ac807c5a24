#include "geo/partition/trace.h"

#include "geo/partition/segments.h"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <unordered_map>

namespace geo {
namespace {

using ArcRef = Partition::ArcRef;

/// Border arcs by the node they leave, and the walk over them.
class Tracer {
public:
    Tracer(const Partition& partition, const std::vector<ArcRef>& border) : partition_(partition)
    {
        for (const ArcRef ref : border)
            leaving_[start(ref)].push_back({ref, false});
    }

    std::vector<TracedRing> rings(const std::vector<ArcRef>& border)
    {
        std::vector<TracedRing> out;
        for (const ArcRef ref : border)
            walk(ref, out);
        return out;
    }

private:
    struct Leaving {
        ArcRef ref;
        bool used;
    };

    std::uint32_t start(ArcRef r) const { return r.reversed ? arc(r).end_node : arc(r).start_node; }
    std::uint32_t end(ArcRef r) const { return r.reversed ? arc(r).start_node : arc(r).end_node; }
    const Partition::Arc& arc(ArcRef r) const { return partition_.arcs()[r.arc]; }

    /// The direction in which the arc leaves its start, and the one pointing back from its end.
    double leaving_angle(ArcRef r) const { return angle(r, r.reversed); }
    double back_angle(ArcRef r) const { return angle(r, !r.reversed); }
    double angle(ArcRef r, bool from_last) const
    {
        const std::span<const FixedPoint> p = partition_.points(arc(r));
        const FixedPoint a = from_last ? p[p.size() - 1] : p[0], b = from_last ? p[p.size() - 2] : p[1];
        return std::atan2(static_cast<double>(b.y - a.y), static_cast<double>(b.x - a.x));
    }

    /// The first unused arc met when turning clockwise from the way we came: the border of the same wedge of the region.
    Leaving* next(ArcRef arrived)
    {
        Leaving* best = nullptr;
        double best_turn = 0;
        const double back = back_angle(arrived);
        for (Leaving& candidate : leaving_[end(arrived)]) {
            if (candidate.used)
                continue;
            double turn = back - leaving_angle(candidate.ref);
            while (turn <= 0)
                turn += 2 * std::numbers::pi;
            if (!best || turn < best_turn)
                best = &candidate, best_turn = turn;
        }
        return best;
    }

    /// Walks until a node comes again, cuts the closed part off as a ring, and goes on with the rest.
    void walk(ArcRef first, std::vector<TracedRing>& out)
    {
        Leaving* at = nullptr;
        for (Leaving& candidate : leaving_[start(first)])
            if (candidate.ref.arc == first.arc && candidate.ref.reversed == first.reversed && !candidate.used)
                at = &candidate;
        std::vector<ArcRef> path;
        std::unordered_map<std::uint32_t, std::size_t> place; // node → how long the path was there
        for (; at; at = next(path.back())) {
            at->used = true;
            place.emplace(start(at->ref), path.size());
            path.push_back(at->ref);
            const auto seen = place.find(end(at->ref));
            if (seen == place.end())
                continue;
            const std::size_t length = seen->second;
            out.push_back(close({path.begin() + static_cast<std::ptrdiff_t>(length), path.end()}));
            for (std::size_t i = length; i < path.size(); ++i)
                place.erase(start(path[i]));
            path.resize(length);
            if (path.empty())
                return;
        }
    }

    TracedRing close(std::vector<ArcRef> refs) const
    {
        TracedRing ring{std::move(refs), {}, 0};
        for (const ArcRef r : ring.refs) {
            const std::span<const FixedPoint> p = partition_.points(arc(r));
            for (std::size_t i = 0; i + 1 < p.size(); ++i)
                ring.points.push_back(r.reversed ? p[p.size() - 1 - i] : p[i]);
        }
        WideInt area = 0;
        for (std::size_t i = 2; i < ring.points.size(); ++i)
            area += cross(ring.points[0], ring.points[i - 1], ring.points[i]);
        ring.doubled_area = static_cast<double>(area);
        return ring;
    }

    const Partition& partition_;
    std::unordered_map<std::uint32_t, std::vector<Leaving>> leaving_;
};

} // namespace

std::vector<TracedRing> trace_rings(const Partition& partition, const std::vector<ArcRef>& border)
{
    return Tracer(partition, border).rings(border);
}

TracedPieces pieces_of(std::vector<TracedRing> rings)
{
    TracedPieces out;
    std::vector<TracedRing> inner;
    for (TracedRing& ring : rings) {
        if (ring.is_outer())
            out.outers.push_back(std::move(ring));
        else if (ring.doubled_area < 0)
            inner.push_back(std::move(ring));
    }
    out.holes.resize(out.outers.size());
    for (TracedRing& ring : inner) {
        const FixedPoint middle{ring.points[0].x + ring.points[1].x, ring.points[0].y + ring.points[1].y};
        std::size_t best = out.outers.size();
        for (std::size_t i = 0; i < out.outers.size(); ++i)
            if (out.outers[i].doubled_area > -ring.doubled_area && is_in_ring(out.outers[i].points, middle) &&
                (best == out.outers.size() || out.outers[i].doubled_area < out.outers[best].doubled_area))
                best = i;
        if (best < out.outers.size())
            out.holes[best].push_back(std::move(ring));
    }
    return out;
}

Ring ring_of(const TracedRing& traced)
{
    Ring ring;
    ring.reserve(traced.points.size());
    for (FixedPoint p : traced.points)
        ring.push_back(lonlat_from_fixed(p));
    return ring;
}

MultiPolygon Partition::union_of(std::span<const std::uint32_t> group_of_face, std::uint32_t group) const
{
    std::vector<ArcRef> border;
    for (std::uint32_t face = 0; face < face_count(); ++face) {
        if (group_of_face[face] != group)
            continue;
        for (const FaceRing& ring : rings(face))
            for (const ArcRef ref : refs(ring)) {
                const std::uint32_t other = ref.reversed ? arcs_[ref.arc].left : arcs_[ref.arc].right;
                if (other == none || group_of_face[other] != group)
                    border.push_back(ref);
            }
    }
    MultiPolygon out;
    const TracedPieces pieces = pieces_of(trace_rings(*this, border));
    for (std::size_t i = 0; i < pieces.outers.size(); ++i) {
        out.push_back({ring_of(pieces.outers[i]), {}});
        for (const TracedRing& hole : pieces.holes[i])
            out.back().holes.push_back(ring_of(hole));
    }
    return out;
}

}
