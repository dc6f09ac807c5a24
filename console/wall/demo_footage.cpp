#include "console/wall/demo_footage.h"

#include "console/wall/demo_label.h"
#include "geo/shapes/ellipsoid.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

namespace console {
namespace {

constexpr int renderer_version = 1; // clips of older ones are drawn anew
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
    std::chrono::year_month_day date;
    int seconds; // within the day
    int day;     // since 1970
};

LocalTime local_time(data::TimePoint now, std::chrono::minutes utc_offset)
{
    const auto local = now + utc_offset;
    const auto day = std::chrono::floor<std::chrono::days>(local);
    return {day, int(std::chrono::duration_cast<std::chrono::seconds>(local - day).count()), int(day.time_since_epoch().count())};
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

/// Clips of other moments and what a killed program left half drawn; another console may play or draw what is younger than a week.
void remove_unused(const std::filesystem::path& folder, const std::string& prefix, const std::filesystem::path& kept)
{
    namespace fs = std::filesystem;
    std::error_code refused;
    const auto oldest = fs::file_time_type::clock::now() - std::chrono::days(7);
    for (const fs::directory_entry& entry : fs::directory_iterator(folder, refused)) {
        const auto written = entry.last_write_time(refused);
        if (!refused && written < oldest && entry.path() != kept && entry.path().filename().string().starts_with(prefix))
            fs::remove(entry.path(), refused);
    }
}

} // namespace

video::FootageScene footage_scene_for(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                                      std::chrono::minutes utc_offset)
{
    const LocalTime local = local_time(now, utc_offset);
    video::FootageScene scene;
    scene.height_m = camera.height_m.value_or(5);
    scene.azimuth_deg = camera.azimuth_deg.value_or(0);
    scene.tilt_deg = camera.tilt_deg.value_or(12);
    scene.hfov_deg = camera.hfov_deg.value_or(70);
    scene.daylight = daylight_at(local.seconds);
    scene.weather = weather_on(local.day);
    scene.seed = unsigned(camera.number);
    scene.clock_date = fmt::format("{:04}-{:02}-{:02}", int(local.date.year()), unsigned(local.date.month()), unsigned(local.date.day()));
    scene.clock_seconds = local.seconds;
    scene.number = fmt::format("{:04}", camera.number);
    const Around around(camera.position);
    for (const data::Place& place : places.rows)
        add_place(scene, place, around);
    return scene;
}

std::filesystem::path demo_footage_path(const std::filesystem::path& folder, const data::Table<data::Place>& places,
                                        const data::Camera& camera, data::TimePoint now, std::chrono::minutes utc_offset)
{
    const LocalTime local = local_time(now, utc_offset);
    std::uint64_t key = 0xCBF29CE484222325ull;
    for (const double value : {camera.position.lon, camera.position.lat, camera.azimuth_deg.value_or(-1), camera.height_m.value_or(-1),
                               camera.hfov_deg.value_or(-1), camera.tilt_deg.value_or(-1), double(places.rows.size()), double(local.day),
                               double(daylight_at(local.seconds))})
        key = mixed(key, value);
    for (const char c : camera.name)
        key = mixed(key, c);
    return folder / fmt::format("{:05}-v{}-{:016x}.mp4", camera.number, renderer_version, key);
}

void draw_demo_footage(const data::Table<data::Place>& places, const data::Camera& camera, data::TimePoint now,
                       std::chrono::minutes utc_offset, const std::filesystem::path& out, const std::function<void(double)>& progress,
                       std::stop_token stop)
{
    namespace fs = std::filesystem;
    std::error_code ignored;
    if (fs::exists(out, ignored))
        return;
    fs::create_directories(out.parent_path(), ignored);
    video::FootageOptions options;
    video::FootageScene scene = footage_scene_for(places, camera, now, utc_offset);
    scene.name = make_demo_label(camera.name, options.height / 20);
    video::draw_footage(scene, options, out, progress, std::move(stop));
    remove_unused(out.parent_path(), fmt::format("{:05}-", camera.number), out);
}

}
