#include "console/wall/tile_buttons.h"

#include <gtest/gtest.h>

namespace {

bool is_within(const console::Rect& inner, const console::Rect& outer)
{
    return inner.x >= outer.x && inner.y >= outer.y && inner.x + inner.width <= outer.x + outer.width + 0.5F && inner.y + inner.height <= outer.y + outer.height + 0.5F;
}

/// At every size of a wall on a 1920 × 1080 and at every scale: in the gutter or the caption, never on the picture, each its own place.
TEST(TileButtons, lie_in_gutter_and_caption_alone)
{
    for (const float scale : {1.F, 1.5F, 2.F})
        for (const auto& box : {console::Rect{0, 0, 958, 523}, console::Rect{4, 4, 638, 347}, console::Rect{0, 0, 478, 260}, console::Rect{0, 0, 382, 207}, console::Rect{0, 0, 238, 129}}) {
            const console::Rect scaled{box.x, box.y, box.width * scale, box.height * scale};
            const auto layout = console::tile_layout(scaled, 16.F / 9, false, scale, false);
            const auto places = console::tile_button_places(layout.gutter, layout.caption, 42 * scale, 6, scale);
            EXPECT_EQ(places.size(), 6u) << box.width;
            for (std::size_t i = 0; i < places.size(); ++i) {
                EXPECT_TRUE(is_within(places[i], layout.gutter) || is_within(places[i], layout.caption)) << box.width << " at " << scale << ": " << i;
                for (std::size_t other = 0; other < i; ++other)
                    EXPECT_FALSE(places[i].x < places[other].x + places[other].width && places[other].x < places[i].x + places[i].width &&
                                 places[i].y < places[other].y + places[other].height && places[other].y < places[i].y + places[i].height)
                        << box.width << ": " << other << " and " << i;
            }
        }
}

TEST(TileMeasures, are_those_of_the_smallest_tile_for_all)
{
    const console::TileMeasures measures = console::tile_measures({0, 0, 478, 260}, 1);
    const auto large = console::tile_layout({0, 0, 1438, 785}, 16.F / 9, false, 1, false, false, &measures);
    const auto small = console::tile_layout({0, 0, 479, 261}, 16.F / 9, false, 1, false, false, &measures);
    EXPECT_EQ(large.gutter.width, small.gutter.width);
    EXPECT_EQ(large.caption.height, small.caption.height);
    const auto hot = console::tile_layout({0, 0, 478, 260}, 16.F / 9, false, 1, true, false, &measures);
    EXPECT_EQ(hot.gutter.width, small.gutter.width) << "a second line makes the caption higher, no more";
    EXPECT_GT(hot.caption.height, small.caption.height);
}

/// From 5 m on a wall of 64 nothing has room but a line; on less there is the sign alone.
TEST(TileMeasures, keep_a_line_for_number_and_word)
{
    EXPECT_EQ(console::tile_measures({0, 0, 238, 129}, 2).size, console::TileSize::bare);
    EXPECT_GE(console::tile_measures({0, 0, 238, 129}, 2).caption, 40);
    EXPECT_GT(console::tile_measures({0, 0, 235, 116}, 3.25F).caption, 0) << "64 tiles at 5 m from a 55 inch monitor of 1080 lines";
    EXPECT_EQ(console::tile_measures({0, 0, 100, 60}, 2).caption, 0);
}

}
