#pragma once
// The ellipsoid that WGS 84 is measured on (NIMA TR8350.2, table 3.1): its constants, its radii, and PROJ's geodesics on it. Pure
// functions; any thread.

struct geod_geodesic;

namespace geo::ellipsoid {

inline constexpr double major_m = 6378137.0, flattening = 1 / 298.257223563;
inline constexpr double e2 = flattening * (2 - flattening); // the first eccentricity squared

/// Radii of curvature at a latitude.
struct Radii {
    double meridian_m; // along the meridian
    double across_m;   // across it, in the prime vertical
};
Radii radii_at(double lat_deg);

/// Metres that a degree is long at a latitude, on the plane that touches the ellipsoid there.
struct DegreeLength {
    double east_m, north_m;
};
DegreeLength degree_length_at(double lat_deg);

/// For PROJ's geod_ functions.
const geod_geodesic& geodesics();

} // namespace geo::ellipsoid
