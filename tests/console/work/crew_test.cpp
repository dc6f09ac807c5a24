#include "console/work/crew.h"

#include <gtest/gtest.h>

#include <array>
#include <atomic>

namespace console {
namespace {

class CrewTest : public testing::TestWithParam<unsigned> {};

TEST_P(CrewTest, does_each_part_once_and_gives_them_out_in_order)
{
    Crew crew("parts", GetParam());
    for (std::size_t count : {0u, 1u, 7u, 200u}) {
        std::vector<std::atomic<int>> times(count);
        crew.start(count, 5, [&](std::size_t part, unsigned who) {
            EXPECT_LE(who, GetParam());
            ++times[part];
        });
        for (std::size_t part = 0; part < count; ++part) {
            EXPECT_EQ(crew.take(), part);
            EXPECT_EQ(times[part], 1);
        }
    }
}

TEST_P(CrewTest, a_few_places_suffice_for_what_the_parts_leave_behind)
{
    constexpr std::size_t places = 3, count = 500;
    std::array<std::size_t, places> left{};
    Crew crew("parts", GetParam());
    crew.start(count, places, [&](std::size_t part, unsigned) { left[part % places] = part; });
    for (std::size_t part = 0; part < count; ++part) {
        ASSERT_EQ(crew.take(), part);
        ASSERT_EQ(left[part % places], part);
    }
}

TEST_P(CrewTest, what_is_dropped_or_never_taken_is_in_nobodys_way)
{
    Crew crew("parts", GetParam());
    std::vector<int> sums(50);
    for (int round = 0; round < 50; ++round) {
        crew.start(sums.size(), 8, [&](std::size_t part, unsigned) { sums[part] += 1; });
        for (int taken = 0; taken < round; ++taken)
            crew.take();
        if (round % 2)
            crew.drop();
    }
    crew.drop();
    EXPECT_GE(sums[0], 49);
}

TEST_P(CrewTest, ends_in_the_middle_of_its_work)
{
    std::atomic<int> parts = 0;
    {
        Crew crew("parts", GetParam());
        crew.start(1000, 1000, [&](std::size_t, unsigned) { ++parts; });
        crew.take();
    }
    EXPECT_GE(parts, 1);
    EXPECT_LE(parts, 1000);
}

INSTANTIATE_TEST_SUITE_P(Helpers, CrewTest, testing::Values(0u, 1u, 3u));

}
}
