#include "console/wall/tile.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using console::make_tile, console::Sign, console::TileInput, console::TileModel, console::TileSize;
using video::State;

namespace {

const data::TimePoint now = data::TimePoint{} + std::chrono::hours(500000);

class Tile : public testing::Test {
protected:
    data::Camera camera;
    console::Texts text;
    TileInput input;

    Tile()
    {
        text.set_language(console::Language::en);
        camera.number = 217;
        camera.name = "Gate 3";
        camera.main_url = "rtsp://192.0.2.1/1";
        input.camera = &camera;
        input.picture.texture = 7;
        input.picture.width = 640;
        input.picture.height = 360;
    }
    TileModel model(State state)
    {
        input.picture.status.state = state;
        return make_tile(input, text, now, [](data::TimePoint) { return std::string("02:09:51"); });
    }
};

TEST_F(Tile, every_state_but_live_has_a_sign)
{
    for (std::size_t i = 0; i < video::state_names.size(); ++i) {
        const auto state = static_cast<State>(i);
        const TileModel m = model(state);
        EXPECT_EQ(m.sign.has_value(), state != State::live) << video::state_names[i];
        EXPECT_EQ(m.number, "0217");
        if (state != State::live) {
            EXPECT_FALSE(m.word.empty()) << video::state_names[i];
        }
    }
}

TEST_F(Tile, an_old_picture_while_connecting_is_grey_and_has_its_time)
{
    input.picture.status.last_new_picture = now - 1h;
    EXPECT_NE(model(State::connecting).cause.find("02:09:51"), std::string::npos);
    EXPECT_LT(model(State::connecting).picture_alpha, 1);
    input.picture.texture = 0;
    EXPECT_EQ(model(State::connecting).cause.find("02:09:51"), std::string::npos) << "there is none to be seen";
}

TEST_F(Tile, only_what_may_be_trusted_looks_plain)
{
    for (std::size_t i = 0; i < video::state_names.size(); ++i) {
        const auto state = static_cast<State>(i);
        const TileModel m = model(state);
        const bool plain = m.texture != 0 && m.picture_alpha == 1 && !m.veiled && !m.dashed && !m.solid && !m.double_frame;
        const bool is_live = state == State::live || state == State::unchanged || state == State::too_dark;
        EXPECT_EQ(plain, is_live || state == State::still || state == State::delayed) << video::state_names[i];
        EXPECT_EQ(m.is_live, is_live);
    }
}

TEST_F(Tile, a_still_tells_its_age_and_a_playlist_how_far_it_is_behind)
{
    input.picture.status.last_new_picture = now - 12s;
    input.picture.status.lag = 18'200ms;
    const TileModel still = model(State::still);
    EXPECT_EQ(still.word, "still, 12 s old");
    EXPECT_EQ(still.age, "12 s");
    EXPECT_EQ(*still.changes_at, now + 1s);
    const TileModel delayed = model(State::delayed);
    EXPECT_EQ(delayed.word, "delayed 18 s");
    EXPECT_EQ(delayed.age, "18 s");
    EXPECT_FALSE(delayed.is_live || still.is_live) << "neither is counted so";
    input.picture.status.asked_every = 5s;
    input.focused = true;
    EXPECT_EQ(model(State::still).word, "still, 12 s old · asked every 5 s");
}

TEST_F(Tile, frozen_counts_from_the_last_new_picture)
{
    input.picture.status.last_new_picture = now - 12s;
    input.picture.status.since = now - 9s;
    input.picture.status.cause = video::Cause::repeated_picture;
    const TileModel m = model(State::frozen);
    EXPECT_EQ(m.age, "12 s");
    EXPECT_EQ(m.word, "frozen for 12 s");
    EXPECT_EQ(m.cause, "the same picture again and again");
    EXPECT_TRUE(m.veiled);
    ASSERT_TRUE(m.changes_at);
    EXPECT_EQ(*m.changes_at, now + 1s);
    EXPECT_EQ(m.heartbeat, -1);
}

TEST_F(Tile, a_camera_without_an_address_says_so_and_counts_no_seconds)
{
    camera.main_url.clear();
    input.picture.status.next_attempt = now + 7500ms;
    const TileModel m = model(State::retrying);
    EXPECT_EQ(m.word, "no address");
    EXPECT_TRUE(m.age.empty());
}

TEST_F(Tile, a_refused_password_names_the_key_that_can_mend_it)
{
    struct Row {
        const char* credential;
        video::Cause cause;
        bool edits;
    };
    for (const Row& row : {Row{"recorder-east", video::Cause::wrong_password, true}, Row{"", video::Cause::wrong_password, false},
                           Row{"recorder-east", video::Cause::no_credential, true}, Row{"recorder-east", video::Cause::certificate, false}}) {
        camera.credential = row.credential;
        input.picture.status.cause = row.cause;
        EXPECT_EQ(model(State::refused).cause.find("edit: E") != std::string::npos, row.edits) << row.credential << static_cast<int>(row.cause);
    }
}

TEST_F(Tile, a_hot_tile_says_so_and_how_many_wait)
{
    input.is_hot_tile = true;
    EXPECT_EQ(model(State::live).note, "HOT");
    input.hot_waiting = 3;
    EXPECT_EQ(model(State::live).note, "HOT · waiting: 3");
    input.hot = data::Severity::grave;
    input.note = "#4471 gas";
    EXPECT_EQ(model(State::live).note, "#4471 gas · waiting: 3") << "its band says that it is hot";
    input.camera = nullptr;
    EXPECT_EQ(model(State::live).word, "HOT (free)");
}

TEST_F(Tile, a_band_keeps_the_number_and_drops_words_whole)
{
    input.is_hot_tile = true, input.hot_waiting = 3;
    input.hot = data::Severity::grave;
    input.band = {"#4471", "gas smell", "Jiefang Av 12"};
    const std::vector<std::string> parts = model(State::live).band;
    EXPECT_EQ(parts, (std::vector<std::string>{"#4471", "gas smell", "waiting: 3", "Jiefang Av 12"}));
    const auto within = [&](std::size_t letters) { return console::band_words(parts, [=](const std::string& words) { return words.size() <= letters; }); };
    EXPECT_EQ(within(80), "#4471 gas smell · waiting: 3 · Jiefang Av 12");
    EXPECT_EQ(within(40), "#4471 gas smell · waiting: 3") << "the place gives way first";
    EXPECT_EQ(within(24), "#4471 gas smell");
    EXPECT_EQ(within(10), "#4471");
    EXPECT_EQ(within(4), "") << "half a number is another";
}

TEST_F(Tile, retrying_counts_down_and_says_when_the_picture_was)
{
    input.picture.status.attempt = 3;
    input.picture.status.next_attempt = now + 7500ms;
    input.picture.status.last_new_picture = now - 5min;
    const TileModel m = model(State::retrying);
    EXPECT_EQ(m.word, "retry 3, in 8 s");
    EXPECT_EQ(m.cause, "last picture 02:09:51");
    EXPECT_LT(m.picture_alpha, 0.5F);
}

TEST_F(Tile, being_drawn_says_how_far)
{
    input.picture.status.cause = video::Cause::being_drawn;
    input.picture.status.progress = 0.4;
    EXPECT_EQ(model(State::connecting).word, "being drawn 40 %");
}

TEST_F(Tile, steps_of_connecting_fill_the_ring)
{
    for (int step = 0; step < 6; ++step) {
        input.picture.status.step = static_cast<video::Step>(step);
        EXPECT_EQ(model(State::connecting).steps, step + 1);
        EXPECT_FALSE(model(State::connecting).cause.empty());
    }
}

TEST_F(Tile, refused_and_no_right_never_show_a_picture)
{
    EXPECT_EQ(model(State::refused).texture, 0U);
    EXPECT_EQ(model(State::no_right).texture, 0U);
}

TEST_F(Tile, heartbeat_follows_the_pictures)
{
    input.picture.serial = 23;
    EXPECT_EQ(model(State::live).heartbeat, 3);
    input.picture.serial = 24;
    EXPECT_EQ(model(State::live).heartbeat, 4);
    EXPECT_EQ(model(State::frozen).heartbeat, -1);
}

TEST_F(Tile, age_shows_over_one_second_and_reduced_rate_is_said)
{
    input.picture.status.last_new_picture = now - 900ms;
    EXPECT_EQ(model(State::live).age, "");
    input.picture.status.last_new_picture = now - 3s;
    EXPECT_EQ(model(State::live).age, "3 s");
    input.picture.picture_rate = console::PictureRate::reduced;
    input.picture.rate = 0.5;
    EXPECT_EQ(model(State::live).age, "key 2 s");
}

TEST(TileSizes, follow_the_height)
{
    const std::pair<float, TileSize> rows[] = {{262, TileSize::large}, {220, TileSize::large}, {219, TileSize::medium}, {130, TileSize::medium},
                                               {129, TileSize::small}, {80, TileSize::small}, {79, TileSize::bare}};
    for (const auto& [height, size] : rows)
        EXPECT_EQ(console::tile_size(height), size) << height;
}

TEST(TileSizes, a_narrow_tile_has_no_gutter)
{
    EXPECT_EQ(console::tile_measures({0, 0, 120, 200}, 1).size, TileSize::bare);
    EXPECT_EQ(console::tile_measures({0, 0, 120, 200}, 1).gutter, 0);
    EXPECT_EQ(console::tile_measures({0, 0, 240, 200}, 2).size, TileSize::bare) << "logical pixels";
    EXPECT_EQ(console::tile_measures({0, 0, 160, 90}, 1).size, TileSize::small);
}

TEST(TileLayouts, never_cover_the_picture_and_keep_its_aspect)
{
    for (const float aspect : {16.F / 9, 4.F / 3, 9.F / 16, 2.35F})
        for (const auto& box : {console::Rect{0, 0, 480, 262}, console::Rect{10, 5, 282, 178}, console::Rect{0, 0, 960, 524}, console::Rect{0, 0, 300, 500}}) {
            const auto layout = console::tile_layout(box, aspect, false, 1, false);
            EXPECT_NEAR(layout.picture.width / layout.picture.height, aspect, aspect * 0.03F);
            EXPECT_GE(layout.picture.x, layout.gutter.x + layout.gutter.width - 0.5F);
            EXPECT_LE(layout.picture.y + layout.picture.height, layout.caption.y + 0.5F);
            EXPECT_GE(layout.gutter.width, 40) << "four figures at 14 px";
            EXPECT_LE(layout.gutter.width, 96);
            EXPECT_GE(layout.caption.height, 16);
            EXPECT_LE(layout.caption.height, 48);
        }
    const auto wall = console::tile_layout({0, 0, 480, 262}, 16.F / 9, false, 1, false);
    EXPECT_NEAR(wall.picture.width, 414, 2) << "docs/SCREENS.md, 4×4 of 1920×1080";
    EXPECT_NEAR(wall.picture.height, 233, 1);
}

}
