#include "video/stream/watch.h"

#include <gtest/gtest.h>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// A camera under a fake clock: 25 pictures a second, a key frame each 2 s, unless told otherwise.
class FakeCamera {
public:
    Watch watch;
    Time now{std::chrono::hours(1)};
    microseconds interval = 40ms, timestamp = 0us;
    bool same_packet = false, small_packets = false, same_luma = false, dark = false, decodes = true,
         clock_stands = false, no_clock = false;
    int frame = 0;

    void step()
    {
        now += interval;
        if (!clock_stands)
            timestamp += interval;
        if (!same_packet)
            ++packet_;
        PacketSeen packet{.at = now, .hash = small_packets ? 0 : packet_ + 1, .key = frame++ % 50 == 0};
        if (!no_clock)
            packet.timestamp = timestamp;
        watch.on_packet(packet);
        if (!same_luma)
            ++luma_;
        if (decodes)
            watch.on_picture({.at = now, .luma_hash = luma_, .dark = dark});
    }
    void run(microseconds span)
    {
        for (const Time end = now + span; now < end;)
            step();
    }
    State state() { return watch.judge(now).state; }

private:
    std::uint64_t packet_ = 0, luma_ = 0;
};

TEST(Watch, connects_until_the_first_picture)
{
    FakeCamera camera;
    camera.decodes = false;
    EXPECT_EQ(camera.state(), State::connecting);
    camera.run(1s);
    EXPECT_EQ(camera.state(), State::connecting);
    camera.decodes = true;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, a_camera_that_runs_is_live_for_hours)
{
    FakeCamera camera;
    camera.step();
    for (int i = 0; i < 3 * 3600; ++i) {
        camera.run(1s);
        ASSERT_EQ(camera.state(), State::live) << i;
    }
}

TEST(Watch, silence_is_frozen_after_two_seconds_and_counts_from_the_last_picture)
{
    FakeCamera camera;
    camera.run(5s);
    const Time last = camera.now;
    camera.now += 1900ms;
    EXPECT_EQ(camera.state(), State::live);
    camera.now += 200ms;
    const Verdict verdict = camera.watch.judge(camera.now);
    EXPECT_EQ(verdict.state, State::frozen);
    EXPECT_EQ(verdict.cause, Cause::no_packets);
    EXPECT_EQ(verdict.since, last);
    EXPECT_EQ(verdict.last_new_picture, last);
    camera.timestamp += 2100ms;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, a_slow_camera_is_not_called_frozen)
{
    FakeCamera camera;
    camera.interval = 4s;
    camera.run(40s);
    camera.now += 5s;
    EXPECT_EQ(camera.state(), State::live);
    camera.now += 8s;
    EXPECT_EQ(camera.state(), State::frozen);
}

TEST(Watch, timestamps_that_stand_still_are_frozen)
{
    FakeCamera camera;
    camera.run(5s);
    camera.clock_stands = true;
    camera.run(60s);
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::live) << "the picture moves";
    const Time moved = camera.now;
    camera.same_luma = camera.small_packets = true;
    camera.run(3s);
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::clock_stands);
    EXPECT_EQ(camera.watch.judge(camera.now).last_new_picture, moved);
    camera.same_luma = camera.small_packets = false;
    camera.clock_stands = false;
    camera.step();
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::none);
}

TEST(Watch, a_camera_without_timestamps_is_live)
{
    FakeCamera camera;
    camera.no_clock = true;
    camera.run(20s);
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, the_same_coded_picture_again_and_again_is_frozen)
{
    FakeCamera camera;
    camera.run(5s);
    const Time last_distinct = camera.now;
    camera.same_packet = camera.same_luma = true;
    camera.run(3s);
    const Verdict verdict = camera.watch.judge(camera.now);
    EXPECT_EQ(verdict.state, State::frozen);
    EXPECT_EQ(verdict.cause, Cause::repeated_picture);
    EXPECT_EQ(verdict.since, last_distinct);
    EXPECT_EQ(verdict.last_new_picture, last_distinct);
    camera.same_packet = camera.same_luma = false;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, a_still_scene_of_small_packets_is_unchanged_and_not_frozen)
{
    FakeCamera camera;
    camera.run(5s);
    camera.small_packets = camera.same_luma = true;
    camera.run(9s);
    EXPECT_EQ(camera.state(), State::live);
    camera.run(2s);
    EXPECT_EQ(camera.state(), State::unchanged);
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::none);
    camera.same_luma = false;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, black_takes_two_key_frames_time)
{
    FakeCamera camera;
    camera.run(5s);
    camera.dark = true;
    camera.run(3s);
    EXPECT_EQ(camera.state(), State::live) << "a lorry before the lens";
    camera.run(2s);
    EXPECT_EQ(camera.state(), State::black);
    camera.dark = false;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, packets_without_pictures_are_frozen_by_broken_data)
{
    FakeCamera camera;
    camera.run(5s);
    camera.decodes = false;
    camera.run(4s);
    EXPECT_EQ(camera.state(), State::live);
    camera.run(4s);
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::broken_data);
}

TEST(Watch, an_unseen_camera_is_judged_by_packets_alone)
{
    FakeCamera camera;
    camera.decodes = false;
    camera.watch.expect_pictures(false, camera.now);
    camera.run(60s);
    EXPECT_EQ(camera.state(), State::live);
    camera.now += 3s;
    EXPECT_EQ(camera.state(), State::frozen);
}

TEST(Watch, seen_again_it_has_time_to_decode)
{
    FakeCamera camera;
    camera.run(5s);
    camera.watch.expect_pictures(false, camera.now);
    camera.decodes = false;
    camera.run(60s);
    camera.watch.expect_pictures(true, camera.now);
    camera.run(1s);
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, behind_the_live_edge_is_late_until_caught_up)
{
    FakeCamera camera;
    camera.run(5s);
    camera.now += 1300ms; // our thread was held up; packets of the time before come now
    camera.step();
    const Verdict verdict = camera.watch.judge(camera.now);
    EXPECT_EQ(verdict.state, State::late);
    EXPECT_NEAR(verdict.lag.count(), 1300, 5);
    camera.now -= 600ms;
    camera.step();
    EXPECT_EQ(camera.state(), State::late) << "ends under half a second only";
    camera.now -= 500ms;
    camera.step();
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, own_lag_of_a_paced_recording_is_late_too)
{
    FakeCamera camera;
    camera.no_clock = true;
    camera.run(5s);
    camera.watch.on_own_lag(1500ms);
    EXPECT_EQ(camera.state(), State::late);
    camera.watch.on_own_lag(100ms);
    EXPECT_EQ(camera.state(), State::live);
}

TEST(Watch, a_camera_clock_that_jumps_is_not_late)
{
    FakeCamera camera;
    camera.run(5s);
    for (const microseconds jump : {microseconds(-3600s), microseconds(3600s), microseconds(-700ms)}) {
        camera.timestamp += jump;
        camera.run(2s);
        EXPECT_EQ(camera.state(), State::live) << jump.count();
    }
}

TEST(Watch, a_camera_clock_that_runs_slow_is_not_late)
{
    FakeCamera camera;
    camera.run(1s);
    for (int i = 0; i < 8 * 3600; ++i) {
        camera.run(1s);
        camera.timestamp -= 200us; // 200 ppm
        ASSERT_EQ(camera.state(), State::live) << i;
    }
}

TEST(Watch, a_burst_at_the_start_finds_the_live_edge)
{
    FakeCamera camera;
    camera.interval = 40ms;
    for (int i = 0; i < 50; ++i) { // two seconds of the past within 50 ms
        camera.step();
        camera.now -= 39ms;
    }
    camera.run(2s);
    EXPECT_EQ(camera.state(), State::live);
}

}
