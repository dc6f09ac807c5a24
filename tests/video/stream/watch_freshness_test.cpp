// What is said of stills and playlists.

#include "video/stream/watch.h"

#include <gtest/gtest.h>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// A picture each so often, each a new one.
struct Pictures {
    Watch watch;
    Time now{std::chrono::hours(1)};
    std::uint64_t number = 0;

    void come(Delivery delivery, const Freshness& fresh, milliseconds lag = {})
    {
        watch.on_freshness(delivery, fresh, lag);
        watch.on_packet({.at = now, .hash = ++number, .key = true});
        watch.on_picture({.at = now, .luma_hash = number, .key = true});
    }
};

TEST(WatchFreshness, AStillIsOneAndAsOldAsItsServerSays)
{
    Pictures camera;
    camera.watch.on_freshness(Delivery::still, {}, {});
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::connecting);
    const Freshness fresh{.mark = 1, .renewed = camera.now - 12s, .every = 5s, .patience = 120s};
    camera.come(Delivery::still, fresh);
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::still);
    EXPECT_EQ(camera.watch.judge(camera.now).last_new_picture, camera.now - 12s);
    camera.now += 100s;
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::still) << "asked again and again, whatever the usual silence means";
    camera.now += 10s;
    const Verdict verdict = camera.watch.judge(camera.now);
    EXPECT_EQ(verdict.state, State::frozen);
    EXPECT_EQ(verdict.cause, Cause::repeated_picture);
    EXPECT_EQ(verdict.since, fresh.renewed);
    camera.come(Delivery::still, {.mark = 2, .renewed = camera.now, .every = 5s, .patience = 120s});
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::still);
}

TEST(WatchFreshness, APlaylistIsDelayedAndFrozenWhenItsListStands)
{
    Pictures camera;
    Freshness fresh{.mark = 7, .renewed = camera.now, .every = 6s, .patience = 18s, .behind = 18s};
    for (int i = 0; i < 25 * 17; ++i) {
        camera.now += 40ms;
        camera.come(Delivery::playlist, fresh, 18s);
        ASSERT_EQ(camera.watch.judge(camera.now).state, State::delayed) << i;
    }
    EXPECT_EQ(camera.watch.judge(camera.now).lag, 18s);
    camera.now += 4s;
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::list_stands) << "its pieces are old, however even they come";
    fresh.renewed = camera.now;
    camera.come(Delivery::playlist, fresh, 22s);
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::delayed);
    camera.now += 7s;
    EXPECT_EQ(camera.watch.judge(camera.now).cause, Cause::no_packets) << "a piece takes longer than it lasts";
}

TEST(WatchFreshness, AListThatStoodWhenItWasDialledLastIsFrozenBeforeItsFirstPicture)
{
    Pictures camera;
    camera.watch.on_freshness(Delivery::playlist, {.mark = 7, .renewed = camera.now - 60s, .every = 6s, .patience = 18s, .behind = 18s}, {});
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::frozen);
    EXPECT_EQ(camera.watch.judge(camera.now).last_new_picture, camera.now - 60s);
}

TEST(WatchFreshness, PartsThatComeSeldomAreGivenTimeForTheSecond)
{
    Pictures camera;
    camera.come(Delivery::multipart, {});
    camera.now += 10s;
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::live);
    camera.now += 3s;
    EXPECT_EQ(camera.watch.judge(camera.now).state, State::frozen);
}

}
