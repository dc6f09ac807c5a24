#pragma once
// How wide a grid is: on average, and where it is narrowest. Pure functions; any thread.

#include "geo/partition/tessellation.h"

#include <optional>

namespace data {

struct GridWidth {
    double area_m2 = 0, perimeter_m = 0; // on the plane that touches the ellipsoid there: to 1e-3
    double mean_m = 0;                   // 2 · area / perimeter
    struct Narrow {
        double width_m = 0;
        geo::LonLat at;
    };
    std::optional<Narrow> narrow;        // the narrowest place, where narrower than asked for
};

/// Narrow: two parts of the border nearer than `least_m` with the grid between them and more than four times that of border from one to the
/// other either way; or a corner so sharp that its arms, each longer than ten times that, stay nearer than a tenth of their length.
GridWidth width_of(const std::vector<geo::FixedPolygon>& polygons, double least_m);

} // namespace data
