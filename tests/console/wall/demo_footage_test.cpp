#include "console/wall/demo_footage.h"

#include "console/wall/demo_label.h"
#include "data/demo/contents.h"
#include "data/records/demo_url.h"

#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <numbers>
#include <set>

namespace console {
namespace {

constexpr std::chrono::minutes offset{480};

const data::demo::Contents& street()
{
    static const data::demo::Contents contents = data::demo::make_street(1, data::demo_moment);
    return contents;
}
const data::Table<data::Place>& places()
{
    static const data::Table<data::Place> table(street().places);
    return table;
}
const data::Camera& camera(int number)
{
    const auto& all = street().cameras;
    return *std::find_if(all.begin(), all.end(), [&](const data::Camera& c) { return c.number == number; });
}

/// Whether the spot lies in the camera's wedge and no wall of a building stands between.
bool sees(const data::Camera& c, geo::LonLat spot)
{
    const double far = geo::distance_m(c.position, spot);
    const double turn = std::remainder(geo::azimuth_deg(c.position, spot) - *c.azimuth_deg, 360);
    if (far > *c.range_m || std::abs(turn) > *c.hfov_deg / 2)
        return false;
    for (int i = 1; i < 100; ++i) {
        const geo::LonLat p{c.position.lon + (spot.lon - c.position.lon) * i / 100, c.position.lat + (spot.lat - c.position.lat) * i / 100};
        for (const data::Place& place : street().places)
            if (place.kind == data::PlaceKind::building && geo::contains(place.area, p))
                return false;
    }
    return true;
}

TEST(DemoFootage, SceneHoldsWhatStandsAroundTheCamera)
{
    const video::FootageScene scene = footage_scene_for(places(), camera(217), data::demo_moment, offset);
    EXPECT_GT(scene.roads.size(), 3u);
    EXPECT_GT(scene.buildings.size(), 5u);
    EXPECT_GT(scene.lamps.size(), 3u);
    EXPECT_EQ(scene.daylight, video::Daylight::night);
    EXPECT_EQ(scene.weather, video::Weather::clear);
    EXPECT_EQ(scene.azimuth_deg, *camera(217).azimuth_deg);
    const auto noon = footage_scene_for(places(), camera(217), data::demo_moment + std::chrono::hours(10), offset);
    EXPECT_EQ(noon.daylight, video::Daylight::day);
}

TEST(DemoFootage, GasSmellIsSeenAsTheStorySays)
{
    for (unsigned seed = 1; seed < 6; ++seed) {
        const auto contents = data::demo::make_street(seed, data::demo_moment);
        EXPECT_EQ(contents.incidents.back().title, "煤气味") << seed;
    }
    const geo::LonLat gas = street().incidents.back().position;
    EXPECT_TRUE(sees(camera(217), gas));
    EXPECT_TRUE(sees(camera(31), gas));
    EXPECT_TRUE(sees(camera(118), gas));
    EXPECT_FALSE(sees(camera(402), gas)); // a dome that could turn there
    for (const data::Camera& other : street().cameras)
        if (other.number != 217 && other.number != 31 && other.number != 118) {
            EXPECT_FALSE(sees(other, gas)) << other.number;
        }
    EXPECT_LT(geo::distance_m(camera(402).position, gas), *camera(402).range_m);
    EXPECT_NEAR(geo::distance_m(camera(217).position, gas), 38, 3);
    EXPECT_NEAR(geo::distance_m(camera(31).position, gas), 55, 6);
}

TEST(DemoFootage, JunctionCamerasSeeTheirJunction)
{
    std::set<std::string> seen;
    for (const data::Camera& c : street().cameras)
        if (c.name.find("/") != std::string::npos && c.name.find("口") != std::string::npos && data::parse_demo_url(c.main_url)) { // no street called 渡口街
            const data::Place* junction = nullptr;
            for (const data::Place& place : street().places)
                if (place.kind == data::PlaceKind::crossing && c.name.starts_with(place.name) &&
                    (!junction || geo::distance_m(place.point, c.position) < geo::distance_m(junction->point, c.position)))
                    junction = &place;
            ASSERT_NE(junction, nullptr) << c.name;
            EXPECT_TRUE(sees(c, junction->point)) << c.name;
            seen.insert(c.name);
        }
    EXPECT_GE(seen.size(), 10u);
}

TEST(DemoFootage, PathFollowsPoseLightAndWeather)
{
    data::Camera other = camera(217);
    other.azimuth_deg = *other.azimuth_deg + 1;
    const auto path = demo_footage_path("cache", places(), camera(217), data::demo_moment, offset);
    EXPECT_EQ(path, demo_footage_path("cache", places(), camera(217), data::demo_moment + std::chrono::minutes(5), offset));
    EXPECT_NE(path, demo_footage_path("cache", places(), other, data::demo_moment, offset));
    int other_weather = 0;
    for (int day = 1; day < 30; ++day) {
        const auto then = data::demo_moment + std::chrono::days(day);
        const bool is_clear = footage_scene_for(places(), camera(217), then, offset).weather == video::Weather::clear;
        EXPECT_EQ(path == demo_footage_path("cache", places(), camera(217), then, offset), is_clear) << day;
        other_weather += !is_clear;
    }
    EXPECT_GT(other_weather, 2);
    EXPECT_NE(path, demo_footage_path("cache", places(), camera(217), data::demo_moment + std::chrono::hours(9), offset));
    EXPECT_EQ(path.parent_path(), "cache");
}

TEST(DemoFootage, CamerasOfACityShareViews)
{
    data::Camera one = camera(217), other = camera(31);
    one.main_url = "demo:217?view=3", other.main_url = "demo:31?view=3";
    const auto path = demo_footage_path("cache", places(), one, data::demo_moment, offset);
    EXPECT_EQ(path, demo_footage_path("cache", places(), other, data::demo_moment, offset));
    other.main_url = "demo:31?view=4";
    EXPECT_NE(path, demo_footage_path("cache", places(), other, data::demo_moment, offset));
    std::set<double> widths;
    for (int view = 1; view <= data::demo_views; ++view) {
        other.main_url = "demo:31?view=" + std::to_string(view);
        const video::FootageScene scene = footage_scene_for(places(), other, data::demo_moment, offset);
        EXPECT_GE(scene.buildings.size(), 4u) << view;
        EXPECT_GE(scene.lamps.size(), 4u) << view;
        EXPECT_EQ(scene.daylight, video::Daylight::night);
        widths.insert(scene.hfov_deg);
    }
    EXPECT_GE(widths.size(), 15u) << "no two are alike";
}

TEST(DemoFootage, FolderStaysWithinItsBound)
{
    namespace fs = std::filesystem;
    std::string name = (fs::temp_directory_path() / "gridwatch-clips-XXXXXX").string();
    ASSERT_NE(mkdtemp(name.data()), nullptr);
    const fs::path folder = name;
    const auto now = fs::file_time_type::clock::now();
    const auto put = [&](const char* file, std::chrono::minutes ago) {
        std::ofstream(folder / file) << std::string(1000, 'x');
        fs::last_write_time(folder / file, now - ago);
    };
    put("played.mp4", std::chrono::minutes(30));
    put("today.mp4", std::chrono::hours(3));
    put("yesterday.mp4", std::chrono::hours(30));
    put("old.mp4", std::chrono::days(8));
    bound_demo_footage(folder, 2500, now);
    EXPECT_TRUE(fs::exists(folder / "played.mp4"));
    EXPECT_TRUE(fs::exists(folder / "today.mp4"));
    EXPECT_FALSE(fs::exists(folder / "yesterday.mp4"));
    EXPECT_FALSE(fs::exists(folder / "old.mp4"));
    bound_demo_footage(folder, 0, now);
    EXPECT_TRUE(fs::exists(folder / "played.mp4")) << "somebody may be playing it";
    EXPECT_FALSE(fs::exists(folder / "today.mp4"));
    fs::remove_all(folder);
}

TEST(DemoLabel, DrawsChinese)
{
    const DemoLabel label = make_demo_label("解放大道A", 18);
    if (label.coverage.empty())
        GTEST_SKIP() << "Noto Sans CJK is not installed";
    EXPECT_EQ(label.coverage.size(), std::size_t(label.width) * label.height);
    EXPECT_GT(label.width, 4 * 18);
    for (int c = 0; c < 4; ++c) { // every character has ink
        int ink = 0;
        for (int y = 0; y < label.height; ++y)
            for (int x = c * 18; x < (c + 1) * 18; ++x)
                ink += label.coverage[std::size_t(y) * label.width + x] > 100;
        EXPECT_GT(ink, 10) << c;
    }
    EXPECT_TRUE(make_demo_label("", 18).width <= 2);
}

}
}
