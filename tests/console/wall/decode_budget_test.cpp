#include "console/wall/decode_budget.h"

#include <gtest/gtest.h>

#include <algorithm>

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

/// Time goes on, and what streams cost is what they cost at the rate they have.
class Wall {
public:
    explicit Wall(int count, double full_share, double cores = 2) : needs(streams(count, 0)), full(full_share), budget(cores) {}

    void run(int seconds)
    {
        for (int i = 0; i < seconds; ++i) {
            now += 1s;
            double wanted = 0;
            for (StreamNeed& need : needs) {
                const PictureRate rate = budget.rate(need.camera);
                need.cpu_share = full * (rate == PictureRate::full ? 1 : rate == PictureRate::reduced ? 0.8 : 0.1);
                wanted += need.cpu_share;
            }
            // What others leave is shared among them; who gets less than it wants waits.
            const double part = std::min(1.0, left / wanted);
            for (StreamNeed& need : needs)
                need.cpu_share *= part, need.wait_share = part < 1 ? 0.8 : 0.05;
            used = own + wanted * part;
            budget.decide(needs, used, now);
        }
    }
    int yielding() const { return ::yielding(budget, static_cast<int>(needs.size())); }

    std::vector<StreamNeed> needs;
    double full, own = 0.1, used = 0;
    double left = 2; // cores, by other processes
    DecodeBudget budget;

private:
    std::chrono::steady_clock::time_point now{10s};
};

TEST(DecodeBudget, what_fits_is_decoded_in_full)
{
    Wall sixteen(16, 0.04), sixty_four(64, 0.0195);
    sixteen.run(10);
    EXPECT_EQ(sixteen.yielding(), 0);
    sixty_four.run(10);
    EXPECT_EQ(sixty_four.yielding(), 0) << "125 % of the 200 there are, as was measured";
}

TEST(DecodeBudget, sixty_four_that_do_not_fit_yield_and_the_focused_one_does_not)
{
    Wall wall(64, 0.05);
    wall.run(20);
    EXPECT_EQ(wall.budget.rate(data::CameraId{1}), PictureRate::full);
    EXPECT_GT(wall.yielding(), 32);
    EXPECT_LE(wall.used, 1.7);
}

TEST(DecodeBudget, the_smallest_yield_first)
{
    DecodeBudget budget(1);
    auto needs = streams(12, 0.1);
    needs[5].pixels = 9000;
    budget.decide(needs, 1, std::chrono::steady_clock::time_point(10s));
    EXPECT_NE(budget.rate(needs[5].camera), PictureRate::key_frames);
    EXPECT_EQ(budget.rate(needs[11].camera), PictureRate::key_frames);
}

TEST(DecodeBudget, holds_its_word_for_two_seconds_and_does_not_swing)
{
    DecodeBudget budget(2);
    auto now = std::chrono::steady_clock::time_point(10s);
    budget.decide(streams(30, 0.052), 0, now); // 1.56 of 1.5
    const int before = yielding(budget, 30);
    EXPECT_GT(before, 0);
    budget.decide(streams(30, 0.03), 0, now + 1s);
    EXPECT_EQ(yielding(budget, 30), before);
    Wall wall(30, 0.052);
    wall.run(10);
    const int settled = wall.yielding();
    EXPECT_GT(settled, 0);
    for (int i = 0; i < 20; ++i) {
        wall.run(1);
        EXPECT_EQ(wall.yielding(), settled) << i;
    }
}

/// A first guess too high, or another process that was there: what was reduced then is not reduced for ever.
TEST(DecodeBudget, what_was_reduced_is_measured_and_comes_back)
{
    Wall wall(64, 0.0195);
    wall.run(4);
    EXPECT_EQ(wall.yielding(), 0);
    wall.left = 0.4; // others came
    wall.run(4);
    EXPECT_GT(wall.yielding(), 48) << "at once";
    EXPECT_LE(wall.used - wall.own, 0.4);
    wall.run(20);
    EXPECT_LE(wall.used - wall.own, 0.4);
    EXPECT_GT(wall.used - wall.own, 0.1);
    wall.left = 2;
    wall.run(60);
    EXPECT_EQ(wall.yielding(), 0);
    for (StreamNeed& need : wall.needs)
        need.falls_behind = true;
    wall.run(8);
    EXPECT_GT(wall.yielding(), 0) << "whatever the figures say: they are not decoded in time";
    for (StreamNeed& need : wall.needs)
        need.falls_behind = false;
    wall.run(60);
    EXPECT_EQ(wall.yielding(), 0);
}

TEST(DecodeBudget, nothing_yields_because_a_camera_or_its_line_is_late)
{
    DecodeBudget budget(2);
    auto needs = streams(5, 0.02);
    for (int i = 1; i < 20; ++i) {
        budget.decide(needs, 0.2, std::chrono::steady_clock::time_point(10s) + i * 2s);
        EXPECT_EQ(yielding(budget, 5), 0);
    }
}

}
