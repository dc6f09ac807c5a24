#include "geo/crs/datum_shift.h"

#include <cmath>
#include <numbers>

namespace geo {
namespace {

constexpr double pi = std::numbers::pi;
constexpr double a = 6378245.0;
constexpr double ee = 0.00669342162296594323;

/// The ripple both components share.
double ripple(double x)
{
    return (20 * std::sin(6 * x * pi) + 20 * std::sin(2 * x * pi)) * 2 / 3;
}

double lat_offset(double x, double y)
{
    return -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * std::sqrt(std::abs(x)) + ripple(x) +
           (20 * std::sin(y * pi) + 40 * std::sin(y / 3 * pi)) * 2 / 3 +
           (160 * std::sin(y / 12 * pi) + 320 * std::sin(y * pi / 30)) * 2 / 3;
}

double lon_offset(double x, double y)
{
    return 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * std::sqrt(std::abs(x)) + ripple(x) +
           (20 * std::sin(x * pi) + 40 * std::sin(x / 3 * pi)) * 2 / 3 +
           (150 * std::sin(x / 12 * pi) + 300 * std::sin(x / 30 * pi)) * 2 / 3;
}

template <class Forward> LonLat inverse(LonLat shifted, Forward forward)
{
    LonLat p = shifted;
    for (int round = 0; round < 5; ++round) {
        const LonLat f = forward(p);
        p = {p.lon - (f.lon - shifted.lon), p.lat - (f.lat - shifted.lat)};
    }
    return p;
}

} // namespace

LonLat gcj02_from_wgs84(LonLat p)
{
    if (p.lon < 72.004 || p.lon > 137.8347 || p.lat < 0.8293 || p.lat > 55.8271)
        return p;
    const double x = p.lon - 105, y = p.lat - 35;
    const double phi = p.lat / 180 * pi;
    const double m = 1 - ee * std::sin(phi) * std::sin(phi);
    const double d_lat = lat_offset(x, y) * 180 / (a * (1 - ee) / (m * std::sqrt(m)) * pi);
    const double d_lon = lon_offset(x, y) * 180 / (a / std::sqrt(m) * std::cos(phi) * pi);
    return {p.lon + d_lon, p.lat + d_lat};
}

LonLat bd09_from_gcj02(LonLat p)
{
    const double z = std::hypot(p.lon, p.lat) + 0.00002 * std::sin(p.lat * pi * 3000 / 180);
    const double theta = std::atan2(p.lat, p.lon) + 0.000003 * std::cos(p.lon * pi * 3000 / 180);
    return {z * std::cos(theta) + 0.0065, z * std::sin(theta) + 0.006};
}

LonLat bd09_from_wgs84(LonLat p)
{
    return bd09_from_gcj02(gcj02_from_wgs84(p));
}

LonLat wgs84_from_gcj02(LonLat p)
{
    return inverse(p, gcj02_from_wgs84);
}

LonLat wgs84_from_bd09(LonLat p)
{
    return wgs84_from_gcj02(inverse(p, bd09_from_gcj02));
}

} // namespace geo
