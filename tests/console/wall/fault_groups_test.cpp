#include "console/wall/fault_groups.h"

#include "data/records/facts.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using enum data::PictureState;

namespace {

const data::TimePoint noon = data::TimePoint{} + std::chrono::hours(500000);

struct FaultGroups : testing::Test {
    data::World world;
    std::vector<data::Camera> cameras;

    data::CameraId add(const std::string& url, const std::string& credential = {})
    {
        data::Camera camera;
        camera.id = {static_cast<std::int64_t>(cameras.size()) + 1};
        camera.number = static_cast<int>(cameras.size()) + 1;
        camera.main_url = url;
        camera.credential = credential;
        cameras.push_back(camera);
        world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
        return camera.id;
    }
    void say(data::CameraId id, data::PictureState state, data::TimePoint since = noon)
    {
        data::apply(world, data::CameraConditionChanged{id, {.state = state, .since = since}});
    }
};

TEST_F(FaultGroups, largest_first_by_state_where_nothing_is_shared)
{
    int minutes = 0;
    for (const auto state : {live, retrying, retrying, frozen, retrying, late, unchanged, frozen, connecting, answered}) {
        ++minutes;
        say(add("rtsp://camera-" + std::to_string(minutes) + "/live"), state, noon - std::chrono::minutes(minutes));
    }
    const auto groups = console::make_fault_groups(world);
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_EQ(groups[0].state, retrying);
    EXPECT_EQ(groups[0].cameras.size(), 3U);
    EXPECT_EQ(groups[0].since, noon - 5min);
    EXPECT_EQ(groups[1].cameras.size(), 2U);
}

TEST_F(FaultGroups, one_recorder_is_one_line_by_its_name)
{
    for (int channel = 0; channel < 4; ++channel)
        say(add("rtsp://10.9.8.7:554/ch" + std::to_string(channel), "recorder-east"), channel == 3 ? frozen : retrying, noon - std::chrono::minutes(10 - channel));
    for (int i = 0; i < 3; ++i)
        say(add("rtsp://10.1.1." + std::to_string(i) + "/live"), retrying, noon - std::chrono::minutes(30 + i));
    say(add("rtsp://elsewhere/live"), black);
    const auto groups = console::make_fault_groups(world);
    ASSERT_EQ(groups.size(), 3U);
    EXPECT_EQ(groups[0].where, "recorder-east");
    EXPECT_EQ(groups[0].cameras.size(), 4U);
    EXPECT_EQ(groups[0].since, noon - 10min);
    EXPECT_EQ(groups[1].where, "10.1.1.0/24");
    EXPECT_EQ(groups[2].where, "");
    EXPECT_EQ(groups[2].state, black);
}

TEST_F(FaultGroups, a_minute_is_shared_only_by_cameras_that_were_well)
{
    std::vector<data::CameraId> ids;
    for (int i = 0; i < 3; ++i)
        ids.push_back(add("rtsp://camera-" + std::to_string(i) + "/live"));
    for (const data::CameraId id : ids)
        say(id, retrying, noon);
    EXPECT_FALSE(console::make_fault_groups(world).at(0).is_together) << "they were only opened together";
    for (const data::CameraId id : ids)
        say(id, live, noon + 1min);
    EXPECT_TRUE(console::make_fault_groups(world).empty());
    for (const data::CameraId id : ids)
        say(id, frozen, noon + 2min), say(id, retrying, noon + 2min);
    EXPECT_TRUE(console::make_fault_groups(world).at(0).is_together);
}

TEST_F(FaultGroups, news_are_said_once_and_once_more_when_all_are_back)
{
    std::vector<data::CameraId> ids;
    for (int i = 0; i < 4; ++i)
        ids.push_back(add("rtsp://recorder/ch" + std::to_string(i)));
    console::FaultNews news;
    const auto heard = [&] { return news.follow(console::make_fault_groups(world)); };
    say(ids[0], retrying), say(ids[1], retrying);
    EXPECT_TRUE(heard().empty()) << "two are no group";
    say(ids[2], retrying);
    auto said = heard();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_EQ(said[0].group.where, "recorder");
    EXPECT_FALSE(said[0].is_over);
    say(ids[3], retrying);
    EXPECT_TRUE(heard().empty()) << "one more is no news";
    for (int i = 0; i < 3; ++i)
        say(ids[static_cast<std::size_t>(i)], answered);
    EXPECT_TRUE(heard().empty()) << "one is still in trouble";
    say(ids[3], live);
    said = heard();
    ASSERT_EQ(said.size(), 1U);
    EXPECT_TRUE(said[0].is_over);
    EXPECT_EQ(said[0].group.cameras.size(), 4U);
    EXPECT_TRUE(heard().empty());
}

}
