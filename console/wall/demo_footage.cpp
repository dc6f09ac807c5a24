#include "console/wall/demo_footage.h"

#include "console/wall/demo_views.h"
#include "data/records/camera_url.h"
#include "data/records/demo_url.h"
#include "geo/new_file.h"
#include "geo/shapes/ellipsoid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace console {
namespace {

constexpr int renderer_version = 2; // clips of older ones are drawn anew
constexpr double roads_m = 320, buildings_m = 300, lamps_m = 150, areas_m = 420;

/// Metres around one spot; errors of centimetres within the distances drawn.
class Around {
public:
    explicit Around(geo::LonLat centre) : centre_(centre)
    {
        const geo::ellipsoid::DegreeLength degree = geo::ellipsoid::degree_length_at(centre.lat);
        x_per_deg_ = degree.east_m, y_per_deg_ = degree.north_m;
    }
    video::GroundPoint operator()(geo::LonLat p) const { return {(p.lon - centre_.lon) * x_per_deg_, (p.lat - centre_.lat) * y_per_deg_}; }
    std::vector<video::GroundPoint> operator()(const std::vector<geo::LonLat>& line) const
    {
        std::vector<video::GroundPoint> out;
        for (const geo::LonLat p : line)
            out.push_back((*this)(p));
        return out;
    }

private:
    geo::LonLat centre_;
    double x_per_deg_, y_per_deg_;
};

bool is_near(const std::vector<video::GroundPoint>& points, double limit_m)
{
    double west = 1e12, east = -1e12, south = 1e12, north = -1e12;
    for (const auto p : points) {
        west = std::min(west, p.x), east = std::max(east, p.x);
        south = std::min(south, p.y), north = std::max(north, p.y);
    }
    return west < limit_m && east > -limit_m && south < limit_m && north > -limit_m;
}

std::uint64_t mixed(std::uint64_t h, double value)
{
    std::uint64_t bits;
    std::memcpy(&bits, &value, sizeof bits);
    return (h ^ bits) * 0x100000001B3ull ^ (h >> 29); // FNV-1a's prime
}

struct LocalTime {
    int seconds; // within the day
    int day;     // since 1970
};

LocalTime local_time(data::TimePoint now, std::chrono::minutes utc_offset)
{
    const auto local = now + utc_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {int(std::chrono::duration_cast<std::chrono::seconds>(local - day).count()), int(day.time_since_epoch().count())};
}

video::Daylight daylight_at(int seconds)
{
    const double hour = seconds / 3600.0;
    if (hour < 5.5 || hour >= 19)
        return video::Daylight::night;
    return hour < 6.5 || hour >= 17.75 ? video::Daylight::dusk : video::Daylight::day;
}

video::Weather weather_on(int day)
{
    constexpr std::uint32_t golden = 2654435769u;
    const std::uint32_t dice = (std::uint32_t(day + 1) * golden) >> 24; // 0–255; the demo's moment has a clear night
    return dice < 44 ? video::Weather::rain : dice < 66 ? video::Weather::fog : video::Weather::clear;
}

void add_place(video::FootageScene& scene, const data::Place& place, const Around& around)
{
    switch (place.kind) {
    case data::PlaceKind::road:
        for (const geo::Line& line : place.lines)
            if (auto local = around(line); is_near(local, roads_m))
                scene.roads.push_back({std::move(local), place.width_m});
        break;
    case data::PlaceKind::building:
        for (const geo::Polygon& polygon : place.area)
            if (auto local = around(polygon.outer); is_near(local, buildings_m))
                scene.buildings.push_back({std::move(local), place.height_m, unsigned(place.id.value)});
        break;
    case data::PlaceKind::water:
    case data::PlaceKind::green:
        for (const geo::Polygon& polygon : place.area)
            if (auto local = around(polygon.outer); is_near(local, areas_m))
                scene.areas.push_back({std::move(local), place.kind == data::PlaceKind::water});
        break;
    case data::PlaceKind::pole:
        if (const auto p = around(place.point); std::hypot(p.x, p.y) < lamps_m)
            scene.lamps.push_back(p);
        break;
    default:
        break;
    }
}

/// Which of the shared views the camera plays; 0: its own.
int view_of(const data::Camera& camera)
{
    const auto url = data::parse_demo_url(data::least_url(camera));
    return url ? url->view : 0;
}

video::FootageScene own_scene(const data::Table<data::Place>& places, const data::Camera& camera)
{
    video::FootageScene scene;
    scene.height_m = camera.height_m.value_or(5);
    scene.azimuth_deg = camera.azimuth_deg.value_or(0);
    scene.tilt_deg = camera.tilt_deg.value_or(12);
    scene.hfov_deg = camera.hfov_deg.value_or(70);
    scene.seed = unsigned(camera.number);
    const Around around(camera.position);
    for (const data::Place& place : places.rows)
        add_place(scene, place, around);
    return scene;
}

} // namespace

void bound_demo_footage(const std::filesystem::path& folder, std::uintmax_t most_bytes, std::filesystem::file_time_type now)
{
    namespace fs = std::filesystem;
    struct Clip {
        fs::file_time_type used;
        std::uintmax_t bytes;
        fs::path path;
    };
    std::vector<Clip> clips;
    std::uintmax_t bytes = 0;
    std::error_code refused;
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, refused)) {
        const auto size = entry.file_size(refused);
        if (refused)
            continue;
        const auto used = entry.last_write_time(refused);
        if (!refused)
            clips.push_back({used, size, entry.path()}), bytes += size;
    }
    std::ranges::sort(clips, {}, &Clip::used);
    for (const Clip& clip : clips) {
        // What a player has open stays readable, but it may open it again.
        const bool is_in_use = now - clip.used < std::chrono::hours(1), is_old = now - clip.used > std::chrono::days(7);
        if (is_in_use || (!is_old && bytes <= most_bytes))
            continue;
        fs::remove(clip.path, refused);
        bytes -= clip.bytes;
    }
}

video::FootageScene footage_scene_for(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                                      std::chrono::minutes utc_offset)
{
    const LocalTime local = local_time(now, utc_offset);
    const int view = view_of(camera);
    video::FootageScene scene = view > 0 ? make_demo_view(view) : own_scene(places, camera);
    scene.daylight = daylight_at(local.seconds);
    scene.weather = weather_on(local.day);
    return scene;
}

std::filesystem::path demo_footage_path(const std::filesystem::path& folder, const data::Table<data::Place>& places,
                                        const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset)
{
    const LocalTime local = local_time(now, utc_offset);
    const auto light = daylight_at(local.seconds);
    const auto weather = weather_on(local.day);
    if (const int view = view_of(camera); view > 0)
        return folder / fmt::format("view{:02}-v{}-{}{}.mp4", view, renderer_version, int(light), int(weather));
    std::uint64_t key = 0xCBF29CE484222325ull;
    for (const double value : {camera.position.lon, camera.position.lat, camera.azimuth_deg.value_or(-1), camera.height_m.value_or(-1),
                               camera.hfov_deg.value_or(-1), camera.tilt_deg.value_or(-1), double(places.rows.size()), double(weather),
                               double(light)})
        key = mixed(key, value);
    return folder / fmt::format("{:05}-v{}-{:016x}.mp4", camera.number, renderer_version, key);
}

video::Frame demo_still(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset,
                        int width, int height)
{
    const video::FootageOptions options{.width = width, .height = height};
    // Another moment of the loop each time: what is asked twice differs, as it does.
    const int frame = local_time(now, utc_offset).seconds % options.seconds * options.frames_per_s;
    return video::draw_footage_frame(footage_scene_for(places, camera, now, utc_offset), options, frame);
}

void draw_demo_footage(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                       std::chrono::minutes utc_offset, const std::filesystem::path& out, const std::function<void(double)>& progress,
                       std::stop_token stop)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    const auto today = fs::file_time_type::clock::now();
    if (fs::exists(out, ignored)) {
        fs::last_write_time(out, today, ignored); // it is in use
        return;
    }
    fs::create_directories(out.parent_path(), ignored);
    geo::NewFile fresh(out); // two programs may draw one clip at once: the one that ends last puts an equal file in the place of the first's
    video::draw_footage(footage_scene_for(places, camera, now, utc_offset), {}, fresh.path(), progress, std::move(stop));
    fresh.place({.replaces = true});
    bound_demo_footage(out.parent_path(), most_footage_bytes, today);
}

}
