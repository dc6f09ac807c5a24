#include "geo/partition/check.h"

#include "geo/cancelled.h"
#include "geo/partition/crossings.h"
#include "geo/partition/trace.h"
#include "geo/shapes/geos_shapes.h"
#include "geo/shapes/spatial_index.h"

#include <algorithm>
#include <set>

namespace geo {
namespace {

using FacePair = std::pair<std::uint32_t, std::uint32_t>;

double width_of(const MultiPolygon& shape, double area)
{
    const double perimeter = perimeter_m(shape);
    return perimeter > 0 ? 2 * area / perimeter : 0;
}

class Checker {
public:
    Checker(const Partition& partition, const CheckOptions& options, std::stop_token stop)
        : partition_(partition), options_(options), stop_(std::move(stop)), crossings_(find_crossings(partition, stop_)),
          suspect_(partition.face_count(), 0), dirty_arc_(partition.arcs().size(), 0)
    {
        std::vector<MapBox> boxes(partition.face_count());
        for (std::uint32_t face = 0; face < boxes.size(); ++face)
            visit_arcs(face, [&](const Partition::Arc& arc) {
                for (const FixedPoint p : partition_.points(arc))
                    boxes[face].add(MapPoint{static_cast<double>(p.x), static_cast<double>(p.y)});
            });
        faces_ = SpatialIndex(boxes);
    }

    PartitionFindings run()
    {
        out_.faces = partition_.face_count();
        out_.arcs = partition_.arcs().size();
        for (const Partition::Arc& arc : partition_.arcs())
            out_.shared_arcs += arc.left != Partition::none && arc.right != Partition::none;
        collect_candidates();
        find_invalid();
        find_overlaps();
        find_unowned();
        return std::move(out_);
    }

private:
    template <typename Visit> void visit_arcs(std::uint32_t face, Visit visit) const
    {
        for (const Partition::FaceRing& ring : partition_.rings(face))
            for (const Partition::ArcRef ref : partition_.refs(ring))
                visit(partition_.arcs()[ref.arc]);
    }

    void throw_if_stopped() const
    {
        if (stop_.stop_requested())
            throw Cancelled{};
    }

    /// Even-odd over all borders of the face; the direction of an arc does not matter for it.
    bool face_contains(std::uint32_t face, FixedPoint doubled) const
    {
        bool inside = false;
        visit_arcs(face, [&](const Partition::Arc& arc) {
            const std::span<const FixedPoint> p = partition_.points(arc);
            for (std::size_t i = 1; i < p.size(); ++i) {
                FixedPoint a{2 * p[i - 1].x, 2 * p[i - 1].y}, b{2 * p[i].x, 2 * p[i].y};
                if ((a.y > doubled.y) == (b.y > doubled.y))
                    continue;
                if (a.y > b.y)
                    std::swap(a, b);
                inside ^= side(a, b, doubled) > 0;
            }
        });
        return inside;
    }

    void add_candidate(std::uint32_t a, std::uint32_t b)
    {
        if (a == Partition::none || b == Partition::none)
            return;
        if (a == b)
            suspect_[a] = 1;
        else
            candidates_.insert(std::minmax(a, b));
    }

    void collect_candidates()
    {
        const std::span<const Partition::Arc> arcs = partition_.arcs();
        for (const auto& [i, k] : crossings_.crossing) {
            dirty_arc_[i] = dirty_arc_[k] = 1;
            for (const std::uint32_t a : {arcs[i].left, arcs[i].right})
                for (const std::uint32_t b : {arcs[k].left, arcs[k].right})
                    add_candidate(a, b);
        }
        for (const auto& [i, k] : crossings_.touching) {
            dirty_arc_[i] = dirty_arc_[k] = 1;
            for (const std::uint32_t a : {arcs[i].left, arcs[i].right})
                for (const std::uint32_t b : {arcs[k].left, arcs[k].right})
                    add_candidate(a, b);
        }
        for (const Partition::SharedSide& s : partition_.shared_sides())
            add_candidate(s.face_a, s.face_b);
        for (const std::uint32_t face : partition_.degenerate_faces())
            suspect_[face] = 1;
        for (std::uint32_t face = 0; face < partition_.face_count(); ++face) {
            const std::span<const Partition::FaceRing> rings = partition_.rings(face);
            if (rings.size() != 1)
                suspect_[face] = 1;
            for (const Partition::FaceRing& ring : rings)
                look_at_ring(face, ring);
        }
        for (std::uint32_t arc = 0; arc < partition_.arcs().size(); ++arc)
            look_at_arc(arc);
    }

    /// A ring that passes a node twice may be invalid.
    void look_at_ring(std::uint32_t face, const Partition::FaceRing& ring)
    {
        std::vector<std::uint32_t> nodes;
        for (const Partition::ArcRef ref : partition_.refs(ring)) {
            const Partition::Arc& arc = partition_.arcs()[ref.arc];
            nodes.push_back(ref.reversed ? arc.end_node : arc.start_node);
        }
        std::sort(nodes.begin(), nodes.end());
        if (std::adjacent_find(nodes.begin(), nodes.end()) != nodes.end())
            suspect_[face] = 1;
    }

    /// Arcs cross nothing but in nodes (or are candidates already), so that the whole arc lies inside or outside another face.
    void look_at_arc(std::uint32_t index)
    {
        const Partition::Arc& arc = partition_.arcs()[index];
        const std::span<const FixedPoint> p = partition_.points(arc);
        const FixedPoint doubled{p[0].x + p[1].x, p[0].y + p[1].y};
        const double x = static_cast<double>(doubled.x) / 2, y = static_cast<double>(doubled.y) / 2;
        faces_.query(MapBox{x, y, x, y}, near_);
        for (const std::uint32_t other : near_)
            if (other != arc.left && other != arc.right && face_contains(other, doubled)) {
                dirty_arc_[index] = 1; // its unowned side is owned after all
                add_candidate(arc.left, other);
                add_candidate(arc.right, other);
            }
    }

    void find_invalid()
    {
        std::vector<char> degenerate(suspect_.size(), 0);
        for (const std::uint32_t face : partition_.degenerate_faces())
            degenerate[face] = 1;
        for (std::uint32_t face = 0; face < suspect_.size(); ++face) {
            if (!suspect_[face])
                continue;
            throw_if_stopped();
            const MultiPolygon shape = partition_.shape(face);
            std::string reason = shape.empty() ? "It has no area" : geos_.invalid_reason(shape);
            if (reason.empty() && degenerate[face])
                reason = "A ring without area";
            if (!reason.empty())
                out_.invalid.push_back({face, std::move(reason)});
        }
    }

    void find_overlaps()
    {
        for (const auto& [a, b] : candidates_) {
            throw_if_stopped();
            FaceOverlap overlap{a, b, 0, {}};
            double largest = 0;
            for (const Polygon& piece : geos_.intersection(partition_.shape(a), partition_.shape(b))) {
                const double area = area_m2({piece});
                if (width_of({piece}, area) < options_.hairline_m) {
                    ++out_.hairlines;
                    continue;
                }
                overlap.area_m2 += area;
                if (area > largest) {
                    largest = area;
                    overlap.place = label_point({piece});
                }
            }
            if (largest > 0)
                out_.overlaps.push_back(overlap);
        }
    }

    void find_unowned()
    {
        std::vector<Partition::ArcRef> border;
        for (std::uint32_t i = 0; i < partition_.arcs().size(); ++i) {
            if (partition_.arcs()[i].left == Partition::none)
                border.push_back({i, false});
            if (partition_.arcs()[i].right == Partition::none)
                border.push_back({i, true});
        }
        // Rings with crossing or touching arcs do not show what lies between: they are looked at again with GEOS.
        std::set<std::uint32_t> unclear;
        for (const FacePair& pair : candidates_)
            unclear.insert({pair.first, pair.second});
        std::vector<TracedRing> clean;
        for (TracedRing& ring : trace_rings(partition_, border)) {
            if (std::none_of(ring.refs.begin(), ring.refs.end(), [this](Partition::ArcRef r) { return dirty_arc_[r.arc] != 0; })) {
                clean.push_back(std::move(ring));
                continue;
            }
            for (const Partition::ArcRef r : ring.refs)
                unclear.insert(owner(r));
        }
        const TracedPieces pieces = pieces_of(std::move(clean));
        std::vector<Polygon> found;
        for (std::size_t i = 0; i < pieces.outers.size(); ++i) {
            std::vector<std::uint32_t> around;
            Polygon shape{ring_of(pieces.outers[i]), {}};
            for (const Partition::ArcRef r : pieces.outers[i].refs)
                around.push_back(owner(r));
            for (const TracedRing& hole : pieces.holes[i]) {
                shape.holes.push_back(ring_of(hole));
                for (const Partition::ArcRef r : hole.refs)
                    around.push_back(owner(r));
            }
            add_unowned(shape, std::move(around));
            found.push_back(std::move(shape));
        }
        if (!unclear.empty())
            find_unowned_among(unclear, found);
    }

    std::uint32_t owner(Partition::ArcRef r) const
    {
        const Partition::Arc& arc = partition_.arcs()[r.arc];
        return arc.left != Partition::none ? arc.left : arc.right;
    }

    /// What the unclear faces and their neighbours enclose, less what others own and what was found already.
    void find_unowned_among(const std::set<std::uint32_t>& unclear, const std::vector<Polygon>& found)
    {
        throw_if_stopped();
        std::set<std::uint32_t> members = unclear;
        for (const std::uint32_t face : unclear)
            for (const std::uint32_t other : partition_.neighbours(face))
                members.insert(other);
        std::vector<MultiPolygon> shapes;
        for (const std::uint32_t face : members)
            shapes.push_back(partition_.shape(face));
        const MultiPolygon owned = geos_.union_of(shapes);
        // All around the members, less the members: what does not reach the frame is enclosed.
        LonLatBox frame = box_of(owned);
        constexpr double margin = 0.001;
        frame = {frame.west - margin, frame.south - margin, frame.east + margin, frame.north + margin};
        const MultiPolygon around{{{{frame.west, frame.south}, {frame.east, frame.south}, {frame.east, frame.north}, {frame.west, frame.north}}, {}}};
        for (const Polygon& enclosed : geos_.difference(around, owned)) {
            throw_if_stopped();
            const LonLatBox box = box_of(enclosed.outer);
            if (box.west <= frame.west + margin / 2)
                continue;
            std::vector<MultiPolygon> others;
            for (const std::uint32_t face : faces_near(box))
                if (!members.contains(face))
                    others.push_back(partition_.shape(face));
            MultiPolygon rest{enclosed};
            if (!others.empty())
                rest = geos_.difference(rest, geos_.union_of(others));
            for (const Polygon& piece : rest) {
                const LonLat place = label_point({piece});
                if (std::none_of(found.begin(), found.end(), [&](const Polygon& known) { return contains({known}, place); }))
                    add_unowned(piece, faces_at(piece));
            }
        }
    }

    std::vector<std::uint32_t> faces_near(const LonLatBox& box) const
    {
        return faces_.query(MapBox{box.west * 1e9, box.south * 1e9, box.east * 1e9, box.north * 1e9});
    }

    std::vector<std::uint32_t> faces_at(const Polygon& piece) const
    {
        std::vector<std::uint32_t> out;
        for (const std::uint32_t face : faces_near(box_of(piece.outer))) {
            const MultiPolygon shape = partition_.shape(face);
            if (std::any_of(piece.outer.begin(), piece.outer.end(), [&](LonLat p) { return distance_to_edge_m(shape, p) < 0.01; }))
                out.push_back(face);
        }
        return out;
    }

    void add_unowned(const Polygon& shape, std::vector<std::uint32_t> around)
    {
        UnownedArea area{shape, area_m2({shape}), 0, {}, {}};
        area.width_m = width_of({shape}, area.area_m2);
        if (area.width_m < options_.hairline_m) {
            ++out_.hairlines;
            return;
        }
        area.place = label_point({shape});
        std::sort(around.begin(), around.end());
        around.erase(std::unique(around.begin(), around.end()), around.end());
        area.faces = std::move(around);
        const bool gap = area.width_m < options_.gap_width_m || area.area_m2 < options_.gap_area_m2;
        (gap ? out_.gaps : out_.unassigned).push_back(std::move(area));
    }

    const Partition& partition_;
    const CheckOptions options_;
    const std::stop_token stop_;
    const Crossings crossings_;
    GeosShapes geos_;
    SpatialIndex faces_; // boxes in units of 1e-9 degree
    std::vector<char> suspect_, dirty_arc_;
    std::set<FacePair> candidates_;
    std::vector<std::uint32_t> near_;
    PartitionFindings out_;
};

} // namespace

PartitionFindings check_partition(const Partition& partition, const CheckOptions& options, std::stop_token stop)
{
    return Checker(partition, options, std::move(stop)).run();
}

}
