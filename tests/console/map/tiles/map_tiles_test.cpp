#include "console/map/tiles/map_tiles.h"

#include "tests/console/map/draft/squares.h"

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

/// What the tiles show of the view, pixel by pixel.
std::vector<std::uint32_t> laid(const MapTiles& tiles, const Viewport& viewport)
{
    const int width = static_cast<int>(viewport.width), height = static_cast<int>(viewport.height);
    Canvas canvas;
    canvas.resize(width, height, true);
    CanvasBrush brush;
    brush.take(canvas, {0, 0, width, height});
    for (const TileBlit& blit : tiles.blits())
        if (blit.image)
            brush.lay(*blit.image, blit.part, blit.box, blit.seen);
    std::vector<std::uint32_t> pixels;
    for (int y = 0; y < height; ++y)
        pixels.insert(pixels.end(), canvas.row(y), canvas.row(y) + width);
    return pixels;
}

int largest_difference(const std::vector<std::uint32_t>& a, const std::vector<std::uint32_t>& b)
{
    int most = a.size() == b.size() ? 0 : 255;
    for (std::size_t i = 0; i < std::min(a.size(), b.size()); ++i)
        for (int shift = 0; shift < 24; shift += 8)
            most = std::max(most, std::abs(static_cast<int>(a[i] >> shift & 255) - static_cast<int>(b[i] >> shift & 255)));
    return most;
}

class DraftTilesTest : public MapTilesTest {
protected:
    DraftTilesTest()
    {
        extent = {114.2, 30.6, 114.204, 30.604};
        show(Squares().version());
    }
    void show(const data::DraftVersion& version)
    {
        auto next = std::make_shared<TileScene>();
        next->revision = scene->revision + 1;
        next->draft = std::make_shared<const DraftShapes>(version, data::DraftGround{});
        scene = next;
    }
    /// The arc's middle goes elsewhere, as an edit of the draft that is shown.
    data::DraftVersion edit(geo::ArcId arc, std::int64_t dx, std::int64_t dy)
    {
        data::DraftVersion version = scene->draft->version();
        version.map = version.map.after(moved_middle(version.map, arc, dx, dy));
        auto next = std::make_shared<TileScene>(*scene);
        next->edited.clear();
        next->draft = std::make_shared<const DraftShapes>(scene->draft->after(version, next->edited));
        ++next->edits;
        scene = next;
        return version;
    }
    /// As if nothing had been there before.
    std::vector<std::uint32_t> painted_anew(const Viewport& viewport, const data::DraftVersion& version)
    {
        MapTiles fresh;
        auto alone = std::make_shared<TileScene>();
        alone->revision = 1;
        alone->draft = std::make_shared<const DraftShapes>(version, data::DraftGround{});
        do {
            scheduler.deliver();
            fresh.follow(viewport, viewport.view, extent, alone, &scheduler);
            std::this_thread::yield();
        } while (fresh.missing() > 0);
        return laid(fresh, viewport);
    }
    Viewport whole() const
    {
        const geo::MapPoint at = geo::map_from_lonlat({114.202, 30.602});
        return look(17, at.x, at.y);
    }
};

TEST_F(DraftTilesTest, an_edit_is_in_the_very_next_picture_and_nothing_else_of_it_changes)
{
    const Viewport viewport = whole();
    settle(viewport);
    const auto before = laid(tiles, viewport);
    const data::DraftVersion after = edit(20, 150'000, 300'000);
    glance(viewport); // no task may run
    EXPECT_EQ(tiles.missing(), 0u);
    const auto shown = laid(tiles, viewport);
    EXPECT_GT(largest_difference(before, shown), 50);
    EXPECT_LE(largest_difference(painted_anew(viewport, after), shown), 2);
}

TEST_F(DraftTilesTest, a_reference_layer_lies_over_the_borders_and_stays_there_under_edits)
{
    // A line along the third column's border, all over the draft.
    GroundFeature line;
    line.kind = GroundKind::reference;
    line.lines = {geo::map_line({{114.202, 30.5999}, {114.202, 30.6041}})};
    line.box = geo::box_of(line.lines[0]);
    const auto ground = std::make_shared<const Ground>(std::vector<GroundFeature>{line});
    const Viewport viewport = whole();
    settle(viewport);
    const auto bare = laid(tiles, viewport);
    const auto with_references = [&](double opacity) {
        auto next = std::make_shared<TileScene>(*scene);
        ++next->revision;
        next->references = {{.ground = ground, .raster = {}, .opacity = opacity}};
        scene = next;
        settle(viewport);
        return laid(tiles, viewport);
    };
    const auto strong = with_references(1), weak = with_references(0.25);
    EXPECT_GT(largest_difference(bare, strong), 50);
    EXPECT_GT(largest_difference(bare, weak), 5);
    EXPECT_LT(largest_difference(bare, weak), largest_difference(bare, strong));
    // An edit beside it paints its box anew, and the line is there as before.
    edit(20, 150'000, 300'000);
    glance(viewport);
    EXPECT_EQ(tiles.missing(), 0u);
    const auto edited = laid(tiles, viewport);
    auto alone = std::make_shared<TileScene>(*scene);
    ++alone->revision;
    scene = alone;
    settle(viewport);
    EXPECT_LE(largest_difference(laid(tiles, viewport), edited), 2);
}

TEST_F(DraftTilesTest, many_edits_and_their_undoing_leave_no_trace)
{
    const Viewport viewport = whole();
    settle(viewport);
    const auto before = laid(tiles, viewport);
    for (geo::ArcId arc = 0; arc < 40; ++arc) {
        edit(arc, 120'000, -90'000);
        glance(viewport);
    }
    for (geo::ArcId arc = 40; arc-- > 0;) {
        edit(arc, -120'000, 90'000);
        glance(viewport);
    }
    EXPECT_LE(largest_difference(before, laid(tiles, viewport)), 2);
}

TEST_F(DraftTilesTest, tiles_of_other_zooms_never_stand_in_with_an_old_border)
{
    settle(look(16, whole().view.centre.x, whole().view.centre.y));
    settle(whole());
    const data::DraftVersion after = edit(20, 150'000, 300'000);
    glance(whole());
    const Viewport farther = look(16, whole().view.centre.x, whole().view.centre.y);
    glance(farther);
    EXPECT_LE(largest_difference(painted_anew(farther, after), laid(tiles, farther)), 2);
}

TEST_F(DraftTilesTest, a_tile_that_was_being_painted_when_the_edit_came_gets_it_too)
{
    const Viewport viewport = whole();
    tiles.follow(viewport, viewport.view, extent, scene, &scheduler); // asked, not delivered
    const data::DraftVersion after = edit(20, 150'000, 300'000);
    settle(viewport);
    EXPECT_LE(largest_difference(painted_anew(viewport, after), laid(tiles, viewport)), 2);
}

}
}
