// Whose clock is wrong, and when the line is: cameras under a fake clock.

#include "video/stream/arrival_clock.h"

#include <gtest/gtest.h>

#include <algorithm>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// Sends so many pictures a second and stamps as if they were so many.
struct StampingCamera {
    ArrivalClock clock;
    Time now{std::chrono::hours(1)};
    microseconds stamp{0};
    double sends = 25, stamps = 25;
    std::size_t bytes = 4000;
    int picture = 0;
    milliseconds worst{0};

    void step()
    {
        now += microseconds(static_cast<std::int64_t>(1e6 / sends));
        stamp += microseconds(static_cast<std::int64_t>(1e6 / stamps));
        // A few milliseconds of unrest, the same in each run.
        clock.on_packet(now + microseconds((picture++ * 7919) % 9000), stamp, bytes);
        worst = std::max(worst, clock.lag());
    }
    void run(std::chrono::seconds span)
    {
        for (const Time end = now + span; now < end;)
            step();
    }
};

TEST(ArrivalClock, NoClockThatRunsEvenlyIsLate)
{
    struct Row {
        double sends, stamps;
    };
    for (const Row& row : {Row{25, 25}, {21, 25}, {14.7, 15}, {5, 25}, {2, 25}, {1, 25}, {15, 25}, {20, 25}, {12.4, 12.5}, {24.9, 25}, {30, 25}, {60, 25}, {25, 24.9}, {29.97, 30}}) {
        StampingCamera camera;
        camera.sends = row.sends, camera.stamps = row.stamps;
        camera.run(600s);
        EXPECT_LE(camera.worst, 1000ms) << row.sends << " sent, stamped as " << row.stamps;
        camera.worst = 0ms;
        camera.run(1800s);
        EXPECT_LE(camera.worst, 500ms) << row.sends << " sent, stamped as " << row.stamps << ", when it is known";
        EXPECT_NEAR(camera.clock.rate(), row.stamps / row.sends - 1, 0.02 * row.stamps / row.sends) << row.sends << ", " << row.stamps;
    }
}

TEST(ArrivalClock, ATrueDelayIsSeenWhateverTheClock)
{
    for (const double stamps : {25.0, 30.0, 24.0, 25.5}) {
        StampingCamera camera;
        camera.stamps = stamps;
        camera.run(120s);
        camera.now += 3s; // nothing comes, and from now on all is so much later
        camera.run(2s);
        EXPECT_NEAR(static_cast<double>(camera.clock.lag().count()), 3000, 250) << stamps;
        camera.run(60s);
        EXPECT_GT(camera.clock.lag(), 2500ms) << stamps << ", a minute later";
        camera.now -= 3s;
        camera.run(2s);
        EXPECT_LT(camera.clock.lag(), 500ms) << stamps << ", it has caught up";
    }
}

TEST(ArrivalClock, AClockThatChangesIsLearnedAnew)
{
    StampingCamera camera;
    camera.run(300s);
    for (const double sends : {21.0, 25.0, 12.5, 25.0, 5.0}) { // by day and by night
        camera.sends = sends;
        camera.worst = 0ms;
        camera.run(300s);
        EXPECT_LE(camera.worst, 1000ms) << sends;
    }
}

/// 10 % more than the line takes: a key frame of ten times the size takes as much longer, the small ones follow at once.
TEST(ArrivalClock, AFullLineIsLate)
{
    ArrivalClock clock;
    Time now{std::chrono::hours(1)}, made = now;
    for (int i = 0; i < 25 * 20; ++i) {
        const bool is_key = i % 25 == 0;
        const std::size_t bytes = is_key ? 40'000 : 4000;
        made += 40ms;
        const auto takes = microseconds(static_cast<std::int64_t>(static_cast<double>(bytes) * 1.1e6 / (40'000 + 24 * 4000.0)));
        now = std::max(now + takes, made);
        clock.on_packet(now, std::chrono::duration_cast<microseconds>(made.time_since_epoch()), bytes);
    }
    EXPECT_GT(clock.lag(), 1500ms);
}

TEST(ArrivalClock, AClockThatJumpsBeginsAnew)
{
    StampingCamera camera;
    camera.run(20s);
    for (const microseconds jump : {microseconds(3600s), -microseconds(3600s), microseconds(20s)}) {
        camera.stamp += jump;
        camera.run(5s);
        EXPECT_LT(camera.clock.lag(), 100ms);
    }
}

}
