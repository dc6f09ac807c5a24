#pragma once
// Is a tessellation a planar subdivision? Asked plainly, segment by segment, for tests of up to a few thousand segments.

#include "geo/partition/tessellation.h"

#include <string>

geo::Ring ring_of_units(const std::vector<geo::FixedPoint>& points);
geo::FixedRing units_of(const geo::Ring& ring);

/// Empty: it is. Else the first fault.
std::string planar_faults(const geo::Tessellation& map);
