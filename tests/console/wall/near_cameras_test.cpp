#include "console/wall/near_cameras.h"

#include <gtest/gtest.h>

namespace {

using console::NearReason;

data::Camera camera(std::int64_t id, geo::LonLat position, double azimuth_deg, data::CameraKind kind = data::CameraKind::fixed)
{
    data::Camera made{.id = {id}, .number = static_cast<int>(id), .position = position, .kind = kind};
    made.azimuth_deg = azimuth_deg;
    made.hfov_deg = 60;
    made.range_m = 100;
    made.resolution = "1920x1080";
    return made;
}

TEST(NearCameras, those_that_see_it_come_first_then_those_that_could_turn_then_by_distance)
{
    const geo::LonLat place{114.3, 30.6};
    const auto at = [&](double azimuth, double metres) { return geo::destination(place, azimuth, metres); };
    data::World world;
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{
        camera(1, at(0, 20), 0),                               // 20 m north, looks away
        camera(2, at(0, 80), 180),                             // 80 m north, looks at it
        camera(3, at(90, 50), 90, data::CameraKind::ptz),      // 50 m east, could turn
        camera(4, at(180, 30), 10),                            // 30 m south, looks at it, 10° beside
        camera(5, at(0, 5000), 180)});                         // far away
    const auto near = console::make_near_cameras(world, nullptr, place, 10);
    std::vector<std::int64_t> order;
    for (const auto& found : near)
        order.push_back(found.camera.value);
    EXPECT_EQ(order, (std::vector<std::int64_t>{4, 2, 3, 1}));
    EXPECT_EQ(near[0].reason, NearReason::sees);
    EXPECT_EQ(near[2].reason, NearReason::can_turn);
    EXPECT_EQ(near[3].reason, NearReason::near);
    // 1920 / (2 · 30 · tan 30°)
    EXPECT_NEAR(near[0].pixels_per_m, 55.4, 0.5);
    EXPECT_EQ(console::make_near_cameras(world, nullptr, place, 2).size(), 2u);
}

TEST(NearCameras, one_without_an_address_pushes_out_none_that_shows_a_picture)
{
    const geo::LonLat place{114.3, 30.6};
    const auto at = [&](double azimuth, double metres) { return geo::destination(place, azimuth, metres); };
    std::vector cameras{camera(1, at(0, 20), 180), camera(2, at(0, 60), 180), camera(3, at(90, 50), 90), camera(4, at(0, 80), 180)};
    for (const std::size_t with : {1u, 2u})
        cameras[with].main_url = "demo:" + std::to_string(cameras[with].number);
    data::World world;
    world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
    const auto ids = [&](std::size_t count) {
        std::vector<std::int64_t> order;
        for (const auto& found : console::make_near_cameras(world, nullptr, place, count))
            order.push_back(found.camera.value);
        return order;
    };
    // All that see it before the one that does not; among them the one with a picture first.
    EXPECT_EQ(ids(10), (std::vector<std::int64_t>{2, 1, 4, 3}));
    EXPECT_EQ(ids(2), (std::vector<std::int64_t>{2, 3}));
    EXPECT_EQ(ids(3), (std::vector<std::int64_t>{2, 1, 3}));
    EXPECT_EQ(ids(1), (std::vector<std::int64_t>{2}));
}

std::vector<std::int64_t> order_of(const std::vector<console::NearCamera>& near)
{
    std::vector<std::int64_t> order;
    for (const auto& found : near)
        order.push_back(found.camera.value);
    return order;
}

struct Hidden : testing::Test {
    const geo::LonLat place{114.3, 30.6};
    data::World world;
    geo::LonLat at(double azimuth, double metres) const { return geo::destination(place, azimuth, metres); }

    Hidden()
    {
        data::Camera unknown = camera(4, at(270, 10), 0);
        unknown.azimuth_deg.reset();
        data::Camera repaired = camera(5, at(180, 5), 0);
        repaired.status = data::CameraStatus::in_repair;
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{
            camera(1, at(0, 40), 180),                        // faces it, but the building stands between
            camera(2, at(180, 80), 0),                        // faces it
            camera(3, at(0, 50), 0, data::CameraKind::ptz),   // could turn, into the building
            unknown, repaired});
        data::Place building{.id = {1}, .kind = data::PlaceKind::building};
        const geo::LonLat a = at(330, 20), b = at(30, 20);
        building.area = {{{a, b, {b.lon, b.lat + 0.00005}, {a.lon, a.lat + 0.00005}, a}, {}}};
        world.places = std::make_shared<const data::Table<data::Place>>(std::vector{building});
    }
};

TEST_F(Hidden, what_a_building_hides_comes_last_and_says_so)
{
    const auto sights = console::make_sights(world.cameras, world.places);
    const auto near = console::make_near_cameras(world, sights.get(), place, 10);
    EXPECT_EQ(order_of(near), (std::vector<std::int64_t>{2, 4, 1, 3}));
    EXPECT_EQ(near[0].reason, NearReason::sees);
    EXPECT_EQ(near[1].reason, NearReason::unknown) << "nobody knows where it looks";
    EXPECT_EQ(near[2].reason, NearReason::hidden);
    EXPECT_EQ(near[3].reason, NearReason::hidden);
}

TEST_F(Hidden, a_high_camera_looks_over_a_low_building_and_not_at_its_own_foot)
{
    data::Camera high = camera(6, at(0, 40), 180);
    high.height_m = 12;
    data::Camera steep = camera(7, at(90, 8), 270);
    steep.height_m = 6;
    steep.tilt_deg = 10;
    steep.vfov_deg = 40; // sees the ground from 10.4 m on
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{high, steep});
    for (const auto& [building_m, reason] : {std::pair(3.0, NearReason::sees), std::pair(9.0, NearReason::hidden), std::pair(0.0, NearReason::hidden)}) {
        data::Place building = world.places->rows[0];
        building.height_m = building_m;
        const auto sights = console::make_sights(world.cameras, std::make_shared<const data::Table<data::Place>>(std::vector{building}));
        EXPECT_EQ(console::judge_near_camera(high, sights.get(), place).reason, reason) << building_m;
        EXPECT_EQ(console::judge_near_camera(steep, sights.get(), place).reason, NearReason::near) << "the place is under its picture";
    }
}

TEST_F(Hidden, one_camera_is_judged_like_all)
{
    const auto sights = console::make_sights(world.cameras, world.places);
    for (const auto& near : console::make_near_cameras(world, sights.get(), place, 10)) {
        const auto alone = console::judge_near_camera(*world.cameras->find(near.camera), sights.get(), place);
        EXPECT_EQ(alone.reason, near.reason) << near.camera.value;
        EXPECT_DOUBLE_EQ(alone.distance_m, near.distance_m);
        EXPECT_DOUBLE_EQ(alone.pixels_per_m, near.pixels_per_m);
    }
}

TEST_F(Hidden, without_sights_nothing_is_hidden)
{
    const auto near = console::make_near_cameras(world, nullptr, place, 10);
    EXPECT_EQ(order_of(near), (std::vector<std::int64_t>{1, 2, 3, 4}));
    const auto other = console::make_sights(std::make_shared<const data::Table<data::Camera>>(), world.places);
    EXPECT_EQ(order_of(console::make_near_cameras(world, other.get(), place, 10)), order_of(near)) << "of tables that were replaced";
}

}
