#pragma once
// Faces of a partition taken together: their common border, exact, from the arcs they do not share. What a community's outline is made of.
// Pure; any thread.

#include "geo/partition/tessellation.h"

namespace geo {

/// The border of the faces as one area: rings with the area to their left, each passing a node once; where the area touches itself in a
/// node, it is cut there. no_face may be among them: land of no face.
std::vector<FixedRing> border_rings(const Tessellation& map, std::span<const FaceId> faces);

/// Pieces with their holes, largest first. Clockwise rings that lie in no other are left out.
std::vector<FixedPolygon> pieces_of(std::vector<FixedRing> rings);

inline std::vector<FixedPolygon> union_of(const Tessellation& map, std::span<const FaceId> faces) { return pieces_of(border_rings(map, faces)); }

MultiPolygon degrees_of(std::span<const FixedPolygon> pieces);

} // namespace geo
