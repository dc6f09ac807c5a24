#include "console/work/crew.h"

#include <gtest/gtest.h>

#include <atomic>

namespace console {
namespace {

class CrewTest : public testing::TestWithParam<unsigned> {};

TEST_P(CrewTest, does_each_part_once_and_all_of_them)
{
    Crew crew("parts", GetParam());
    for (std::size_t count : {0u, 1u, 7u, 200u}) {
        std::vector<std::atomic<int>> times(count);
        crew.start(count, [&](std::size_t part, unsigned who) {
            EXPECT_LE(who, GetParam());
            ++times[part];
        });
        crew.finish();
        for (std::size_t part = 0; part < count; ++part) {
            EXPECT_EQ(times[part], 1);
            EXPECT_TRUE(crew.is_done(part));
        }
        EXPECT_FALSE(crew.help());
    }
}

TEST_P(CrewTest, the_one_who_asks_waits_for_one_part_and_starts_anew)
{
    Crew crew("parts", GetParam());
    std::vector<int> sums(50);
    for (int round = 0; round < 50; ++round) {
        crew.start(sums.size(), [&](std::size_t part, unsigned) { sums[part] += static_cast<int>(part); });
        crew.wait(static_cast<std::size_t>(round));
        EXPECT_EQ(sums[static_cast<std::size_t>(round)], (round + 1) * round);
    }
    crew.finish();
    for (int part = 0; part < 50; ++part)
        EXPECT_EQ(sums[static_cast<std::size_t>(part)], 50 * part);
}

TEST_P(CrewTest, ends_in_the_middle_of_its_work)
{
    std::atomic<int> parts = 0;
    {
        Crew crew("parts", GetParam());
        crew.start(1000, [&](std::size_t, unsigned) { ++parts; });
        crew.help();
    }
    EXPECT_GE(parts, 1);
    EXPECT_LE(parts, 1000);
}

INSTANTIATE_TEST_SUITE_P(Helpers, CrewTest, testing::Values(0u, 1u, 3u));

}
}
