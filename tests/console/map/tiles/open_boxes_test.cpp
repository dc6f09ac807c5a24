#include "console/map/tiles/open_boxes.h"

#include <gtest/gtest.h>

#include <random>

namespace console {
namespace {

int pixels(const std::vector<CanvasBox>& boxes)
{
    int sum = 0;
    for (const CanvasBox& box : boxes)
        sum += (box.right - box.left) * (box.bottom - box.top);
    return sum;
}

TEST(OpenBoxes, gives_out_each_pixel_once)
{
    OpenBoxes open({0, 0, 10, 10});
    std::vector<CanvasBox> taken;
    EXPECT_TRUE(open.take({2, 3, 5, 7}, taken));
    EXPECT_EQ(taken, std::vector<CanvasBox>({{2, 3, 5, 7}}));
    EXPECT_FALSE(open.take({2, 3, 5, 7}, taken));
    EXPECT_EQ(pixels(open.boxes()), 100 - 12);
    EXPECT_TRUE(open.take({-5, 0, 3, 20}, taken));
    EXPECT_TRUE(open.take({0, 0, 10, 10}, taken));
    EXPECT_TRUE(open.empty());
    EXPECT_EQ(pixels(taken), 100);
}

TEST(OpenBoxes, nothing_is_open_in_an_empty_box)
{
    EXPECT_TRUE(OpenBoxes({4, 4, 4, 9}).empty());
}

TEST(OpenBoxes, whatever_is_taken_in_whatever_order_adds_up)
{
    std::mt19937 random(7);
    const auto any = [&](int most) { return std::uniform_int_distribution(0, most)(random); };
    for (int round = 0; round < 50; ++round) {
        OpenBoxes open({0, 0, 60, 40});
        std::vector<int> times(60 * 40);
        for (int i = 0; i < 12; ++i) {
            const int left = any(60), top = any(40);
            std::vector<CanvasBox> taken;
            open.take({left, top, left + any(40), top + any(30)}, taken);
            for (const CanvasBox& box : taken)
                for (int y = box.top; y < box.bottom; ++y)
                    for (int x = box.left; x < box.right; ++x)
                        ++times[static_cast<std::size_t>(y * 60 + x)];
        }
        for (const CanvasBox& box : open.boxes())
            for (int y = box.top; y < box.bottom; ++y)
                for (int x = box.left; x < box.right; ++x)
                    ++times[static_cast<std::size_t>(y * 60 + x)];
        EXPECT_EQ(std::ranges::count(times, 1), 60 * 40);
    }
}

}
}
