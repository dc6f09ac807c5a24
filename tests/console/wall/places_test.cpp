#include "console/wall/places.h"

#include <gtest/gtest.h>

#include <cmath>

using console::Rect, console::wall_places, console::wall_size_from_name, console::wall_sizes;

namespace {

TEST(WallPlaces, names)
{
    const std::pair<const char*, int> table[] = {{"1", 1},   {"4", 4},   {"2x2", 4}, {"1+5", 6}, {"1+7", 8}, {"9", 9},  {"4x4", 16}, {"25", 25},
                                                 {"8x8", 64}, {"64", 64}, {"", 0},    {"5", 0},   {"2+5", 0}, {"3x4", 0}, {"1+", 0},   {"16 ", 0}};
    for (const auto& [name, tiles] : table)
        EXPECT_EQ(wall_size_from_name(name), tiles) << name;
}

TEST(WallPlaces, fill_the_box_without_overlap)
{
    const Rect box{0, 32, 1920, 1048};
    for (const int tiles : wall_sizes) {
        const auto places = wall_places(tiles, box, 2);
        ASSERT_EQ(places.size(), static_cast<std::size_t>(tiles));
        float right = 0, bottom = 0;
        for (std::size_t i = 0; i < places.size(); ++i) {
            const Rect& a = places[i];
            EXPECT_EQ(a.x, std::floor(a.x));
            EXPECT_EQ(a.width, std::floor(a.width));
            right = std::max(right, a.x + a.width);
            bottom = std::max(bottom, a.y + a.height);
            for (std::size_t j = i + 1; j < places.size(); ++j) {
                const Rect& b = places[j];
                EXPECT_TRUE(a.x + a.width <= b.x || b.x + b.width <= a.x || a.y + a.height <= b.y || b.y + b.height <= a.y) << tiles << ": " << i << " and " << j;
            }
        }
        EXPECT_EQ(right, 1920);
        EXPECT_EQ(bottom, 1080);
    }
    EXPECT_GT(wall_places(6, box, 2)[0].width, wall_places(6, box, 2)[1].width * 1.9F);
    EXPECT_GT(wall_places(8, box, 2)[0].width, wall_places(8, box, 2)[1].width * 2.9F);
}

}
