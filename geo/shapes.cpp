#include "geo/shapes.h"

#include "geo/error.h"

#include <geodesic.h>

#include <algorithm>
#include <cmath>
#include <numbers>
#include <queue>

namespace geo {
namespace {

constexpr double rad = std::numbers::pi / 180;
constexpr double metres_per_degree = 6378137.0 * rad;

const geod_geodesic& wgs84()
{
    static const geod_geodesic g = [] {
        geod_geodesic made;
        geod_init(&made, 6378137.0, 1 / 298.257223563);
        return made;
    }();
    return g;
}

/// Whether a ray to the east of p crosses a-b, counting the lower end and not the upper one. The ends are ordered first, so
/// that both neighbours of a shared edge compute the very same numbers whatever their direction.
bool ray_crosses(LonLat a, LonLat b, LonLat p)
{
    if ((a.lat > p.lat) == (b.lat > p.lat))
        return false;
    if (a.lat > b.lat)
        std::swap(a, b);
    return (b.lon - a.lon) * (p.lat - a.lat) - (p.lon - a.lon) * (b.lat - a.lat) > 0;
}

bool ring_parity(const Ring& ring, LonLat p)
{
    bool inside = false;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        inside ^= ray_crosses(ring[j], ring[i], p);
    return inside;
}

struct RingMeasure {
    double area_m2 = 0, length_m = 0;
};

RingMeasure measure(const Ring& ring)
{
    if (ring.size() < 2)
        return {};
    geod_polygon polygon;
    geod_polygon_init(&polygon, 0);
    for (LonLat p : ring)
        geod_polygon_addpoint(&wgs84(), &polygon, p.lat, p.lon);
    RingMeasure m;
    geod_polygon_compute(&wgs84(), &polygon, 0, 1, &m.area_m2, &m.length_m);
    m.area_m2 = std::abs(m.area_m2);
    return m;
}

/// Planar metres around a reference latitude: good to 1e-4 over a city, and only used to compare distances.
struct LocalPlane {
    LonLat origin;
    double kx, ky;

    explicit LocalPlane(LonLat at) : origin(at), kx(metres_per_degree * std::cos(at.lat * rad)), ky(metres_per_degree) {}
    double x(LonLat p) const { return (p.lon - origin.lon) * kx; }
    double y(LonLat p) const { return (p.lat - origin.lat) * ky; }
};

struct XY {
    double x, y;
};

using PlaneRing = std::vector<XY>;

double square_to_segment(XY p, XY a, XY b)
{
    const double dx = b.x - a.x, dy = b.y - a.y, length = dx * dx + dy * dy;
    const double t = length > 0 ? std::clamp(((p.x - a.x) * dx + (p.y - a.y) * dy) / length, 0.0, 1.0) : 0.0;
    const double ex = p.x - a.x - t * dx, ey = p.y - a.y - t * dy;
    return ex * ex + ey * ey;
}

/// Distance to the nearest edge; negative outside.
double signed_distance(const std::vector<PlaneRing>& rings, XY p)
{
    bool inside = false;
    double best = std::numeric_limits<double>::infinity();
    for (const PlaneRing& ring : rings)
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const XY a = ring[j], b = ring[i];
            if ((a.y > p.y) != (b.y > p.y) && p.x < (b.x - a.x) * (p.y - a.y) / (b.y - a.y) + a.x)
                inside = !inside;
            best = std::min(best, square_to_segment(p, a, b));
        }
    return inside ? std::sqrt(best) : -std::sqrt(best);
}

double planar_area(const PlaneRing& ring)
{
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += ring[j].x * ring[i].y - ring[i].x * ring[j].y;
    return sum / 2;
}

XY planar_centroid(const PlaneRing& ring)
{
    const XY o = ring.front();
    double sum = 0, x = 0, y = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
        const double ax = ring[j].x - o.x, ay = ring[j].y - o.y, bx = ring[i].x - o.x, by = ring[i].y - o.y;
        const double cross = ax * by - bx * ay;
        sum += cross, x += (ax + bx) * cross, y += (ay + by) * cross;
    }
    if (sum == 0)
        return o;
    return {o.x + x / (3 * sum), o.y + y / (3 * sum)};
}

struct Cell {
    XY centre;
    double half, distance;
    double best_possible() const { return distance + half * std::numbers::sqrt2; }
    bool operator<(const Cell& o) const { return best_possible() < o.best_possible(); }
};

XY pole_of_inaccessibility(const std::vector<PlaneRing>& rings)
{
    const PlaneRing& outer = rings.front();
    const auto [west, east] = std::minmax_element(outer.begin(), outer.end(), [](XY a, XY b) { return a.x < b.x; });
    const auto [south, north] = std::minmax_element(outer.begin(), outer.end(), [](XY a, XY b) { return a.y < b.y; });
    const double width = east->x - west->x, height = north->y - south->y, size = std::min(width, height);
    const XY middle = planar_centroid(outer);
    if (!(size > 0))
        return middle;
    const double precision = size / 50;
    const auto cell = [&](double x, double y, double half) { return Cell{{x, y}, half, signed_distance(rings, {x, y})}; };

    Cell best = cell(middle.x, middle.y, 0);
    std::priority_queue<Cell> queue;
    // A very long and thin shape would be cut into ever so many first squares: at most 64 on its long side.
    const double step = std::max(size, std::max(width, height) / 64), half = step / 2;
    for (double x = west->x; x < east->x; x += step)
        for (double y = south->y; y < north->y; y += step)
            queue.push(cell(x + half, y + half, half));
    for (int budget = 4000; !queue.empty() && budget > 0; --budget) {
        const Cell c = queue.top();
        queue.pop();
        if (c.distance > best.distance)
            best = c;
        if (c.best_possible() - best.distance <= precision)
            break;
        const double h = c.half / 2;
        for (const auto& [dx, dy] : {XY{-h, -h}, XY{h, -h}, XY{-h, h}, XY{h, h}})
            queue.push(cell(c.centre.x + dx, c.centre.y + dy, h));
    }
    return best.centre;
}

template <typename Visit> void visit_rings(const MultiPolygon& shape, Visit visit)
{
    for (const Polygon& polygon : shape) {
        if (!polygon.outer.empty())
            visit(polygon.outer, true);
        for (const Ring& hole : polygon.holes)
            if (!hole.empty())
                visit(hole, false);
    }
}

} // namespace

LonLatBox box_of(const Ring& ring)
{
    LonLatBox box;
    for (LonLat p : ring)
        box.add(p);
    return box;
}

LonLatBox box_of(const MultiPolygon& shape)
{
    LonLatBox box;
    for (const Polygon& polygon : shape)
        for (LonLat p : polygon.outer)
            box.add(p);
    return box;
}

bool contains(const MultiPolygon& shape, LonLat p)
{
    bool inside = false;
    visit_rings(shape, [&](const Ring& ring, bool) { inside ^= ring_parity(ring, p); });
    return inside;
}

double area_m2(const MultiPolygon& shape)
{
    double sum = 0;
    visit_rings(shape, [&](const Ring& ring, bool outer) { sum += outer ? measure(ring).area_m2 : -measure(ring).area_m2; });
    return sum;
}

double perimeter_m(const MultiPolygon& shape)
{
    double sum = 0;
    visit_rings(shape, [&](const Ring& ring, bool) { sum += measure(ring).length_m; });
    return sum;
}

LonLat label_point(const MultiPolygon& shape)
{
    const LonLatBox box = box_of(shape);
    if (box.is_empty())
        return {};
    const LocalPlane plane(box.centre());
    std::vector<PlaneRing> largest;
    double largest_area = -1;
    for (const Polygon& polygon : shape) {
        if (polygon.outer.empty())
            continue;
        std::vector<PlaneRing> rings;
        visit_rings({polygon}, [&](const Ring& ring, bool) {
            PlaneRing flat;
            flat.reserve(ring.size());
            for (LonLat p : ring)
                flat.push_back({plane.x(p), plane.y(p)});
            rings.push_back(std::move(flat));
        });
        if (const double area = std::abs(planar_area(rings.front())); area > largest_area) {
            largest_area = area;
            largest = std::move(rings);
        }
    }
    const XY pole = pole_of_inaccessibility(largest);
    return {plane.origin.lon + pole.x / plane.kx, plane.origin.lat + pole.y / plane.ky};
}

double distance_to_edge_m(const MultiPolygon& shape, LonLat p)
{
    const LocalPlane plane(p);
    double best = std::numeric_limits<double>::infinity();
    LonLat nearest = p;
    visit_rings(shape, [&](const Ring& ring, bool) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++) {
            const LonLat a = ring[j], b = ring[i];
            const double ax = plane.x(a), ay = plane.y(a), dx = plane.x(b) - ax, dy = plane.y(b) - ay;
            const double length = dx * dx + dy * dy;
            const double t = length > 0 ? std::clamp(-(ax * dx + ay * dy) / length, 0.0, 1.0) : 0.0;
            const double ex = ax + t * dx, ey = ay + t * dy, square = ex * ex + ey * ey;
            if (square < best) {
                best = square;
                nearest = {a.lon + t * (b.lon - a.lon), a.lat + t * (b.lat - a.lat)};
            }
        }
    });
    return std::isinf(best) ? best : distance_m(p, nearest);
}

}
