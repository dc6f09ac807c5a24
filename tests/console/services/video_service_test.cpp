// The tile's picture and the world's condition of a camera, from its first frame on: one decision.

#include "console/services/video_service.h"
#include "console/text/camera_words.h"
#include "console/window/surface.h"

#include "tests/video/test_clip.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

using namespace console;
using namespace std::chrono_literals;

namespace {

class OneTruth : public testing::Test {
protected:
    const data::CameraId camera{7};
    video_test::Folder folder;
    std::unique_ptr<Surface> surface = make_offscreen({.width = 320, .height = 200});
    Scheduler scheduler{[] {}};
    AppClock clock;
    Texts text;
    TilePresenter presenter;
    PastService past;
    data::World world;
    std::vector<std::string> logged; // states, in their order
    std::unique_ptr<VideoService> service;

    void SetUp() override
    {
        video_test::make_clip(folder / "clip.mp4", 48, 24);
        data::Camera one;
        one.id = camera;
        one.number = 7;
        one.main_url = (folder / "clip.mp4").string();
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{one});
        VideoEvents events;
        events.condition = [this](data::CameraId id, int, data::CameraCondition condition, const char* cause) {
            if (cause)
                logged.push_back(name_of(condition.state));
            apply(world, data::CameraConditionChanged{id, std::move(condition)});
        };
        events.replay_gone = [](data::CameraId) {};
        service = std::make_unique<VideoService>(scheduler, clock, text, presenter, past, [] {}, std::move(events));
        service->take_files_as_live();
    }
    void TearDown() override
    {
        service.reset();
        EXPECT_TRUE(video::wait_for_reaper(30s));
    }

    std::string on_tile() const { return video::state_names[static_cast<std::size_t>(service->picture(camera).status.state)]; }
    std::string in_world() const
    {
        const auto at = world.conditions.find(camera);
        return name_of(at == world.conditions.end() ? data::PictureState::never_asked : at->second.state);
    }
    /// A frame as the loop has it: pictures, drawing, wishes. What is drawn is what the world knows.
    void frame(const WantedPicture& wish)
    {
        service->take_pictures();
        if (service->is_running(camera)) {
            EXPECT_EQ(on_tile(), in_world());
        }
        service->follow(world, {wish});
        EXPECT_EQ(on_tile(), in_world());
    }
    WantedPicture wish(int width, int height) const { return {.camera = camera, .width = width, .height = height, .where = width > 0 ? "wall 1" : "guard"}; }
};

TEST_F(OneTruth, from_the_first_frame_to_the_first_picture_and_after_it)
{
    EXPECT_TRUE(video_test::until([&] {
        frame(wish(320, 180));
        return on_tile() == "live" && service->picture(camera).serial > 3;
    }));
    ASSERT_FALSE(logged.empty());
    EXPECT_EQ(logged.front(), "live") << "that it was opened stands in the log already";
}

TEST_F(OneTruth, a_camera_connected_unseen_is_not_live_before_its_first_picture)
{
    ASSERT_TRUE(video_test::until([&] {
        frame(wish(0, 0));
        return on_tile() == "live";
    }));
    frame(wish(320, 180));
    EXPECT_EQ(on_tile(), "connecting") << "there is no picture yet";
    EXPECT_TRUE(video_test::until([&] {
        frame(wish(320, 180));
        return on_tile() == "live";
    }));
    EXPECT_GT(service->picture(camera).serial, 0u);
    frame(wish(0, 0));
    EXPECT_EQ(on_tile(), "live") << "unseen again: its packets are enough";
}

}
