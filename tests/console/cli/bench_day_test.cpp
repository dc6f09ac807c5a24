// The day's verdict and its cameras; the day itself takes minutes and is run by hand (docs/BENCHMARKS.md).

#include "console/cli/bench_day_command.h"
#include "console/cli/day_cameras.h"
#include "tests/video/until.h"
#include "video/stream/stream.h"

#include <gtest/gtest.h>

namespace console {
namespace {

std::vector<DayHour> hours(std::initializer_list<double> memory, int files = 40, int threads = 20)
{
    std::vector<DayHour> made;
    for (const double mb : memory)
        made.push_back({mb, files, threads});
    return made;
}

TEST(BenchDay, OnlyTheLastHalfIsJudged)
{
    const DayVerdict level = judge_day(hours({100, 200, 300, 301}));
    EXPECT_TRUE(level.is_held);
    EXPECT_NEAR(level.memory_percent, 0.1664, 1e-3);
    EXPECT_TRUE(judge_day(hours({90, 300, 306, 294})).is_held) << "two per cent either way";
    EXPECT_FALSE(judge_day(hours({90, 300, 300, 313})).is_held);
    EXPECT_FALSE(judge_day({}).is_held) << "a day without an hour is none";
}

TEST(BenchDay, FilesAndThreadsAreFlat)
{
    std::vector<DayHour> day = hours({300, 300, 300, 300});
    day[3].files += 2;
    EXPECT_TRUE(judge_day(day).is_held);
    day[3].files += 1;
    EXPECT_FALSE(judge_day(day).is_held);
    day = hours({300, 300, 300, 300});
    day[2].threads += 3;
    EXPECT_FALSE(judge_day(day).is_held);
    // An hour in which a camera was looked at all the time says nothing; what is never given back shows in all that come after.
    day = hours({300, 300, 300, 300, 300, 300, 300, 300});
    day[5].files += 4, day[7].files += 4;
    EXPECT_TRUE(judge_day(day).is_held);
    day[6].files += 4;
    EXPECT_FALSE(judge_day(day).is_held);
}

TEST(BenchDay, ItsCamerasGoAndComeBack)
{
    DayCameras cameras(2);
    ASSERT_NE(cameras.url(0), cameras.url(1));
    const std::string url = cameras.url(1);
    video::Stream stream({.name = "2", .url = url});
    EXPECT_TRUE(video_test::until([&] { return stream.status().state == video::State::live; }));
    cameras.set_there(1, false);
    EXPECT_TRUE(video_test::until([&] { return stream.status().state == video::State::retrying; }));
    cameras.set_there(1, true);
    EXPECT_TRUE(video_test::until([&] { return stream.status().state == video::State::live; }));
    EXPECT_EQ(cameras.url(1), url);
}

}
}
