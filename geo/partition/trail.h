#pragma once
// The way along what is there, from one place on it to another: borders of the partition, a road, a reference line. The shortest by length;
// vertices on the way are taken over exactly. Pure functions; any thread.

#include "geo/partition/snap.h"

namespace geo {

/// Both ends included. Both must lie on a border (a vertex, or at most two units beside a segment). Empty: they do not hang together, or
/// only by a way of more than some ten thousand vertices.
std::optional<std::vector<FixedPoint>> find_trail(const Tessellation& map, FixedPoint from, FixedPoint to);
/// Along lines from elsewhere; lines hang together where they have a vertex in common.
std::optional<std::vector<FixedPoint>> find_trail(const SnapLines& lines, FixedPoint from, FixedPoint to);

} // namespace geo
