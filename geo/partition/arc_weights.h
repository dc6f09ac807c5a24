#pragma once
// Levels of detail of an arc: each point's weight is the largest tolerance at which Douglas and Peucker's way keeps it. A child's weight
// is never over its parent's, so "weight ≥ tolerance" gives the same points as running it for that tolerance. Pure functions; any thread.

#include "geo/shapes/coordinates.h"

#include <limits>
#include <span>

namespace geo {

inline constexpr float always_kept = std::numeric_limits<float>::infinity();

/// `weights`: one for each point, filled. Both ends are always kept, of a ring two more.
void weigh_arc(std::span<const MapPoint> points, std::span<float> weights, bool is_ring);
/// Of the points that are neither ends nor always kept; 0: there is none.
std::size_t heaviest_inner(std::span<const float> weights);

} // namespace geo
