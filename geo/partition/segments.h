#pragma once
// How segments and directions lie to one another, exact in whole units (1e-9 degree). Pure functions; any thread.

#include "geo/shapes/fixed_point.h"

#include <span>

namespace geo {

/// `touch`: an end of one on the inside of the other, or collinear and partly the same; common ends alone are `none`.
enum class Meeting { none, touch, cross };
Meeting meeting(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d);

/// p on the segment from a to b, its ends apart.
bool is_inside_segment(FixedPoint a, FixedPoint b, FixedPoint p);

/// p no further than a unit from the segment: what a point on it may be after it was rounded.
bool is_beside_segment(FixedPoint a, FixedPoint b, FixedPoint p);

/// Where the lines through a, b and c, d meet, each coordinate rounded to the nearest unit. They must not be parallel.
FixedPoint crossing_point(FixedPoint a, FixedPoint b, FixedPoint c, FixedPoint d);

/// Turning clockwise from `back` around a node, `a` comes before `b` (all are other ends of segments from `node`). What lies straight
/// at `back` comes last.
bool is_clockwise_before(FixedPoint node, FixedPoint back, FixedPoint a, FixedPoint b);

/// Even-odd test with a point in doubled units (so that midpoints are exact); half-open, so that each point is inside one of two neighbours.
bool is_in_ring(std::span<const FixedPoint> ring, FixedPoint doubled_point);

} // namespace geo
