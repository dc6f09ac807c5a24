#include "data/records/derive.h"

#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace data {
namespace {

using geo::ellipsoid::e2;
using geo::ellipsoid::major_m;

/// Snyder's q: the area between the equator and a latitude, as a share.
double q(double lat_deg)
{
    static const double e = std::sqrt(e2);
    const double s = std::sin(lat_deg * geo::rad);
    return (1 - e2) * (s / (1 - e2 * s * s) + std::atanh(e * s) / e);
}

double ring_area_m2(const geo::Ring& ring)
{
    if (ring.size() < 3)
        return 0;
    const geo::LonLat origin = ring.front(); // differences keep the digits that matter
    const double q_origin = q(origin.lat);
    double sum = 0, x_before = 0, y_before = 0;
    for (const geo::LonLat& p : ring) {
        const double x = (p.lon - origin.lon) * geo::rad, y = q(p.lat) - q_origin;
        sum += x_before * y - x * y_before;
        x_before = x, y_before = y;
    }
    return std::abs(sum) / 2 * major_m * major_m / 2;
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

namespace {

/// The part of a horizontal (axis 0) or vertical (axis 1) line that lies inside the polygon: the widest stretch, or the
/// one that holds `keep` when given. Empty (from > to) when the line misses the polygon.
struct Stretch {
    double from = 1, to = 0;
    double width() const { return to - from; }
    double middle() const { return (from + to) / 2; }
};

Stretch stretch_inside(const geo::Polygon& polygon, bool is_vertical, double at, const double* keep,
                       std::vector<double>& crossings)
{
    crossings.clear();
    const auto cross = [&](const geo::Ring& ring) {
        for (std::size_t i = 0, before = ring.size() - 1; i < ring.size(); before = i++) {
            const geo::LonLat &a = ring[before], &b = ring[i];
            const double a_across = is_vertical ? a.lon : a.lat, b_across = is_vertical ? b.lon : b.lat;
            if ((a_across > at) == (b_across > at))
                continue;
            const double a_along = is_vertical ? a.lat : a.lon, b_along = is_vertical ? b.lat : b.lon;
            crossings.push_back(a_along + (at - a_across) / (b_across - a_across) * (b_along - a_along));
        }
    };
    cross(polygon.outer);
    for (const geo::Ring& hole : polygon.holes)
        cross(hole);
    std::sort(crossings.begin(), crossings.end());
    Stretch best;
    for (std::size_t i = 0; i + 1 < crossings.size(); i += 2) {
        const Stretch stretch{crossings[i], crossings[i + 1]};
        if (keep ? stretch.from <= *keep && *keep <= stretch.to : stretch.width() > best.width())
            best = stretch;
    }
    return best;
}

/// A label is wider than high, so the middle of a long horizontal stretch suits it better than the point farthest from
/// all edges, and costs a tenth: seven lines, the widest inside stretch, centred once up and down and once across.
geo::LonLat quick_label(const geo::MultiPolygon& shape)
{
    const geo::Polygon* largest = nullptr;
    double largest_area = -1;
    for (const geo::Polygon& polygon : shape)
        if (const double area = ring_area_m2(polygon.outer); area > largest_area)
            largest = &polygon, largest_area = area;
    if (!largest || largest->outer.size() < 3)
        return {};
    const geo::LonLatBox box = geo::box_of(largest->outer);
    std::vector<double> crossings;
    geo::LonLat best = box.centre();
    double best_width = -1;
    for (const double share : {0.5, 0.4, 0.6, 0.3, 0.7, 0.2, 0.8}) {
        const double lat = box.south + share * (box.north - box.south);
        const Stretch stretch = stretch_inside(*largest, false, lat, nullptr, crossings);
        // Towards the rim a stretch must be clearly wider to win.
        const double width = stretch.width() * (1 - std::abs(share - 0.5));
        if (width > best_width)
            best = {stretch.middle(), lat}, best_width = width;
    }
    if (const Stretch up = stretch_inside(*largest, true, best.lon, &best.lat, crossings); up.width() > 0)
        best.lat = up.middle();
    if (const Stretch across = stretch_inside(*largest, false, best.lat, &best.lon, crossings); across.width() > 0)
        best.lon = across.middle();
    return best;
}

} // namespace

void derive(std::span<Grid> grids)
{
    for (Grid& grid : grids) {
        grid.box = geo::box_of(grid.shape);
        grid.label = quick_label(grid.shape);
        grid.area_m2 = quick_area_m2(grid.shape);
    }
}

} // namespace data
