#pragma once
// A draft's boundaries as rows of the workspace, and which of them are others than those it was begun on. Pure; any thread.

#include "data/drafts/draft.h"

#include <set>

namespace data {

/// The same arcs with the same points, also where the face is in neither.
bool has_same_border(const geo::Tessellation& a, const geo::Tessellation& b, geo::FaceId face);

struct DraftDifference {
    std::vector<geo::FaceId> changed; // grids that come, go, or have another border or record; ascending
    std::vector<geo::FaceId> touched; // grids whose border only has other vertices on the same line; ascending
    std::vector<geo::FaceId> faces;   // of which the border or the record is not the same, overlaps too; ascending
    bool is_none() const { return faces.empty(); }
};
/// Grids whose shapes are no valid polygons in the workspace and were accepted as they were read are among the changed ones.
DraftDifference difference(const Draft& draft);
/// Between any two versions of a draft; `accepted`: grids whose shapes were no valid polygons and are to be written soundly.
DraftDifference difference(const DraftVersion& base, const DraftVersion& version, const std::set<geo::FaceId>& accepted = {});

/// The unlocked areas above the grids whose outline is another one than in the base, finest level last.
std::vector<GridId> moved_outlines(const Draft& draft, const DraftDifference& difference);

/// The area of that level above a grid whose parent is `parent`; `find` knows areas by id. 0: none.
GridId area_above(GridId parent, Level level, const std::function<const Grid*(GridId)>& find);

Grid row_of(const DraftGrid& grid, Level level, geo::MultiPolygon shape);

/// The areas of every level as the draft has them, as a workspace would load them, but without dates: an overlap is in the shape of each of
/// its owners, an outline that was moved is the union of its grids. New grids have negative ids.
std::vector<Grid> rows_of(const Draft& draft);

} // namespace data
