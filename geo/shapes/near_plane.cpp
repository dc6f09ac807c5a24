#include "geo/shapes/near_plane.h"

#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <cmath>

namespace geo {
namespace {

constexpr double least_cos = 0.01; // within half a degree of a pole the plane keeps that width

} // namespace

NearPlane::NearPlane(double lat)
{
    const ellipsoid::Radii radii = ellipsoid::radii_at(lat);
    per_lat_ = radii.meridian_m * rad;
    per_lon_ = radii.across_m * std::max(least_cos, std::cos(lat * rad)) * rad;
}

double NearPlane::distance_m(LonLat a, LonLat b) const
{
    return std::hypot((a.lon - b.lon) * per_lon_, (a.lat - b.lat) * per_lat_);
}

LonLat NearPlane::foot_on(LonLat a, LonLat b, LonLat p) const
{
    return back(geo::foot_on(of(a), of(b), of(p)));
}

LonLatBox NearPlane::widened(const LonLatBox& box, double margin_m) const
{
    if (box.is_empty())
        return box;
    const double x = margin_m / per_lon_, y = margin_m / per_lat_;
    return {box.west - x, box.south - y, box.east + x, box.north + y};
}

MapPoint foot_on(MapPoint a, MapPoint b, MapPoint p)
{
    const double dx = b.x - a.x, dy = b.y - a.y, l2 = dx * dx + dy * dy;
    const double t = l2 > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / l2, 0., 1.) : 0;
    return {a.x + t * dx, a.y + t * dy};
}

} // namespace geo
