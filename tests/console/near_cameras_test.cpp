#include "console/near_cameras.h"

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
    const auto near = console::make_near_cameras(world, place, 10);
    std::vector<std::int64_t> order;
    for (const auto& found : near)
        order.push_back(found.camera.value);
    EXPECT_EQ(order, (std::vector<std::int64_t>{4, 2, 3, 1}));
    EXPECT_EQ(near[0].reason, NearReason::sees);
    EXPECT_EQ(near[2].reason, NearReason::can_turn);
    EXPECT_EQ(near[3].reason, NearReason::near);
    // 1920 / (2 · 30 · tan 30°)
    EXPECT_NEAR(near[0].pixels_per_m, 55.4, 0.5);
    EXPECT_EQ(console::make_near_cameras(world, place, 2).size(), 2u);
}

}
