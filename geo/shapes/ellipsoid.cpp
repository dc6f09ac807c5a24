#include "geo/shapes/ellipsoid.h"

#include "geo/shapes/angle.h"

#include <geodesic.h>

#include <cmath>

namespace geo::ellipsoid {

Radii radii_at(double lat_deg)
{
    const double s = std::sin(lat_deg * rad), w2 = 1 - e2 * s * s, across = major_m / std::sqrt(w2);
    return {across * (1 - e2) / w2, across};
}

DegreeLength degree_length_at(double lat_deg)
{
    const Radii radii = radii_at(lat_deg);
    return {radii.across_m * std::cos(lat_deg * rad) * rad, radii.meridian_m * rad};
}

const geod_geodesic& geodesics()
{
    static const geod_geodesic made = [] {
        geod_geodesic g;
        geod_init(&g, major_m, flattening);
        return g;
    }();
    return made;
}

} // namespace geo::ellipsoid
