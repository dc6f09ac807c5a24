#pragma once
// The spaces of the map as types, and the way between them. One truth: WGS 84 (EPSG:4326), degrees.
// Pure functions; any thread.

#include "geo/shapes/angle.h"

#include <algorithm>
#include <limits>

namespace geo {

/// WGS 84 degrees; lon in [-180, 180], lat in [-90, 90].
struct LonLat {
    double lon = 0, lat = 0;
    bool operator==(const LonLat&) const = default;
};

/// World mercator (EPSG:3857) metres, x to the east, y to the north.
struct MapPoint {
    double x = 0, y = 0;
    bool operator==(const MapPoint&) const = default;
};

/// A box in degrees; empty (west > east) until something was added.
struct LonLatBox {
    double west = std::numeric_limits<double>::infinity(), south = west, east = -west, north = -west;
    bool is_empty() const { return west > east || south > north; }
    bool contains(LonLat p) const { return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north; }
    bool meets(const LonLatBox& o) const
    {
        return o.west <= east && o.east >= west && o.south <= north && o.north >= south;
    }
    void add(LonLat p)
    {
        west = std::min(west, p.lon), east = std::max(east, p.lon);
        south = std::min(south, p.lat), north = std::max(north, p.lat);
    }
    void add(const LonLatBox& o)
    {
        west = std::min(west, o.west), east = std::max(east, o.east);
        south = std::min(south, o.south), north = std::max(north, o.north);
    }
    LonLat centre() const { return {(west + east) / 2, (south + north) / 2}; }
    bool operator==(const LonLatBox&) const = default;
};

/// EPSG:3857's spherical formulas with a = 6378137 m; latitudes beyond ±85.0511287798° are clamped.
MapPoint map_from_lonlat(LonLat p);
LonLat lonlat_from_map(MapPoint p);

/// Geodesic on the WGS 84 ellipsoid (PROJ's geodesic.h, Karney 2013): metres, and degrees clockwise from north in [0, 360).
double distance_m(LonLat a, LonLat b);
double azimuth_deg(LonLat from, LonLat to);
LonLat destination(LonLat from, double azimuth_deg, double distance_m);

}
