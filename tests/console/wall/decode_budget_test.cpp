#include "console/wall/decode_budget.h"

#include <gtest/gtest.h>

using namespace std::chrono_literals;
using console::DecodeBudget, console::PictureRate, console::StreamNeed;

namespace {

std::vector<StreamNeed> streams(int count, double share)
{
    std::vector<StreamNeed> needs;
    for (int i = 1; i <= count; ++i)
        needs.push_back({.camera = data::CameraId{i}, .focused = i == 1, .pixels = 1000, .cpu_share = share});
    return needs;
}

/// How many are not in full.
int yielding(const DecodeBudget& budget, int count)
{
    int sum = 0;
    for (int i = 1; i <= count; ++i)
        sum += budget.rate(data::CameraId{i}) != PictureRate::full;
    return sum;
}

TEST(DecodeBudget, what_fits_is_decoded_in_full)
{
    DecodeBudget budget(2);
    budget.decide(streams(16, 0.04), std::chrono::steady_clock::time_point(10s));
    EXPECT_EQ(yielding(budget, 16), 0);
}

TEST(DecodeBudget, sixty_four_on_two_cores_yield_and_the_focused_one_does_not)
{
    DecodeBudget budget(2);
    const auto now = std::chrono::steady_clock::time_point(10s);
    budget.decide(streams(64, 0.05), now);
    EXPECT_EQ(budget.rate(data::CameraId{1}), PictureRate::full);
    EXPECT_GT(yielding(budget, 64), 32);
    double sum = 0;
    for (int i = 1; i <= 64; ++i)
        sum += 0.05 * (budget.rate(data::CameraId{i}) == PictureRate::full ? 1 : budget.rate(data::CameraId{i}) == PictureRate::reduced ? 0.8 : 0.07);
    EXPECT_LE(sum, 1.6);
}

TEST(DecodeBudget, the_smallest_yield_first)
{
    DecodeBudget budget(1);
    auto needs = streams(12, 0.1);
    needs[5].pixels = 9000;
    budget.decide(needs, std::chrono::steady_clock::time_point(10s));
    EXPECT_NE(budget.rate(needs[5].camera), PictureRate::key_frames);
    EXPECT_EQ(budget.rate(needs[11].camera), PictureRate::key_frames);
}

TEST(DecodeBudget, holds_its_word_for_two_seconds_and_does_not_swing)
{
    DecodeBudget budget(2);
    auto now = std::chrono::steady_clock::time_point(10s);
    budget.decide(streams(30, 0.052), now); // 1.56 of 1.5
    const int before = yielding(budget, 30);
    EXPECT_GT(before, 0);
    budget.decide(streams(30, 0.03), now + 1s);
    EXPECT_EQ(yielding(budget, 30), before);
    for (int i = 2; i < 10; ++i) {
        auto needs = streams(30, 0.051);
        budget.decide(needs, now + i * 2s);
        EXPECT_GT(yielding(budget, 30), 0) << i;
    }
}

TEST(DecodeBudget, late_pictures_mean_that_others_use_the_machine)
{
    DecodeBudget budget(2);
    auto now = std::chrono::steady_clock::time_point(10s);
    auto needs = streams(16, 0.06);
    budget.decide(needs, now);
    EXPECT_EQ(yielding(budget, 16), 0);
    for (StreamNeed& need : needs)
        need.is_late = true;
    for (int i = 1; i < 8; ++i)
        budget.decide(needs, now + i * 2s);
    EXPECT_GT(yielding(budget, 16), 0);
    for (StreamNeed& need : needs)
        need.is_late = false;
    for (int i = 8; i < 80; ++i)
        budget.decide(needs, now + i * 2s);
    EXPECT_EQ(yielding(budget, 16), 0);
}

}
