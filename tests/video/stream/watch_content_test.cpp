#include "video/stream/watch.h"

#include <gtest/gtest.h>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// A well camera, 25 pictures a second, a key frame each 2 s, of which somebody looks at one each 1.4 s.
class Looked {
public:
    Watch watch;
    Time now{1h};
    Content content = Content::scene;
    bool still = false, same_luma = false, dark = false, faint = false;
    int frame = 0;

    void run(microseconds span)
    {
        for (const Time end = now + span; now < end;) {
            now += 40ms;
            const bool key = frame++ % 50 == 0;
            watch.on_packet({.at = now, .timestamp = now.time_since_epoch() / 1us * 1us, .hash = key ? std::uint64_t(frame) : 0, .key = key});
            if (!same_luma)
                ++luma_;
            watch.on_picture({.at = now, .luma_hash = luma_, .dark = dark, .faint = faint, .key = key});
            if (frame % 35 == 0)
                watch.on_finding({.at = now, .content = content, .still = still});
        }
    }
    Verdict verdict() { return watch.judge(now); }

private:
    std::uint64_t luma_ = 0;
};

TEST(WatchContent, one_strong_colour_or_bars_are_no_signal_within_three_seconds)
{
    for (const auto& [content, cause] : {std::pair{Content::flat_colour, Cause::one_colour}, {Content::colour_bars, Cause::colour_bars}}) {
        Looked camera;
        camera.run(10s);
        EXPECT_EQ(camera.verdict().state, State::live);
        const Time begin = camera.now;
        camera.content = content;
        camera.run(3s);
        EXPECT_EQ(camera.verdict().state, State::no_signal);
        EXPECT_EQ(camera.verdict().cause, cause);
        EXPECT_GE(camera.verdict().since, begin);
        camera.content = Content::scene;
        camera.run(1500ms);
        EXPECT_EQ(camera.verdict().state, State::live);
    }
}

TEST(WatchContent, one_look_alone_proves_nothing)
{
    Looked camera;
    camera.run(1h / 60 - 1s);
    for (int i = 0; i < 20; ++i) {
        camera.content = i % 2 ? Content::flat_colour : Content::scene;
        camera.run(1400ms);
        EXPECT_EQ(camera.verdict().state, State::live);
    }
}

TEST(WatchContent, grey_is_fog_until_it_has_stood_still_for_long)
{
    Looked camera;
    camera.content = Content::flat_grey;
    camera.run(60s);
    EXPECT_EQ(camera.verdict().state, State::live) << "fog moves";
    camera.still = true;
    camera.run(15s);
    EXPECT_EQ(camera.verdict().state, State::live);
    camera.run(8s);
    EXPECT_EQ(camera.verdict().state, State::no_signal);
    EXPECT_EQ(camera.verdict().cause, Cause::one_colour);
}

/// The noise of a sensor in the dark comes and goes over the verge of black.
TEST(WatchContent, what_is_on_the_verge_of_black_does_not_flip)
{
    Looked camera;
    camera.run(2s);
    camera.dark = true;
    camera.run(8s);
    ASSERT_EQ(camera.verdict().state, State::black);
    for (int i = 0; i < 200; ++i) {
        camera.dark = i % 3 != 0;
        camera.faint = !camera.dark;
        camera.run(40ms);
        ASSERT_EQ(camera.verdict().state, State::black) << i;
    }
    camera.dark = false;
    camera.run(6s);
    EXPECT_NE(camera.verdict().state, State::black) << "faint for long: something is there";
    camera.dark = true, camera.faint = false;
    camera.run(8s);
    ASSERT_EQ(camera.verdict().state, State::black);
    camera.dark = false;
    camera.run(40ms);
    EXPECT_EQ(camera.verdict().state, State::live) << "light is seen at once";
}

TEST(WatchContent, too_dark_is_said_and_is_no_fault)
{
    Looked camera;
    camera.content = Content::too_dark;
    camera.run(3s);
    EXPECT_EQ(camera.verdict().state, State::too_dark);
    EXPECT_EQ(camera.verdict().cause, Cause::none);
}

TEST(WatchContent, equal_key_frames_of_a_camera_whose_key_frames_always_differed_are_frozen)
{
    Looked camera;
    camera.run(60s); // 30 key frames
    const Time last_new = camera.now;
    camera.same_luma = true;
    camera.run(5s);
    EXPECT_EQ(camera.verdict().state, State::live);
    camera.run(3s);
    EXPECT_EQ(camera.verdict().state, State::frozen);
    EXPECT_EQ(camera.verdict().cause, Cause::repeated_picture);
    EXPECT_EQ(camera.verdict().since, last_new);
    EXPECT_EQ(camera.verdict().last_new_picture, last_new);
    camera.same_luma = false;
    camera.run(3s);
    EXPECT_EQ(camera.verdict().state, State::live);
    camera.same_luma = true;
    camera.run(20s);
    EXPECT_EQ(camera.verdict().state, State::unchanged) << "it has been still before and went on: no proof any more";
}

TEST(WatchContent, equal_key_frames_of_a_camera_not_known_for_long_are_unchanged)
{
    Looked camera;
    camera.run(20s);
    camera.same_luma = true;
    camera.run(20s);
    EXPECT_EQ(camera.verdict().state, State::unchanged);
}

TEST(WatchContent, packets_fed_in_vain_are_broken_data_and_those_left_out_are_not)
{
    for (const bool fed : {true, false}) {
        Looked camera;
        camera.run(6s);
        for (int i = 0; i < 30; ++i) { // few pieces of garbage still look like packets
            camera.now += 100ms;
            camera.watch.on_packet({.at = camera.now, .timestamp = camera.now.time_since_epoch() / 1us * 1us});
            if (fed)
                camera.watch.on_fed();
        }
        EXPECT_EQ(camera.verdict().state, fed ? State::frozen : State::live);
        EXPECT_EQ(camera.verdict().cause, fed ? Cause::broken_data : Cause::none);
    }
}

/// One packet, and what the decoder made of it.
enum class Made { sound, damaged, refused };
void feed(Looked& camera, Made made)
{
    camera.now += 100ms;
    camera.watch.on_packet({.at = camera.now, .timestamp = camera.now.time_since_epoch() / 1us * 1us});
    camera.watch.on_fed();
    if (made == Made::refused)
        camera.watch.on_refused();
    else
        camera.watch.on_picture({.at = camera.now, .luma_hash = std::uint64_t(camera.now.time_since_epoch().count()), .damaged = made == Made::damaged});
}

TEST(WatchContent, garbage_of_which_some_decodes_by_chance_is_broken_data)
{
    Looked camera;
    camera.run(6s);
    const Time end = camera.now;
    for (int i = 0; i < 25; ++i)
        feed(camera, i % 4 == 2 ? Made::damaged : Made::refused);
    EXPECT_EQ(camera.verdict().state, State::frozen);
    EXPECT_EQ(camera.verdict().cause, Cause::broken_data);
    EXPECT_EQ(camera.verdict().since, end);
    feed(camera, Made::sound);
    EXPECT_EQ(camera.verdict().state, State::live);
}

TEST(WatchContent, a_line_on_which_each_picture_is_damaged_and_some_are_lost_lives)
{
    Looked camera;
    camera.run(6s);
    for (int i = 0; i < 100; ++i) {
        feed(camera, i % 5 == 0 ? Made::refused : Made::damaged);
        EXPECT_EQ(camera.verdict().state, State::live) << i;
    }
}

TEST(WatchContent, one_refused_packet_and_nothing_after_it_is_broken_data)
{
    Looked camera;
    camera.run(6s);
    feed(camera, Made::refused);
    camera.now += 2s;
    camera.watch.on_packet({.at = camera.now, .timestamp = camera.now.time_since_epoch() / 1us * 1us}); // left out, as unreferenced ones are
    EXPECT_EQ(camera.verdict().state, State::frozen);
    EXPECT_EQ(camera.verdict().cause, Cause::broken_data);
}

}
