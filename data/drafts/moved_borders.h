#pragma once
// Which borders one state of the boundaries has and the other has not: what a map draws dashed (as they were) and solid (as they are). Pure.

#include "geo/shapes/fixed_point.h"
#include "geo/shapes/shapes.h"

#include <span>
#include <vector>

namespace data {

using FixedLine = std::vector<geo::FixedPoint>;

struct MovedBorders {
    geo::MultiLine before, after;
};

/// The lines may repeat one another; what is in both is in neither result. A vertex more or less on a line moves nothing. What is left hangs
/// together as far as it can.
MovedBorders moved_borders(std::span<const FixedLine> before, std::span<const FixedLine> after);

/// Closed lines of all rings.
void add_rings(const geo::MultiPolygon& shape, std::vector<FixedLine>& lines);

} // namespace data
