#pragma once
// Invalid polygons made valid, with an account of what it cost; by GEOS. Pure functions; any thread.

#include "geo/remark.h"
#include "geo/shapes/shapes.h"

#include <vector>

namespace geo {

struct Repair {
    bool valid = false;    // `shape` can be used
    bool repaired = false; // the input was not valid and `shape` is not the input
    std::vector<Remark> reasons; // what was wrong with the input, with its place, and why it could not be mended; empty when nothing was
    double area_before_m2 = 0, area_after_m2 = 0; // filled when something was wrong
    MultiPolygon shape;
};

/// Area changes above this share of the larger area are not a repair but another shape: refused.
inline constexpr double max_repair_area_change = 0.01;

/// Rounds to 1e-9 degree (0.1 mm), the partition's lattice; then repairs where GEOS calls the shape invalid. Never
/// throws for a bad shape: `valid` is false and `reasons` say why (nothing polygonal left, area changed, too few
/// points).
Repair repair(MultiPolygon shape);

/// The coordinate on the lattice of 1e-9 degree.
double on_lattice(double degrees);

} // namespace geo
