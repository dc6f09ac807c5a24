#pragma once
// Metres around a spot without projecting: a flat plane that is good to a thousandth over a city, for what asks "how far is the
// nearest". Distances that are shown or kept are geodesic (geo/shapes/coordinates.h). Pure functions; any thread.

#include "geo/shapes/coordinates.h"

namespace geo {

class NearPlane {
public:
    /// Degrees north; the plane's scale is that of the WGS 84 ellipsoid there.
    explicit NearPlane(double lat);

    /// Metres east and north of 0, 0 on this plane.
    MapPoint of(LonLat p) const { return {p.lon * per_lon_, p.lat * per_lat_}; }
    LonLat back(MapPoint p) const { return {p.x / per_lon_, p.y / per_lat_}; }
    double distance_m(LonLat a, LonLat b) const;
    /// The point of the line from a to b that is nearest to p.
    LonLat foot_on(LonLat a, LonLat b, LonLat p) const;
    /// The box with `margin_m` more on each side; an empty one stays empty.
    LonLatBox widened(const LonLatBox& box, double margin_m) const;
    LonLatBox around(LonLat p, double radius_m) const { return widened({p.lon, p.lat, p.lon, p.lat}, radius_m); }

private:
    double per_lon_, per_lat_; // metres a degree
};

/// The same for points of one plane.
MapPoint foot_on(MapPoint a, MapPoint b, MapPoint p);

} // namespace geo
