#pragma once
// Positions of rows, before anybody asks what the rows are. Pure functions; any thread.

#include "geo/formats/vector_file.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <optional>

namespace data {

/// A position of the row's shape, without judging it; empty when it has none.
std::optional<geo::LonLat> any_position(const geo::VectorRow& row);
/// The reason why a point is none: 0, 0 or not on the globe. Empty when it is one.
geo::Remark position_defect(geo::LonLat p);

} // namespace data
