#include "data/derive.h"

#include <cmath>
#include <numbers>

namespace data {
namespace {

constexpr double radius_m = 6378137, eccentricity = 0.0818191908426215;
constexpr double radians = std::numbers::pi / 180;

/// Snyder's q: the area between the equator and a latitude, as a share.
double q(double lat_deg)
{
    const double e = eccentricity, s = std::sin(lat_deg * radians);
    return (1 - e * e) * (s / (1 - e * e * s * s) + std::atanh(e * s) / e);
}

double ring_area_m2(const geo::Ring& ring)
{
    if (ring.size() < 3)
        return 0;
    const geo::LonLat origin = ring.front(); // differences keep the digits that matter
    const double q_origin = q(origin.lat);
    double sum = 0, x_before = 0, y_before = 0;
    for (const geo::LonLat& p : ring) {
        const double x = (p.lon - origin.lon) * radians, y = q(p.lat) - q_origin;
        sum += x_before * y - x * y_before;
        x_before = x, y_before = y;
    }
    return std::abs(sum) / 2 * radius_m * radius_m / 2;
}

} // namespace

double quick_area_m2(const geo::MultiPolygon& shape)
{
    double area = 0;
    for (const geo::Polygon& polygon : shape) {
        area += ring_area_m2(polygon.outer);
        for (const geo::Ring& hole : polygon.holes)
            area -= ring_area_m2(hole);
    }
    return area;
}

void derive(std::span<Grid> grids)
{
    for (Grid& grid : grids) {
        grid.box = geo::box_of(grid.shape);
        grid.label = geo::label_point(grid.shape);
        grid.area_m2 = quick_area_m2(grid.shape);
    }
}

} // namespace data
