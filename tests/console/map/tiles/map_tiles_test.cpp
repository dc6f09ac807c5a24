#include "console/map/tiles/map_tiles.h"

#include <gtest/gtest.h>

#include <thread>

namespace console {
namespace {

/// A map of bare land, painted by real tasks.
class MapTilesTest : public testing::Test {
protected:
    MapTilesTest() : scheduler([] {})
    {
        auto bare = std::make_shared<TileScene>();
        bare->revision = 1;
        scene = bare;
    }

    static Viewport look(double zoom, double x = 0, double y = 0)
    {
        Viewport viewport{.x = 0, .y = 0, .width = 900, .height = 700, .view = {}};
        viewport.view = {{x, y}, metres_per_pixel_from_zoom(zoom)};
        return viewport;
    }

    /// Paints everything that is wanted for this view.
    void settle(const Viewport& viewport)
    {
        for (int quiet = 0; quiet < 3;) {
            const bool came = scheduler.deliver();
            tiles.follow(viewport, viewport.view, extent, scene, &scheduler);
            quiet = came || scheduler.waiting(Queue::tile) > 0 || tiles.missing() > 0 ? 0 : quiet + 1;
            std::this_thread::yield();
        }
    }

    void glance(const Viewport& viewport) { tiles.follow(viewport, viewport.view, extent, scene, nullptr); }

    /// How many pixels laying everything takes, and how many there are.
    void expect_each_pixel_once(const Viewport& viewport)
    {
        const int width = static_cast<int>(viewport.width), height = static_cast<int>(viewport.height);
        Canvas canvas;
        canvas.resize(width, height, true);
        CanvasBrush brush;
        brush.take(canvas, {0, 0, width, height});
        for (const TileBlit& blit : tiles.blits()) {
            if (blit.image)
                brush.lay(*blit.image, blit.part, blit.box, blit.seen);
            else
                brush.fill(blit.seen, 0xff000000);
        }
        EXPECT_EQ(brush.laid(), static_cast<std::uint64_t>(width) * static_cast<std::uint64_t>(height));
        for (int y = 0; y < height; ++y)
            for (int x = 0; x < width; ++x)
                ASSERT_NE(canvas.row(y)[x], 0u) << x << ' ' << y;
    }

    Scheduler scheduler;
    std::shared_ptr<const TileScene> scene;
    geo::LonLatBox extent{113.9, 30.4, 114.5, 30.8};
    geo::MapPoint middle = geo::map_from_lonlat({114.2, 30.6});
    MapTiles tiles;
};

TEST_F(MapTilesTest, stale_tiles_of_several_zooms_are_laid_so_that_each_pixel_is_drawn_once)
{
    for (const double zoom : {11.0, 11.5, 12.0, 12.125, 13.0})
        settle(look(zoom, middle.x + zoom * 200, middle.y));
    for (const double zoom : {12.25, 11.75, 12.3, 13.5, 10.0}) {
        const Viewport viewport = look(zoom, middle.x + 1234.5, middle.y - 777.7);
        glance(viewport);
        EXPECT_GT(tiles.missing(), 0u);
        EXPECT_GT(tiles.blits().size(), 2u);
        expect_each_pixel_once(viewport);
    }
}

TEST_F(MapTilesTest, exact_tiles_are_laid_once_too)
{
    const Viewport viewport = look(12, middle.x, middle.y);
    settle(viewport);
    EXPECT_EQ(tiles.missing(), 0u);
    expect_each_pixel_once(viewport);
}

TEST_F(MapTilesTest, never_blank_within_the_extent_once_the_base_is_painted)
{
    // Settled on one corner, then at once anywhere else and at any zoom, before a single tile more is painted.
    const geo::MapBox all = geo::map_box(extent);
    settle(look(15, all.min_x, all.min_y));
    for (const double zoom : {9.0, 11.0, 12.5, 14.0, 17.0, 20.0})
        for (const double x : {all.min_x, middle.x, all.max_x})
            for (const double y : {all.min_y, middle.y, all.max_y}) {
                const Viewport viewport = look(zoom, x, y);
                glance(viewport);
                EXPECT_EQ(tiles.blanks(), 0u) << zoom << ' ' << x << ' ' << y;
                expect_each_pixel_once(viewport);
            }
}

TEST_F(MapTilesTest, blank_before_anything_was_painted)
{
    glance(look(12, middle.x, middle.y));
    EXPECT_GT(tiles.blanks(), 0u);
    expect_each_pixel_once(look(12, middle.x, middle.y));
}

TEST_F(MapTilesTest, the_base_of_a_whole_world_is_one_tile)
{
    extent = {-180, -85, 180, 85};
    settle(look(16, 1e7, 4e6));
    glance(look(9, -1e7, -2e6));
    EXPECT_EQ(tiles.blanks(), 0u);
}

}
}
