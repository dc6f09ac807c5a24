#include "geo/sight/wedge.h"

#include "geo/shapes/ellipsoid.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace geo {
namespace {

double normalised(double degrees) // to [-180, 180)
{
    degrees = std::fmod(degrees + 180, 360);
    return degrees < 0 ? degrees + 180 : degrees - 180;
}

/// Metres east and north of the camera. Flat: over 500 m the error stays below a centimetre and a half.
struct Plane {
    LonLat origin;
    double kx, ky;

    explicit Plane(LonLat at) : origin(at)
    {
        const ellipsoid::DegreeLength degree = ellipsoid::degree_length_at(at.lat);
        kx = degree.east_m, ky = degree.north_m;
    }
    MapPoint to(LonLat p) const { return {(p.lon - origin.lon) * kx, (p.lat - origin.lat) * ky}; }
    LonLat from(double x, double y) const { return {origin.lon + x / kx, origin.lat + y / ky}; }
    LonLat polar(double azimuth_deg, double distance) const
    {
        return from(distance * std::sin(azimuth_deg * rad), distance * std::cos(azimuth_deg * rad));
    }
    LonLatBox box(double radius) const
    {
        return {origin.lon - radius / kx, origin.lat - radius / ky, origin.lon + radius / kx, origin.lat + radius / ky};
    }
};

struct Wall {
    MapPoint a, b;
    double height_m;
};

template <typename Visit> void visit_walls(const Plane& plane, const Occluders::Building& building, Visit visit)
{
    const auto ring_walls = [&](const Ring& ring) {
        for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
            visit(Wall{plane.to(ring[j]), plane.to(ring[i]), building.height_m});
    };
    for (const Polygon& polygon : building.footprint) {
        if (!polygon.outer.empty())
            ring_walls(polygon.outer);
        for (const Ring& hole : polygon.holes)
            if (!hole.empty())
                ring_walls(hole);
    }
}

/// Whether a wall this high, d away, hides ground at `to` metres from an eye at height h.
bool hides(const CameraPose& camera, double wall_height, double d, double to)
{
    return wall_height <= 0 || camera.height_m <= 0 || wall_height >= camera.height_m * (1 - d / to);
}

struct Ray {
    double angle; // from the azimuth, degrees
    double reach;
};

/// Shortens the rays that meet the wall.
void cut_rays(std::vector<Ray>& rays, const CameraPose& camera, const Wall& wall, double far)
{
    const auto angle = [&](MapPoint p) { return normalised(std::atan2(p.x, p.y) / rad - camera.azimuth_deg); };
    double from = angle(wall.a), to = angle(wall.b);
    if (from > to)
        std::swap(from, to);
    const double dx = wall.b.x - wall.a.x, dy = wall.b.y - wall.a.y, area = wall.a.x * wall.b.y - wall.a.y * wall.b.x;
    const auto cut = [&](double low, double high) {
        const auto less = [](const Ray& ray, double value) { return ray.angle < value; };
        for (auto ray = std::lower_bound(rays.begin(), rays.end(), low - 1e-9, less); ray != rays.end() && ray->angle <= high + 1e-9; ++ray) {
            const double s = std::sin((ray->angle + camera.azimuth_deg) * rad), c = std::cos((ray->angle + camera.azimuth_deg) * rad);
            const double slope = s * dy - c * dx;
            if (std::abs(slope) < 1e-12)
                continue;
            const double d = area / slope;
            if (d > 0 && d < ray->reach && hides(camera, wall.height_m, d, far))
                ray->reach = d;
        }
    };
    if (to - from > 180) { // over the back of the camera
        cut(-180, from);
        cut(to, 180);
    } else {
        cut(from, to);
    }
}

} // namespace

Reach reach_of(const CameraPose& camera)
{
    Reach reach{0, std::max(0.0, camera.range_m)};
    if (camera.height_m > 0 && camera.tilt_deg && camera.vfov_deg) {
        const double lower = *camera.tilt_deg + *camera.vfov_deg / 2, upper = *camera.tilt_deg - *camera.vfov_deg / 2;
        if (lower <= 0)
            return {reach.far_m, reach.far_m}; // it looks over the horizon: no ground at all
        if (lower < 90)
            reach.near_m = camera.height_m / std::tan(lower * rad);
        if (upper >= 90)
            reach.far_m = 0;
        else if (upper > 0)
            reach.far_m = std::min(reach.far_m, camera.height_m / std::tan(upper * rad));
        reach.near_m = std::min(reach.near_m, reach.far_m);
    }
    return reach;
}

double pixels_per_metre(const CameraPose& camera, double distance_m)
{
    if (!(distance_m > 0) || !(camera.hfov_deg > 0))
        return 0;
    if (camera.hfov_deg > 150)
        return camera.width_px / (distance_m * std::min(camera.hfov_deg, 360.0) * rad);
    return camera.width_px / (2 * distance_m * std::tan(camera.hfov_deg / 2 * rad));
}

Detail detail_of(double pixels_per_metre)
{
    return pixels_per_metre >= 250    ? Detail::identify
           : pixels_per_metre >= 125  ? Detail::recognise
           : pixels_per_metre >= 62.5 ? Detail::observe
           : pixels_per_metre >= 25   ? Detail::detect
                                      : Detail::none;
}

Occluders::Occluders(std::vector<MultiPolygon> footprints, std::vector<double> heights_m)
    : footprints_(std::move(footprints)), heights_m_(std::move(heights_m))
{
    std::vector<LonLatBox> boxes;
    boxes.reserve(footprints_.size());
    for (const MultiPolygon& footprint : footprints_)
        boxes.push_back(box_of(footprint));
    index_ = SpatialIndex(boxes);
}

MultiPolygon wedge_of(const CameraPose& camera, const Occluders& buildings)
{
    const Reach reach = reach_of(camera);
    if (!(reach.far_m > reach.near_m) || !(camera.hfov_deg > 0))
        return {};
    const bool round = camera.hfov_deg >= 360;
    const double half = std::min(camera.hfov_deg, 360.0) / 2;
    const Plane plane(camera.position);

    std::vector<Wall> walls;
    for (const std::uint32_t i : buildings.near(plane.box(reach.far_m))) {
        const Occluders::Building building = buildings.building(i);
        if (!contains(building.footprint, camera.position))
            visit_walls(plane, building, [&](const Wall& wall) { walls.push_back(wall); });
    }
    std::vector<Ray> rays;
    const int steps = std::max(2, static_cast<int>(std::ceil(2 * half / 3)));
    for (int i = 0; i <= steps - (round ? 1 : 0); ++i)
        rays.push_back({-half + 2 * half * i / steps, reach.far_m});
    for (const Wall& wall : walls)
        for (const MapPoint p : {wall.a, wall.b})
            if (std::hypot(p.x, p.y) <= reach.far_m * 1.5) {
                // Just before, at and just after each corner: the outline jumps there.
                const double angle = normalised(std::atan2(p.x, p.y) / rad - camera.azimuth_deg);
                for (const double beside : {angle - 1e-4, angle, angle + 1e-4})
                    if (std::abs(beside) <= half)
                        rays.push_back({beside, reach.far_m});
            }
    std::sort(rays.begin(), rays.end(), [](const Ray& a, const Ray& b) { return a.angle < b.angle; });
    rays.erase(std::unique(rays.begin(), rays.end(), [](const Ray& a, const Ray& b) { return a.angle == b.angle; }), rays.end());
    for (const Wall& wall : walls)
        cut_rays(rays, camera, wall, reach.far_m);

    Polygon out;
    for (const Ray& ray : rays)
        out.outer.push_back(plane.polar(camera.azimuth_deg + ray.angle, std::max(ray.reach, reach.near_m)));
    Ring inner;
    if (reach.near_m > 0)
        for (int i = 0; i <= steps - (round ? 1 : 0); ++i)
            inner.push_back(plane.polar(camera.azimuth_deg + half - 2 * half * i / steps, reach.near_m));
    else if (!round)
        inner.push_back(camera.position);
    if (round && !inner.empty())
        out.holes.push_back(std::move(inner));
    else
        out.outer.insert(out.outer.end(), inner.begin(), inner.end());
    return {std::move(out)};
}

Sight sight_of(const CameraPose& camera, LonLat place, const Occluders& buildings)
{
    Sight sight;
    sight.distance_m = distance_m(camera.position, place);
    sight.bearing_deg = sight.distance_m > 0 ? azimuth_deg(camera.position, place) : camera.azimuth_deg;
    sight.off_axis_deg = normalised(sight.bearing_deg - camera.azimuth_deg);
    sight.pixels_per_m = pixels_per_metre(camera, sight.distance_m);
    const Reach reach = reach_of(camera);
    sight.in_reach = sight.distance_m <= camera.range_m;
    sight.in_wedge = std::abs(sight.off_axis_deg) <= camera.hfov_deg / 2 && sight.distance_m >= reach.near_m && sight.distance_m <= reach.far_m;
    if (!sight.in_reach)
        return sight;

    const Plane plane(camera.position);
    const MapPoint p = plane.to(place);
    LonLatBox line;
    line.add(camera.position);
    line.add(place);
    const double length = std::hypot(p.x, p.y);
    for (const std::uint32_t i : buildings.near(line)) {
        const Occluders::Building building = buildings.building(i);
        if (sight.occluded || contains(building.footprint, camera.position) || contains(building.footprint, place))
            continue;
        visit_walls(plane, building, [&](const Wall& wall) {
            const double dx = wall.b.x - wall.a.x, dy = wall.b.y - wall.a.y, slope = p.x * dy - p.y * dx;
            if (slope == 0)
                return;
            // Where the line of sight (t of the way) and the wall (u of the way) cross.
            const double t = (wall.a.x * dy - wall.a.y * dx) / slope, u = (wall.a.x * p.y - wall.a.y * p.x) / slope;
            if (t > 0 && t < 1 && u >= 0 && u <= 1 && hides(camera, wall.height_m, t * length, length))
                sight.occluded = true;
        });
    }
    return sight;
}

ViewIndex::ViewIndex(std::vector<CameraPose> cameras) : cameras_(std::move(cameras))
{
    std::vector<LonLatBox> boxes;
    boxes.reserve(cameras_.size());
    for (const CameraPose& camera : cameras_)
        boxes.push_back(Plane(camera.position).box(std::max(0.0, camera.range_m) * 1.001));
    index_ = SpatialIndex(boxes);
}

std::vector<ViewIndex::Entry> ViewIndex::cameras_for(LonLat place, double radius_m, const Occluders& buildings) const
{
    std::vector<Entry> found;
    for (const std::uint32_t i : index_.query(Plane(place).box(radius_m * 1.001))) {
        const Sight sight = sight_of(cameras_[i], place, buildings);
        if (sight.distance_m <= radius_m || sight.in_reach)
            found.push_back({i, sight});
    }
    const auto order = [](const Sight& s) { return s.sees() ? 0 : s.in_reach && !s.occluded ? 1 : s.in_reach ? 2 : 3; };
    std::sort(found.begin(), found.end(), [&](const Entry& a, const Entry& b) {
        const int x = order(a.sight), y = order(b.sight);
        return x != y ? x < y : a.sight.distance_m != b.sight.distance_m ? a.sight.distance_m < b.sight.distance_m : a.camera < b.camera;
    });
    return found;
}

std::string_view direction_word(double azimuth_deg)
{
    constexpr std::array<std::string_view, 8> words{"N", "NE", "E", "SE", "S", "SW", "W", "NW"};
    const double turned = std::fmod(std::fmod(azimuth_deg, 360) + 360 + 22.5, 360);
    return words[static_cast<std::size_t>(turned / 45) % 8];
}

std::optional<double> azimuth_of_direction_code(int code)
{
    constexpr std::array<double, 8> azimuths{90, 270, 180, 0, 135, 45, 225, 315};
    if (code < 1 || code > 8)
        return {};
    return azimuths[static_cast<std::size_t>(code - 1)];
}

}
