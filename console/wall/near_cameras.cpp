#include "console/wall/near_cameras.h"

#include "data/records/camera_url.h"

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <tuple>
#include <utility>

namespace console {
namespace {

constexpr double search_radius_m = 400, usual_range_m = 60, usual_angle_deg = 60;

/// Width of "1920x1080" or "1080P" in pixels; 0: not known.
int picture_width(const std::string& resolution)
{
    const int first = std::atoi(resolution.c_str());
    if (resolution.find_first_of("xX*") != std::string::npos)
        return first;
    return first > 0 ? first * 16 / 9 : 0;
}

NearCamera judged(const data::Camera& camera, const geo::Sight& sight)
{
    NearCamera near{.camera = camera.id, .distance_m = sight.distance_m, .has_address = !data::least_url(camera).empty()};
    const bool can_turn = camera.kind == data::CameraKind::ptz && sight.in_reach;
    if (sight.sees())
        near.reason = NearReason::sees;
    else if (sight.occluded && (sight.in_wedge || can_turn))
        near.reason = NearReason::hidden;
    else if (can_turn)
        near.reason = NearReason::can_turn;
    else if (!camera.azimuth_deg && camera.kind != data::CameraKind::dome)
        near.reason = NearReason::unknown;
    if (camera.hfov_deg && picture_width(camera.resolution) > 0)
        near.pixels_per_m = sight.pixels_per_m;
    return near;
}

/// The cameras of a box around the place, where no index fits.
std::vector<const data::Camera*> cameras_around(const data::World& world, geo::LonLat place)
{
    const double half_lat = search_radius_m / 110000, half_lon = half_lat / std::max(0.05, std::cos(place.lat * geo::rad));
    std::vector<const data::Camera*> around;
    for (const data::Camera& camera : world.cameras->rows)
        if (std::abs(camera.position.lat - place.lat) <= half_lat && std::abs(camera.position.lon - place.lon) <= half_lon)
            around.push_back(&camera);
    return around;
}

}

geo::CameraPose pose_of(const data::Camera& camera)
{
    geo::CameraPose pose{.position = camera.position, .azimuth_deg = camera.azimuth_deg.value_or(0), .range_m = camera.range_m.value_or(usual_range_m)};
    if (camera.azimuth_deg)
        pose.hfov_deg = std::clamp(camera.hfov_deg.value_or(usual_angle_deg), 1.0, 360.0);
    else
        pose.hfov_deg = camera.kind == data::CameraKind::dome ? 360 : -1;
    if (const int width = picture_width(camera.resolution))
        pose.width_px = width;
    pose.height_m = std::max(0.0, camera.height_m.value_or(0));
    pose.tilt_deg = camera.tilt_deg;
    pose.vfov_deg = camera.vfov_deg;
    return pose;
}

std::shared_ptr<const Sights> make_sights(data::Frozen<data::Camera> cameras, data::Frozen<data::Place> places)
{
    std::vector<geo::CameraPose> poses;
    poses.reserve(cameras->rows.size());
    for (const data::Camera& camera : cameras->rows)
        poses.push_back(pose_of(camera));
    std::vector<geo::MultiPolygon> footprints;
    std::vector<double> heights;
    for (const data::Place& place : places->rows)
        if (place.kind == data::PlaceKind::building) {
            footprints.push_back(place.area);
            heights.push_back(place.height_m);
        }
    return std::make_shared<const Sights>(Sights{std::move(cameras), std::move(places), geo::ViewIndex(std::move(poses)),
                                                 geo::Occluders(std::move(footprints), std::move(heights))});
}

NearCamera judge_near_camera(const data::Camera& camera, const Sights* sights, geo::LonLat place)
{
    return judged(camera, geo::sight_of(pose_of(camera), place, sights ? sights->buildings : geo::Occluders()));
}

std::vector<NearCamera> make_near_cameras(const data::World& world, const Sights* sights, geo::LonLat place, std::size_t count)
{
    std::vector<NearCamera> found;
    const auto add = [&](const data::Camera& camera, const geo::Sight& sight) {
        if (camera.status == data::CameraStatus::in_use && sight.distance_m <= search_radius_m)
            found.push_back(judged(camera, sight));
    };
    if (sights && sights->cameras == world.cameras) {
        for (const auto& [camera, sight] : sights->views.cameras_for(place, search_radius_m, sights->buildings))
            add(world.cameras->rows[camera], sight);
    } else {
        const auto around = cameras_around(world, place);
        for (const data::Camera* camera : around)
            add(*camera, geo::sight_of(pose_of(*camera), place));
    }
    const auto rank = [](const NearCamera& near) { return std::tuple(near.reason == NearReason::unknown ? NearReason::near : near.reason, !near.has_address, near.distance_m, near.camera); };
    if (found.size() > count) {
        // One without an address shows no picture: it pushes out none that does.
        std::ranges::nth_element(found, found.begin() + static_cast<std::ptrdiff_t>(count), {},
                                 [&](const NearCamera& near) { return std::pair(!near.has_address, rank(near)); });
        found.resize(count);
    }
    std::ranges::sort(found, {}, rank);
    return found;
}

std::vector<data::CameraId> cameras_in_area(const geo::Ring& ring, const data::Table<data::Camera>& cameras)
{
    const geo::MultiPolygon area{{ring, {}}};
    const geo::LonLatBox box = geo::box_of(ring);
    std::vector<const data::Camera*> found;
    for (const data::Camera& camera : cameras.rows)
        if (camera.status != data::CameraStatus::removed && box.contains(camera.position) && geo::contains(area, camera.position))
            found.push_back(&camera);
    std::ranges::sort(found, {}, &data::Camera::number);
    std::vector<data::CameraId> ids;
    for (const data::Camera* camera : found)
        ids.push_back(camera->id);
    return ids;
}

}
