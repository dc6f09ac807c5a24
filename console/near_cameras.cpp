#include "console/near_cameras.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <numbers>
#include <tuple>

namespace console {
namespace {

constexpr double search_radius_m = 400, default_range_m = 60, radians = std::numbers::pi / 180;

/// Width of "1920x1080" or "1080P" in pixels; 0: not known.
int picture_width(const std::string& resolution)
{
    const int first = std::atoi(resolution.c_str());
    if (resolution.find_first_of("xX*") != std::string::npos)
        return first;
    return first > 0 ? first * 16 / 9 : 0;
}

bool is_in_wedge(const data::Camera& camera, geo::LonLat place, double distance_m)
{
    if (distance_m > camera.range_m.value_or(default_range_m))
        return false;
    if (camera.kind == data::CameraKind::dome)
        return true;
    if (!camera.azimuth_deg || !camera.hfov_deg)
        return false;
    const double off = std::abs(std::remainder(geo::azimuth_deg(camera.position, place) - *camera.azimuth_deg, 360.0));
    return off <= *camera.hfov_deg / 2;
}

}

NearCamera judge_near_camera(const data::Camera& camera, geo::LonLat place)
{
    NearCamera near{.camera = camera.id, .distance_m = geo::distance_m(camera.position, place)};
    if (is_in_wedge(camera, place, near.distance_m))
        near.reason = NearReason::sees;
    else if (camera.kind == data::CameraKind::ptz && near.distance_m <= camera.range_m.value_or(default_range_m))
        near.reason = NearReason::can_turn;
    // W / (2 d tan(hfov/2)), EN 62676-4.
    if (camera.hfov_deg && near.distance_m > 0 && *camera.hfov_deg < 179)
        near.pixels_per_m = picture_width(camera.resolution) / (2 * near.distance_m * std::tan(*camera.hfov_deg / 2 * radians));
    return near;
}

std::vector<NearCamera> make_near_cameras(const data::World& world, geo::LonLat place, std::size_t count)
{
    // A box first: the geodesic costs a microsecond, and a city has 20,000 cameras.
    const double half_lat = search_radius_m / 110000, half_lon = half_lat / std::max(0.05, std::cos(place.lat * radians));
    std::vector<NearCamera> found;
    for (const data::Camera& camera : world.cameras->rows) {
        if (camera.status != data::CameraStatus::in_use || std::abs(camera.position.lat - place.lat) > half_lat ||
            std::abs(camera.position.lon - place.lon) > half_lon)
            continue;
        const NearCamera near = judge_near_camera(camera, place);
        if (near.distance_m <= search_radius_m)
            found.push_back(near);
    }
    std::ranges::sort(found, {}, [](const NearCamera& near) { return std::tuple(near.reason, near.distance_m, near.camera); });
    if (found.size() > count)
        found.resize(count);
    return found;
}

}
