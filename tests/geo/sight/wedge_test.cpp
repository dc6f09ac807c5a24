#include "geo/sight/wedge.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace geo;

namespace {

const LonLat here{114.3, 30.6};

/// A place east and north of `here`, in metres.
LonLat off(double east, double north)
{
    return destination(destination(here, 90, east), 0, north);
}

MultiPolygon house(double east, double north, double width, double depth)
{
    return {{{off(east, north), off(east + width, north), off(east + width, north + depth), off(east, north + depth)}, {}}};
}

CameraPose north_facing(double hfov = 90, double range = 100)
{
    CameraPose camera;
    camera.position = here;
    camera.hfov_deg = hfov;
    camera.range_m = range;
    camera.height_m = 6;
    return camera;
}

} // namespace

TEST(Wedge, PixelsAMetreOfTheLadder)
{
    CameraPose camera = north_facing();
    EXPECT_NEAR(pixels_per_metre(camera, 38.4), 25, 1e-9);
    camera.hfov_deg = 37.75;
    EXPECT_NEAR(pixels_per_metre(camera, 112), 25, 0.1);
    EXPECT_EQ(pixels_per_metre(camera, 0), 0);
    camera.hfov_deg = 360;
    EXPECT_NEAR(pixels_per_metre(camera, 10), 1920 / (10 * 2 * std::acos(-1.0)), 1e-9);
    const struct {
        double px;
        Detail detail;
    } rungs[] = {{24.9, Detail::none}, {25, Detail::detect}, {62.5, Detail::observe}, {125, Detail::recognise}, {250, Detail::identify}};
    for (const auto& rung : rungs)
        EXPECT_EQ(detail_of(rung.px), rung.detail);
}

TEST(Wedge, ReachFromHeightTiltAndAngle)
{
    CameraPose camera = north_facing();
    EXPECT_EQ(reach_of(camera).near_m, 0);
    EXPECT_EQ(reach_of(camera).far_m, 100);
    const struct {
        double tilt, vfov, near, far;
    } rows[] = {{20, 30, 6 / std::tan(35 * std::acos(-1.0) / 180), 6 / std::tan(5 * std::acos(-1.0) / 180)},
                {10, 40, 6 / std::tan(30 * std::acos(-1.0) / 180), 100},
                {80, 40, 0, 6 / std::tan(60 * std::acos(-1.0) / 180)},
                {-40, 30, 100, 100}};
    for (const auto& row : rows) {
        camera.tilt_deg = row.tilt, camera.vfov_deg = row.vfov;
        EXPECT_NEAR(reach_of(camera).near_m, row.near, 1e-6) << row.tilt;
        EXPECT_NEAR(reach_of(camera).far_m, row.far, 1e-6) << row.tilt;
    }
}

TEST(Wedge, OpenGround)
{
    const CameraPose camera = north_facing();
    const MultiPolygon wedge = wedge_of(camera);
    EXPECT_NEAR(area_m2(wedge), std::acos(-1.0) * 100 * 100 / 4, 20);
    EXPECT_TRUE(contains(wedge, off(0, 50)));
    EXPECT_TRUE(contains(wedge, off(49, 51)));
    EXPECT_FALSE(contains(wedge, off(52, 49)));
    EXPECT_FALSE(contains(wedge, off(0, -5)));
    CameraPose all_around = north_facing(360, 50);
    all_around.tilt_deg = 45, all_around.vfov_deg = 60;
    const MultiPolygon ring = wedge_of(all_around);
    EXPECT_TRUE(contains(ring, off(0, -10)));
    EXPECT_TRUE(contains(ring, off(-10, 0)));
    EXPECT_FALSE(contains(ring, off(0.5, 0.5))) << "under the camera";
    EXPECT_TRUE(wedge_of(north_facing(0)).empty());
    EXPECT_TRUE(wedge_of(north_facing(60, 0)).empty());
}

TEST(Wedge, BuildingsCut)
{
    const CameraPose camera = north_facing();
    const Occluders buildings({house(-10, 30, 20, 10), house(0, -40, 10, 10), house(30, 60, 5, 5)});
    const MultiPolygon wedge = wedge_of(camera, buildings);
    const struct {
        LonLat place;
        bool seen;
        const char* what;
    } rows[] = {{off(0, 25), true, "in front of the house"}, {off(0, 35), false, "inside it"},       {off(0, 60), false, "behind it"},
                {off(-30, 60), true, "beside it"},           {off(25, 30), true, "beside it, near"}, {off(34, 72), false, "behind the small one"}};
    for (const auto& row : rows) {
        EXPECT_EQ(contains(wedge, row.place), row.seen) << row.what;
        const Sight sight = sight_of(camera, row.place, buildings);
        EXPECT_TRUE(sight.in_wedge) << row.what;
        if (row.what != std::string_view("inside it")) {
            EXPECT_EQ(!sight.occluded, row.seen) << row.what;
        }
    }
    EXPECT_FALSE(sight_of(camera, off(0, 35), buildings).occluded) << "a place inside a house is seen as that house";
    // The camera hangs on a house: that one hides nothing.
    const Occluders own({house(-5, -3, 10, 4)});
    EXPECT_TRUE(contains(wedge_of(camera, own), off(0, 50)));
    EXPECT_FALSE(sight_of(camera, off(0, 50), own).occluded);
}

TEST(Wedge, LowWallsHideOnlyWhatLiesCloseBehind)
{
    const CameraPose camera = north_facing(); // 6 m up
    const Occluders low({house(-10, 30, 20, 1)}, {2});
    EXPECT_TRUE(sight_of(camera, off(0, 34), low).occluded);
    EXPECT_FALSE(sight_of(camera, off(0, 60), low).occluded);
    EXPECT_TRUE(contains(wedge_of(camera, low), off(0, 60)));
    const Occluders high({house(-10, 30, 20, 1)}, {12});
    EXPECT_TRUE(sight_of(camera, off(0, 99), high).occluded);
    EXPECT_FALSE(contains(wedge_of(camera, high), off(0, 60)));
}

TEST(Wedge, SightAndWedgeAgree)
{
    std::mt19937 random(21);
    std::uniform_real_distribution<double> place(-90, 90), size(2, 15), turn(0, 360);
    for (int round = 0; round < 40; ++round) {
        std::vector<MultiPolygon> houses;
        for (int i = 0; i < 15; ++i)
            houses.push_back(house(place(random), place(random), size(random), size(random)));
        const Occluders buildings(houses);
        CameraPose camera = north_facing(20 + turn(random) * 0.9, 80);
        camera.azimuth_deg = turn(random);
        const MultiPolygon wedge = wedge_of(camera, buildings);
        int differ = 0;
        for (int i = 0; i < 200; ++i) {
            const LonLat p = off(place(random), place(random));
            bool in_house = false;
            for (const MultiPolygon& h : houses)
                in_house |= contains(h, p) || contains(h, here);
            if (!in_house)
                differ += contains(wedge, p) != sight_of(camera, p, buildings).sees();
        }
        EXPECT_LE(differ, 3) << "only where the rim of the circle is cut into straight pieces";
    }
}

TEST(Wedge, SightSaysHowFarAndWhereTo)
{
    CameraPose camera = north_facing();
    camera.azimuth_deg = 350;
    const Sight sight = sight_of(camera, off(38.4 * std::sin(0.5), 38.4 * std::cos(0.5)));
    EXPECT_NEAR(sight.distance_m, 38.4, 0.05);
    EXPECT_NEAR(sight.bearing_deg, 28.65, 0.1);
    EXPECT_NEAR(sight.off_axis_deg, 38.65, 0.1);
    EXPECT_NEAR(sight.pixels_per_m, 25, 0.1);
    EXPECT_TRUE(sight.sees());
    const Sight behind = sight_of(camera, off(0, -50));
    EXPECT_TRUE(behind.in_reach);
    EXPECT_FALSE(behind.in_wedge);
    EXPECT_FALSE(sight_of(camera, off(0, 150)).in_reach);
}

TEST(Wedge, CamerasForAPlaceAreRanked)
{
    std::vector<CameraPose> cameras(5, north_facing());
    cameras[0].position = off(0, -200);                           // too far
    cameras[1].position = off(0, -20), cameras[1].azimuth_deg = 180; // near, looks away
    cameras[2].position = off(0, -60);                            // sees
    cameras[3].position = off(40, 0), cameras[3].azimuth_deg = 270; // sees, nearer
    cameras[4].position = off(0, -120);                           // near, not in reach
    const std::vector<ViewIndex::Entry> found = ViewIndex(cameras).cameras_for(here, 150);
    ASSERT_EQ(found.size(), 4u);
    EXPECT_EQ(found[0].camera, 3u);
    EXPECT_EQ(found[1].camera, 2u);
    EXPECT_EQ(found[2].camera, 1u);
    EXPECT_EQ(found[3].camera, 4u);
}

TEST(Wedge, DirectionWords)
{
    const struct {
        double azimuth;
        const char* word;
    } rows[] = {{0, "N"}, {22.4, "N"}, {22.6, "NE"}, {90, "E"}, {180, "S"}, {-90, "W"}, {359, "N"}, {315, "NW"}, {337.6, "N"}, {720 + 135, "SE"}};
    for (const auto& row : rows)
        EXPECT_EQ(direction_word(row.azimuth), row.word) << row.azimuth;
    EXPECT_EQ(azimuth_of_direction_code(1), 90);
    EXPECT_EQ(azimuth_of_direction_code(8), 315);
    EXPECT_FALSE(azimuth_of_direction_code(0));
    EXPECT_FALSE(azimuth_of_direction_code(9));
}
