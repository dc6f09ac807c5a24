#include "console/map/symbols/labels.h"

#include <gtest/gtest.h>

#include <random>

namespace console {
namespace {

constexpr LabelBox frame{0, 0, 800, 600};

TEST(Labels, never_lie_on_each_other_nor_leave_the_frame)
{
    std::mt19937 random(3);
    std::uniform_real_distribution<float> x(0, 800), y(0, 600);
    std::vector<LabelWish> wishes;
    for (int i = 0; i < 500; ++i)
        wishes.push_back({.at = {x(random), y(random)}, .width = 60, .height = 16, .gap = i % 2 ? 8.f : 0.f, .rank = i % 4});
    const std::vector<LabelBox> occupied{{300, 200, 500, 400}};
    const auto placed = place_labels(wishes, occupied, frame, 1000);
    EXPECT_GT(placed.size(), 60u);
    for (std::size_t i = 0; i < placed.size(); ++i) {
        EXPECT_FALSE(placed[i].box.meets(occupied[0]));
        EXPECT_GE(placed[i].box.left, 0);
        EXPECT_LE(placed[i].box.bottom, 600);
        for (std::size_t j = i + 1; j < placed.size(); ++j)
            EXPECT_FALSE(placed[i].box.meets(placed[j].box));
    }
}

TEST(Labels, the_lower_rank_wins_the_room)
{
    const std::vector<LabelWish> wishes{{.at = {100, 100}, .width = 50, .height = 16, .rank = 2},
                                        {.at = {110, 104}, .width = 50, .height = 16, .rank = 1}};
    const auto placed = place_labels(wishes, {}, frame, 10);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_EQ(placed[0].wish, 1u);
}

TEST(Labels, a_symbols_name_goes_to_another_side_when_the_first_is_taken)
{
    const std::vector<LabelWish> wishes{{.at = {100, 100}, .width = 50, .height = 16, .gap = 8}};
    const std::vector<LabelBox> right{{104, 90, 170, 110}};
    const auto placed = place_labels(wishes, right, frame, 10);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_LT(placed[0].box.right, 100);
}

TEST(Labels, names_wider_than_their_thing_are_left_out)
{
    const std::vector<LabelWish> wishes{{.at = {100, 100}, .width = 50, .height = 16, .room = 49},
                                        {.at = {300, 100}, .width = 50, .height = 16, .room = 51}};
    const auto placed = place_labels(wishes, {}, frame, 10);
    ASSERT_EQ(placed.size(), 1u);
    EXPECT_EQ(placed[0].wish, 1u);
}

}
}
