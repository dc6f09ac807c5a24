#include "console/services/demo_stamp.h"

#include "console/wall/demo_label.h"
#include "data/demo/demo_options.h"

#include <gtest/gtest.h>

namespace {

using namespace std::chrono_literals;

video::Frame grey(int width, int height)
{
    video::Frame frame{.width = width, .height = height};
    frame.rgba.assign(static_cast<std::size_t>(width) * height * 4, 100);
    return frame;
}

/// The frame with what the camera burns in.
video::Frame stamped(const video::Stamp& stamp, video::SystemTime made, int width = 640, int height = 360)
{
    video::Frame frame = grey(width, height);
    stamp->draw(frame, made);
    return frame;
}

struct DemoStampPicture : testing::Test {
    data::World world;
    data::Camera camera{.id = {1}, .number = 217, .name = "解放大道"};
    console::AppClock clock{data::demo_moment};

    void SetUp() override
    {
        if (console::make_demo_label("1", 18).coverage.empty())
            GTEST_SKIP() << "Noto Sans CJK is not installed";
        world.workspace.utc_offset = "+08:00";
        camera.main_url = "demo:217";
    }
};

TEST(DemoStampWords, are_those_of_the_zones_clocks)
{
    EXPECT_EQ(console::stamp_words(data::demo_moment, 480min), "2026-11-22 02:14:37");
    EXPECT_EQ(console::stamp_words(data::demo_moment, 0min), "2026-11-21 18:14:37");
    EXPECT_EQ(console::stamp_words(data::demo_moment + 23s, 480min), "2026-11-22 02:15:00");
}

TEST_F(DemoStampPicture, shows_the_pictures_own_second)
{
    const auto stamp = console::demo_stamp(world, camera, clock);
    const auto now = console::AppClock::system_now();
    const auto shown = stamped(stamp, now).rgba;
    EXPECT_NE(shown, grey(640, 360).rgba);
    EXPECT_EQ(shown, stamped(stamp, now).rgba);
    // A loop of the footage later, and a second later: another clock.
    EXPECT_NE(shown, stamped(stamp, now + 20s).rgba);
    EXPECT_NE(shown, stamped(stamp, now + 1s).rgba);
}

TEST_F(DemoStampPicture, of_a_late_camera_is_as_late)
{
    const auto now = console::AppClock::system_now();
    const auto plain = stamped(console::demo_stamp(world, camera, clock), now - console::demo_late_by).rgba;
    camera.main_url = "demo:217?fault=late";
    EXPECT_EQ(stamped(console::demo_stamp(world, camera, clock), now).rgba, plain);
}

TEST_F(DemoStampPicture, stands_while_the_clock_is_held)
{
    clock.stand_at(data::demo_moment);
    const auto stamp = console::demo_stamp(world, camera, clock);
    const auto now = console::AppClock::system_now();
    EXPECT_EQ(stamped(stamp, now).rgba, stamped(stamp, now - 900ms).rgba);
    EXPECT_NE(stamped(stamp, now).rgba, stamped(stamp, now - 30s).rgba) << "a replay";
}

TEST_F(DemoStampPicture, is_cut_with_the_picture_and_left_out_of_the_smallest)
{
    const auto stamp = console::demo_stamp(world, camera, clock);
    const auto now = console::AppClock::system_now();
    video::Frame middle = grey(200, 100);
    middle.part = {.left = 0.25, .top = 0.25, .width = 0.5, .height = 0.5};
    stamp->draw(middle, now);
    EXPECT_EQ(middle.rgba, grey(200, 100).rgba) << "the words lie at the edges";
    EXPECT_EQ(stamped(stamp, now, 80, 45).rgba, grey(80, 45).rgba);
    EXPECT_NE(stamped(stamp, now, 160, 90).rgba, grey(160, 90).rgba);
    stamped(stamp, now, 90, 100); // words wider than the picture: cut, no harm
}

TEST_F(DemoStampPicture, is_only_the_demos)
{
    camera.main_url = "rtsp://10.1.2.3/1";
    EXPECT_EQ(console::demo_stamp(world, camera, clock), nullptr);
    camera.main_url.clear();
    EXPECT_EQ(console::demo_stamp(world, camera, clock), nullptr);
}

}
