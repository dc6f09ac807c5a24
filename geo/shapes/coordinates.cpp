#include "geo/shapes/coordinates.h"

#include "geo/shapes/ellipsoid.h"

#include <geodesic.h>

#include <cmath>

namespace geo {
namespace {

constexpr double radius_m = ellipsoid::major_m;
constexpr double max_lat = 85.0511287798066;

} // namespace

MapPoint map_from_lonlat(LonLat p)
{
    const double lat = std::clamp(p.lat, -max_lat, max_lat);
    return {radius_m * p.lon * rad, radius_m * std::asinh(std::tan(lat * rad))};
}

LonLat lonlat_from_map(MapPoint p)
{
    return {p.x / radius_m / rad, std::atan(std::sinh(p.y / radius_m)) / rad};
}

double distance_m(LonLat a, LonLat b)
{
    double s = 0;
    geod_inverse(&ellipsoid::geodesics(), a.lat, a.lon, b.lat, b.lon, &s, nullptr, nullptr);
    return s;
}

double azimuth_deg(LonLat from, LonLat to)
{
    double azimuth = 0;
    geod_inverse(&ellipsoid::geodesics(), from.lat, from.lon, to.lat, to.lon, nullptr, &azimuth, nullptr);
    return azimuth < 0 ? azimuth + 360 : azimuth;
}

LonLat destination(LonLat from, double azimuth_deg, double distance_m)
{
    LonLat to;
    geod_direct(&ellipsoid::geodesics(), from.lat, from.lon, azimuth_deg, distance_m, &to.lat, &to.lon, nullptr);
    return to;
}

}
