#pragma once
// Land that no grid has, enclosed by grids: gaps and unassigned land. Follows a draft edit by edit: an edit costs the rings it meets. Owned by
// data::DraftFindings; one thread.

#include "data/drafts/draft.h"

#include <map>
#include <unordered_map>

namespace data {

class UnownedLand {
public:
    struct Piece {
        geo::FixedPolygon shape;
        double area_m2 = 0, width_m = 0; // geodesic; width: 2 · area / length of the outer border
        geo::LonLat at;                  // inside
        std::vector<geo::FaceId> faces;  // around it, ascending
        geo::FixedPoint corner;          // the smallest vertex: what it is known by
    };

    void rebuild(const geo::Tessellation& map);
    /// From one version to another that differs in the borders of these faces alone. False: no border of such land is another one.
    bool update(const geo::Tessellation& before, const geo::Tessellation& after, std::span<const geo::FaceId> touched);

    /// By corner.
    std::vector<Piece> pieces() const;
    std::size_t size() const { return enclosed_; }

private:
    /// A side of an arc that has no face to its left: twice the arc, and one where it is walked backwards.
    using Side = std::uint64_t;
    struct Ring {
        std::vector<Side> sides;
        geo::FixedRing points;
        geo::WideInt doubled_area = 0; // positive: around unowned land; negative: around grids
        geo::FixedBox box;
        std::vector<geo::FaceId> faces;
        double area_m2 = 0, length_m = 0; // of positive ones
    };
    void trace(const geo::Tessellation& map, std::vector<Side> open);
    void drop(Side ring, std::vector<Side>& freed);

    std::map<Side, Ring> rings_;             // by their smallest side
    std::unordered_map<Side, Side> ring_of_; // side → ring
    std::size_t enclosed_ = 0;
};

/// A point inside the polygon, in the middle of the widest stretch at half its height.
geo::LonLat point_inside(const geo::FixedPolygon& polygon);
geo::MultiPolygon degrees_of(const geo::FixedPolygon& polygon);

} // namespace data
