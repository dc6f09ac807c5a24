#include "video/dial/budget.h"
#include "video/stream/backoff.h"
#include "video/stream/pacer.h"

#include <gtest/gtest.h>

#include <set>

using namespace video;
using namespace std::chrono_literals;

namespace {

TEST(Backoff, doubles_from_one_second_to_thirty_with_jitter)
{
    Backoff backoff(7);
    for (const int base_s : {1, 2, 4, 8, 16, 30, 30, 30}) {
        const auto wait = backoff.next();
        EXPECT_GE(wait, base_s * 800ms);
        EXPECT_LE(wait, base_s * 1200ms);
    }
    EXPECT_EQ(backoff.failures(), 8);
    backoff.reset();
    EXPECT_LE(backoff.next(), 1200ms);
}

TEST(Backoff, streams_do_not_dial_in_step)
{
    std::set<milliseconds> waits;
    for (std::uint32_t seed = 1; seed <= 100; ++seed)
        waits.insert(Backoff(seed * 2654435761u).next());
    EXPECT_GT(waits.size(), 50u);
}

const Time start{std::chrono::hours(1)};

TEST(DialBudget, lets_a_burst_through_and_spaces_the_rest)
{
    DialBudget budget(4, 10);
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(budget.take(start), start) << i;
    for (int i = 1; i <= 20; ++i)
        EXPECT_EQ(budget.take(start), start + i * 100ms);
    // What was not used comes back, up to the burst and no further.
    for (int i = 0; i < 4; ++i)
        EXPECT_EQ(budget.take(start + 1h), start + 1h) << i;
    EXPECT_EQ(budget.take(start + 1h), start + 1h + 100ms);
}

TEST(Pacer, follows_the_recording)
{
    Pacer pacer(40ms);
    EXPECT_EQ(pacer.due(100ms, start), start);
    EXPECT_EQ(pacer.due(150ms, start), start + 50ms);
    EXPECT_EQ(pacer.due(150ms, start), start + 50ms) << "two packets of one time";
    EXPECT_EQ(pacer.due(2150ms, start), start + 2050ms) << "an uneven clip keeps its gaps";
}

TEST(Pacer, makes_missing_timestamps)
{
    Pacer pacer(40ms);
    for (int i = 0; i < 5; ++i)
        EXPECT_EQ(pacer.due(std::nullopt, start), start + i * 40ms);
}

TEST(Pacer, takes_jumps_for_one_frame)
{
    Pacer pacer(40ms);
    pacer.due(0ms, start);
    EXPECT_EQ(pacer.due(20h, start), start + 40ms);
    EXPECT_EQ(pacer.due(5ms, start), start + 80ms);
    EXPECT_EQ(pacer.due(45ms, start), start + 120ms);
}

TEST(Pacer, the_seam_of_a_loop_is_one_frame)
{
    Pacer pacer(40ms);
    pacer.due(0ms, start);
    pacer.due(40ms, start);
    pacer.next_round();
    EXPECT_EQ(pacer.due(0ms, start), start + 80ms);
    EXPECT_EQ(pacer.due(40ms, start), start + 120ms);
    EXPECT_EQ(pacer.position(), 120ms);
}

TEST(Pacer, does_not_run_after_time_it_lost_for_good)
{
    Pacer pacer(40ms);
    pacer.due(0ms, start);
    EXPECT_EQ(pacer.due(40ms, start + 2s), start + 40ms) << "a short delay is caught up";
    const Time after_sleep = start + 1h;
    EXPECT_EQ(pacer.due(80ms, after_sleep), after_sleep);
    EXPECT_EQ(pacer.due(120ms, after_sleep), after_sleep + 40ms);
}

}
