#include "console/map/panel/motion.h"
#include "console/map/tiles/tile_key.h"

#include <gtest/gtest.h>

#include <cmath>

namespace console {
namespace {

Viewport wuhan(double zoom = 15)
{
    return {.x = 372, .y = 40, .width = 976, .height = 1012, .scale = 1,
            .view = {geo::map_from_lonlat({114.305, 30.602}), metres_per_pixel_from_zoom(zoom)}};
}

TEST(Viewport, screen_and_map_are_inverse)
{
    for (const double zoom : {3.0, 11.25, 21.0})
        for (const float scale : {1.f, 1.5f, 2.f}) {
            Viewport viewport = wuhan(zoom);
            viewport.scale = scale;
            for (const ScreenPoint p : {ScreenPoint{372, 40}, {900, 500}, {1347.5, 1051.25}}) {
                const ScreenPoint back = screen_from_map(viewport, map_from_screen(viewport, p));
                EXPECT_NEAR(back.x, p.x, 1e-3);
                EXPECT_NEAR(back.y, p.y, 1e-3);
            }
        }
}

TEST(Viewport, north_is_up_and_the_centre_is_in_the_middle)
{
    const Viewport viewport = wuhan();
    const ScreenPoint middle = screen_from_map(viewport, viewport.view.centre);
    EXPECT_FLOAT_EQ(middle.x, 372 + 488);
    EXPECT_FLOAT_EQ(middle.y, 40 + 506);
    EXPECT_LT(screen_from_lonlat(viewport, {114.305, 30.61}).y, middle.y);
}

TEST(Viewport, zoom_keeps_what_lies_under_the_pointer)
{
    for (const double steps : {1.0, -1.0, 0.5, -3.0}) {
        const Viewport before = wuhan();
        const ScreenPoint at{500, 900};
        const geo::MapPoint held = map_from_screen(before, at);
        Viewport after = before;
        after.view = zoomed_at(before, at, steps);
        const ScreenPoint now = screen_from_map(after, held);
        EXPECT_NEAR(now.x, at.x, 1e-3);
        EXPECT_NEAR(now.y, at.y, 1e-3);
    }
}

TEST(Viewport, zoom_ends_at_its_limits)
{
    EXPECT_NEAR(zoom_from_metres_per_pixel(zoomed_at(wuhan(), {500, 500}, 40).metres_per_pixel), max_zoom, 1e-9);
    EXPECT_NEAR(zoom_from_metres_per_pixel(zoomed_at(wuhan(), {500, 500}, -40).metres_per_pixel), min_zoom, 1e-9);
}

TEST(Viewport, fit_shows_the_whole_box_as_large_as_a_step_allows)
{
    const geo::LonLatBox box{114.28, 30.58, 114.33, 30.63};
    Viewport viewport = wuhan(20);
    viewport.view = fitted(viewport, box, 24);
    const ScreenPoint low = screen_from_lonlat(viewport, {box.west, box.south});
    const ScreenPoint high = screen_from_lonlat(viewport, {box.east, box.north});
    EXPECT_GE(low.x, 372 + 24 - 1e-3);
    EXPECT_LE(low.y, 1052 - 24 + 1e-3);
    EXPECT_LE(high.x, 1348 - 24 + 1e-3);
    EXPECT_GE(high.y, 40 + 24 - 1e-3);
    EXPECT_GT(low.y - high.y, (1012 - 48) / 1.1);
    EXPECT_TRUE(is_exact(tile_step(viewport.metres_per_pixel()), viewport.metres_per_pixel()));
}

TEST(Viewport, fit_of_a_point_comes_close_and_of_nothing_stays)
{
    EXPECT_NEAR(zoom_from_metres_per_pixel(fitted(wuhan(12), {114.3, 30.6, 114.3, 30.6}, 24).metres_per_pixel), 17, 1e-9);
    EXPECT_EQ(fitted(wuhan(12), {}, 24), wuhan(12).view);
}

TEST(Viewport, way_between_views_keeps_the_fixed_point)
{
    const Viewport from = wuhan();
    const ScreenPoint at{600, 300};
    const geo::MapPoint held = map_from_screen(from, at);
    const MapView to = zoomed_at(from, at, 3);
    for (const double t : {0.1, 0.5, 0.9, 1.0}) {
        Viewport way = from;
        way.view = between(from.view, to, t);
        EXPECT_NEAR(screen_from_map(way, held).x, at.x, 1e-3);
        EXPECT_NEAR(screen_from_map(way, held).y, at.y, 1e-3);
    }
}

TEST(Motion, glide_arrives_and_a_fling_comes_to_rest)
{
    MapMotion motion;
    motion.jump(wuhan().view);
    const MapView goal = zoomed_at(wuhan(), {600, 300}, 2);
    motion.glide(goal);
    for (int i = 0; i < 30 && motion.advance(1.0 / 60); ++i) {}
    EXPECT_EQ(motion.shown(), goal);
    EXPECT_FALSE(motion.is_moving());

    const double speed = 500 * goal.metres_per_pixel;
    motion.fling(speed, 0);
    const double end = motion.goal().centre.x;
    int steps = 0;
    while (motion.advance(1.0 / 60) && steps < 600)
        ++steps;
    EXPECT_LT(steps, 120);
    EXPECT_NEAR(motion.shown().centre.x, end, 10 * goal.metres_per_pixel);
    EXPECT_EQ(motion.goal(), motion.shown());
}

TEST(TileKey, boxes_tile_the_plane)
{
    const TileKey key{.step = 120, .x = 9000, .y = 4000};
    const geo::MapBox box = tile_box(key);
    EXPECT_DOUBLE_EQ(box.max_x, tile_box({120, 9001, 4000}).min_x);
    EXPECT_DOUBLE_EQ(box.min_y, tile_box({120, 9000, 4001}).max_y);
    EXPECT_NEAR(box.width() / metres_per_window_pixel(120), tile_pixels, 1e-6);
}

TEST(TileKey, tiles_of_a_view_cover_it_middle_first)
{
    const Viewport viewport = wuhan();
    const geo::MapBox box = visible_box(viewport);
    const auto keys = tiles_in(box, tile_step(viewport.metres_per_pixel()));
    geo::MapBox all;
    for (const TileKey key : keys)
        all.add(tile_box(key));
    EXPECT_LE(all.min_x, box.min_x);
    EXPECT_LE(all.min_y, box.min_y);
    EXPECT_GE(all.max_x, box.max_x);
    EXPECT_GE(all.max_y, box.max_y);
    EXPECT_TRUE(tile_box(keys.front()).contains(viewport.view.centre));
    EXPECT_LE(keys.size(), 12u);
}

TEST(TileKey, a_view_on_pixels_moves_less_than_one_and_puts_tiles_on_whole_ones)
{
    for (const double zoom : {4.0, 15.125, 21.0}) {
        Viewport viewport = wuhan(zoom);
        viewport.width = 975;
        const MapView before = viewport.view;
        viewport.view = on_pixels(viewport);
        const double mpp = viewport.metres_per_pixel();
        EXPECT_LE(std::abs(viewport.view.centre.x - before.centre.x), 0.51 * mpp);
        EXPECT_LE(std::abs(viewport.view.centre.y - before.centre.y), 0.51 * mpp);
        const auto keys = tiles_in(visible_box(viewport), tile_step(mpp));
        const geo::MapBox box = tile_box(keys.front());
        const ScreenPoint corner = screen_from_map(viewport, {box.min_x, box.max_y});
        EXPECT_NEAR(corner.x, std::round(corner.x), 1e-3);
        EXPECT_NEAR(corner.y, std::round(corner.y), 1e-3);
    }
}

TEST(TileKey, whole_world_stays_inside_the_world)
{
    const auto keys = tiles_in({-3e7, -3e7, 3e7, 3e7}, 3 * 8);
    EXPECT_EQ(keys.size(), 16u); // 2048 px of world are 4 × 4 tiles
}

}
}
