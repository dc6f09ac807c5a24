#pragma once
// The published outlines of the communities, and how much of a grid lies beyond that of its own. Owned by data::DraftFindings; one thread.

#include "data/drafts/draft.h"
#include "geo/shapes/geos_shapes.h"

#include <unordered_map>

namespace data {

class ParentOutlines {
public:
    explicit ParentOutlines(DraftGroundPtr ground);

    /// m² of the face outside its community's outline; `polygons` are the face's. Exact segments of the outline and borders between grids of one
    /// community cost nothing; only what is left is cut by GEOS. 0 where the community has no outline. A grid outside among others of its
    /// community that are outside, too, is measured as they are.
    double outside_m2(const DraftVersion& version, geo::FaceId face, const std::vector<geo::FixedPolygon>& polygons) const;

    /// Areas above those that are edited: communities, in a workspace that has unit grids.
    bool has_communities() const { return !communities_.empty(); }
    const Grid* community(GridId id) const;
    /// That of the areas that are edited.
    Level level() const { return finest_; }

private:
    bool is_on_outline(GridId community, geo::FixedPoint a, geo::FixedPoint b) const;
    void add_segment(std::uint64_t key);

    DraftGroundPtr ground_;
    Level finest_ = Level::province;
    std::unordered_map<GridId, const Grid*> communities_;
    std::vector<std::uint64_t> segments_; // hashes in a table of open addresses; 0: free
    geo::GeosShapes shapes_;
};

} // namespace data
