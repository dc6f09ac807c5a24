#pragma once
// A planar partition: areas of one level (grids, communities …) as faces that share their boundary arcs. What is done to an
// arc (drawing, simplifying, moving) is done once for both neighbours, so no gap can open between them.
// Immutable after the constructor; any thread may read it.

#include "geo/shapes/fixed_point.h"
#include "geo/shapes/map_shapes.h"

#include <cstdint>
#include <span>
#include <vector>

namespace geo {

class Partition {
public:
    /// The face beyond the outer border, and in gaps.
    static constexpr std::uint32_t none = 0xffffffffu;

    /// A chain of points between two nodes with the same face along each side. left and right are seen along the chain.
    struct Arc {
        std::uint32_t first = 0, count = 0; // its points, ends included
        std::uint32_t left = none, right = none;
        std::uint32_t start_node = 0, end_node = 0;
    };

    struct ArcRef {
        std::uint32_t arc = 0;
        bool reversed = false;
    };

    /// The face lies to the left: outer rings run counter-clockwise, holes clockwise. A hole belongs to the outer ring before it.
    struct FaceRing {
        std::uint32_t first = 0, count = 0; // its arc references
        bool hole = false;
    };

    /// Two faces on the same side of the same segment: they overlap there.
    struct SharedSide {
        std::uint32_t face_a = 0, face_b = 0;
        bool operator==(const SharedSide&) const = default;
        auto operator<=>(const SharedSide&) const = default;
    };

    Partition() = default;
    /// One face for each shape, in the same order; a degree is cut to 1e-9. Rings of fewer than three different points or
    /// without area are left out (see degenerate_faces). Throws Error for a coordinate that is not a number or off the Earth.
    explicit Partition(std::span<const MultiPolygon> shapes);

    std::size_t face_count() const { return face_rings_.empty() ? 0 : face_rings_.size() - 1; }
    std::size_t node_count() const { return node_count_; }
    std::span<const Arc> arcs() const { return arcs_; }
    std::span<const FixedPoint> points(const Arc& arc) const { return {points_.data() + arc.first, arc.count}; }
    std::span<const FaceRing> rings(std::uint32_t face) const
    {
        return {rings_.data() + face_rings_[face], face_rings_[face + 1] - face_rings_[face]};
    }
    std::span<const ArcRef> refs(const FaceRing& ring) const { return {refs_.data() + ring.first, ring.count}; }
    std::span<const SharedSide> shared_sides() const { return shared_sides_; }
    std::span<const std::uint32_t> degenerate_faces() const { return degenerate_faces_; }

    /// The face's exact shape.
    MultiPolygon shape(std::uint32_t face) const;
    /// The face simplified to a tolerance in EPSG:3857 metres; 0: every point. Neighbours keep the very same points of the
    /// arcs they share, nodes stay, and every ring keeps at least three points.
    MapMultiPolygon simplified(std::uint32_t face, double tolerance) const;
    MapLine simplified_arc(std::uint32_t arc, double tolerance) const;
    /// Faces that share an arc with this one, ascending.
    std::vector<std::uint32_t> neighbours(std::uint32_t face) const;
    /// The arcs between different groups: group_of_face names each face's community, street … The outlines of a level are these.
    std::vector<std::uint32_t> boundary_arcs(std::span<const std::uint32_t> group_of_face) const;
    /// The union of the faces of one group, assembled from its boundary arcs.
    MultiPolygon union_of(std::span<const std::uint32_t> group_of_face, std::uint32_t group) const;

private:
    friend class PartitionBuilder;
    void weigh_points();

    std::vector<Arc> arcs_;
    std::vector<FixedPoint> points_;
    std::vector<MapPoint> map_points_;
    // The tolerance up to which a point stays: a filter on it gives Douglas and Peucker's result for any tolerance.
    std::vector<float> weights_;
    std::vector<ArcRef> refs_;
    std::vector<FaceRing> rings_;
    std::vector<std::uint32_t> face_rings_; // first ring of each face, and one end
    std::vector<SharedSide> shared_sides_;
    std::vector<std::uint32_t> degenerate_faces_;
    std::size_t node_count_ = 0;
};

}
