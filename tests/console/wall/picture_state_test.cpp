// One decision for the tile and the world: states, their worth and the words of a cause.

#include "console/text/camera_words.h"
#include "console/wall/picture_state.h"
#include "console/wall/tile.h"
#include "data/records/condition.h"

#include <gtest/gtest.h>

using namespace console;
using namespace std::chrono_literals;
using video::State;

namespace {

constexpr data::TimePoint evening = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + 20h;

std::vector<State> all_states()
{
    std::vector<State> all;
    for (std::size_t i = 0; i < video::state_names.size(); ++i)
        all.push_back(static_cast<State>(i));
    return all;
}

TEST(PictureState, has_the_same_name_in_the_world)
{
    for (const State state : all_states())
        EXPECT_STREQ(name_of(picture_state_of(state)), video::state_names[static_cast<std::size_t>(state)]);
    EXPECT_STREQ(name_of(data::PictureState::answered), "answered");
}

TEST(PictureState, the_world_calls_faulty_what_no_tile_shows_as_now)
{
    Texts text;
    data::Camera camera;
    for (const State state : all_states()) {
        TileInput input;
        input.camera = &camera;
        input.picture.texture = 7;
        input.picture.status = {.state = state, .since = evening};
        const TileModel tile = make_tile(input, text, evening, [](data::TimePoint) { return std::string(); });
        const data::PictureState known = picture_state_of(state);
        const char* name = video::state_names[static_cast<std::size_t>(state)];
        EXPECT_FALSE(data::is_faulty(known) && tile.is_live) << name;
        EXPECT_FALSE(data::is_faulty(known) && data::is_well(known)) << name;
        if (tile.is_live) {
            EXPECT_TRUE(data::is_well(known)) << name;
        }
    }
}

TEST(PictureState, nobody_says_live_before_the_first_picture)
{
    EXPECT_EQ(decided_status({.state = State::never_asked}, false).state, State::connecting) << "its thread has not begun yet";
    EXPECT_EQ(decided_status({.state = State::live}, false).state, State::live) << "unseen: packets are enough";
    const video::Status waits = decided_status({.state = State::live}, true);
    EXPECT_EQ(waits.state, State::connecting);
    EXPECT_EQ(waits.step, video::Step::key_frame);
    EXPECT_EQ(decided_status({.state = State::frozen}, true).state, State::frozen);
}

TEST(PictureState, tile_and_world_give_the_same_reason)
{
    Texts text;
    text.set_language(Language::en);
    data::Camera camera;
    camera.main_url = "rtsp://192.0.2.1/1";
    for (const video::Cause cause : {video::Cause::no_answer, video::Cause::being_drawn, video::Cause::none, video::Cause::stopped}) {
        const video::Status status{.state = State::frozen, .cause = cause, .since = evening, .progress = 0.4};
        TileInput input;
        input.camera = &camera;
        input.picture.status = status;
        const data::CameraCondition known = condition_from(status, text);
        EXPECT_EQ(make_tile(input, text, evening, [](data::TimePoint) { return std::string(); }).cause, known.cause);
        EXPECT_EQ(known.since, evening);
        EXPECT_EQ(known.cause.empty(), cause == video::Cause::none || cause == video::Cause::stopped);
    }
}

}
