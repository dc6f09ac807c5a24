#include "console/seat/plan.h"

#include "console/wall/memory.h"

#include <gtest/gtest.h>

namespace {

using console::Layout, console::Session, console::WindowPlan, console::InWindow, console::window_state;

TEST(SeatPlan, comes_back_as_it_was_written)
{
    const std::vector<WindowPlan> plan{{Layout::desk, "", {"DP-1", true, 700}}, {Layout::wall, "night \"north\"; 4x4", {"HDMI-A-2", false, 3000}}};
    data::World world;
    world.setup.seat_plans = data::frozen(std::vector{console::record_from("desk-1", plan)});
    EXPECT_EQ(console::find_seat_plan(world, "desk-1"), plan);
    EXPECT_TRUE(console::find_seat_plan(world, "desk-2").empty());
}

TEST(SeatPlan, takes_what_it_knows_of_a_foreign_one)
{
    data::SeatPlan foreign{.seat = "desk-1", .windows = {{.layout = "theatre"}, {.layout = "wall", .distance_mm = 90'000'000}}};
    data::World world;
    world.setup.seat_plans = data::frozen(std::vector{foreign});
    const auto plan = console::find_seat_plan(world, "desk-1");
    ASSERT_EQ(plan.size(), 1u);
    EXPECT_EQ(plan[0].place.distance_mm, 50'000);
    foreign.windows.assign(console::most_windows + 1, {.layout = "wall"});
    world.setup.seat_plans = data::frozen(std::vector{foreign});
    EXPECT_EQ(console::find_seat_plan(world, "desk-1").size(), console::most_windows);
}

TEST(SeatPlan, text_is_as_large_as_its_distance_asks)
{
    struct Row {
        int distance_mm;
        double pitch_mm;
        float scale;
    };
    // Caption pixels of docs/SCREENS.md over 16, in quarters.
    const Row table[] = {{0, 0.63, 1}, {700, 0.275, 1}, {2000, 0.485, 1.75F}, {3000, 0.631, 2}, {5000, 0.631, 3.25F}, {3000, 0, 4}, {50000, 0.3, 4}};
    for (const Row& row : table)
        EXPECT_FLOAT_EQ(console::scale_for_distance(row.distance_mm, row.pitch_mm), row.scale) << row.distance_mm;
}

TEST(SeatPlan, a_first_start_has_the_scale_of_its_monitor)
{
    struct Row {
        double pitch_mm;
        float content_scale, scale;
    };
    // 24" 1080p, 27" 4K, the same where the desktop enlarges twice, 24" 4K, a laptop of 15.6", a 55" wall, one that does not say.
    const Row table[] = {{0.277, 1, 1}, {0.155, 1, 1.5F}, {0.155, 2, 1}, {0.137, 1, 1.75F}, {0.179, 1, 1.25F}, {0.631, 1, 1}, {0, 1, 1}, {0.05, 1, console::most_scale}};
    for (const Row& row : table)
        EXPECT_FLOAT_EQ(console::scale_for_density(row.pitch_mm, row.content_scale), row.scale) << row.pitch_mm;
}

TEST(SeatPlan, a_scale_leaves_every_screen_its_room)
{
    struct Row {
        float wanted;
        double width, height;
        float scale;
    };
    const Row table[] = {{2.5F, 3840, 2160, 2.5F}, {2.5F, 1920, 1080, 2.25F}, {2, 1366, 768, 1.5F}, {2, 1080, 1920, 1.5F}, {2, 640, 480, 1}, {1, 320, 200, 1}};
    for (const Row& row : table)
        EXPECT_FLOAT_EQ(console::scale_with_room(row.wanted, row.width, row.height), row.scale) << row.width << " at " << row.wanted;
    EXPECT_FLOAT_EQ(console::scale_with_room(4, 1920, 1080, console::least_far_width, console::least_far_height), 4) << "a wall read from 5 m";
}

TEST(SeatWindows, each_keeps_its_own_state_while_another_is_entered)
{
    Session session;
    session.layout = Layout::desk;
    session.typed_digits = "21";
    session.windows.resize(3);
    session.windows[2].layout = Layout::wall;
    session.windows[2].wall.tiles_shown = 16;
    {
        const InWindow wall(session, 2);
        EXPECT_EQ(session.window, 2u);
        EXPECT_EQ(session.layout, Layout::wall);
        EXPECT_EQ(session.wall.tiles_shown, 16);
        EXPECT_TRUE(session.typed_digits.empty());
        EXPECT_EQ(window_state(session, 0).layout, Layout::desk);
        session.wall.tiles_shown = 25;
        {
            const InWindow start(session, 1);
            EXPECT_EQ(session.layout, Layout::start);
        }
        EXPECT_EQ(session.window, 2u);
        EXPECT_EQ(session.wall.tiles_shown, 25);
    }
    EXPECT_EQ(session.layout, Layout::desk);
    EXPECT_EQ(session.typed_digits, "21");
    EXPECT_EQ(window_state(session, 2).wall.tiles_shown, 25);
    const InWindow none(session, 7);
    EXPECT_EQ(session.window, 0u) << "there is no such window";
}

TEST(WallMemory, brings_cameras_back_by_number_and_what_an_incident_covered)
{
    data::World world;
    data::Camera one, two;
    one.id = {5}, one.number = 217, two.id = {6}, two.number = 31;
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{one, two});
    console::WallState wall;
    wall.tiles_shown = 9;
    wall.view = "night";
    wall.tiles[0].camera = {5};
    wall.tiles[8] = {.camera = {6}, .is_hot = true, .hot = console::HotPicture{.incident = {1}, .before = {5}}};
    const console::WallMemory memory = console::remember_wall(wall, world);

    two.id = {77}; // another import
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{one, two});
    console::WallState found;
    found.tiles[3].camera = {5};
    console::restore_wall(found, memory, world);
    EXPECT_EQ(found.tiles_shown, 9);
    EXPECT_EQ(found.view, "night");
    EXPECT_EQ(found.tiles[0].camera, data::CameraId{5});
    EXPECT_FALSE(found.tiles[3].camera);
    EXPECT_EQ(found.tiles[8].camera, data::CameraId{5});
    EXPECT_TRUE(found.tiles[8].is_hot);
    EXPECT_FALSE(found.tiles[8].hot);
}

}
