#include "console/map/tiles/choropleth.h"
#include "console/map/tiles/tile_painting.h"

#include <gtest/gtest.h>

namespace console {
namespace {

const data::TimePoint choropleth_now = data::time_from_micros(1'795'284'877'000'000);

data::Grid measured_area(std::int64_t id, data::Level level, geo::LonLat south_west, double size, int households)
{
    const auto [x, y] = south_west;
    data::Grid grid{.id = {id}, .level = level, .code = std::to_string(id), .name = "A" + std::to_string(id)};
    grid.shape = {{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, {}}};
    grid.box = geo::box_of(grid.shape);
    grid.label = grid.box.centre();
    grid.households = households;
    return grid;
}

/// Four grids in two communities in one street.
std::shared_ptr<const data::Table<data::Grid>> small_town()
{
    std::vector<data::Grid> grids{measured_area(1, data::Level::street, {114.30, 30.60}, 0.04, 1000),    measured_area(2, data::Level::community, {114.30, 30.60}, 0.02, 300),
                                  measured_area(3, data::Level::community, {114.32, 30.60}, 0.02, 700),  measured_area(11, data::Level::grid, {114.30, 30.60}, 0.01, 100),
                                  measured_area(12, data::Level::grid, {114.31, 30.60}, 0.01, 200),      measured_area(13, data::Level::grid, {114.32, 30.60}, 0.01, 300),
                                  measured_area(14, data::Level::grid, {114.33, 30.60}, 0.01, 12'345)};
    return std::make_shared<const data::Table<data::Grid>>(grids);
}

TEST(Choropleth, colours_the_level_above_where_areas_are_too_small)
{
    const GridShapes grids(small_town(), choropleth_now);
    const double grid_m = grids.typical_width_m(data::Level::grid), community_m = grids.typical_width_m(data::Level::community);
    EXPECT_EQ(coloured_level(grids, data::Level::grid, grid_m / 12), data::Level::grid);
    EXPECT_EQ(coloured_level(grids, data::Level::grid, grid_m / 11.9), data::Level::community);
    // One street is no picture: its communities stay.
    EXPECT_EQ(coloured_level(grids, data::Level::grid, community_m / 2), data::Level::community);
    // Who asks for communities gets no grids, however near.
    EXPECT_EQ(coloured_level(grids, data::Level::community, 0.1), data::Level::community);
    EXPECT_EQ(coloured_level(grids, data::Level::district, 0.1), data::Level::grid);
}

TEST(Choropleth, knows_the_value_of_each_area)
{
    data::World world;
    world.grids = small_town();
    const GridShapes grids(world.grids, choropleth_now);
    const Choropleth measured = make_choropleth("households", data::Level::grid, world, grids, Palette(Theme::dim), choropleth_now);
    ASSERT_EQ(measured.values.size(), 4u);
    EXPECT_EQ(measured.values[3], 12'345);
    EXPECT_EQ(measured.highest, 12'345);
}

/// What the legend shows is what the tile has there, to a step of rounding.
TEST(Choropleth, its_legend_has_the_colours_of_the_map)
{
    data::World world;
    world.grids = small_town();
    const auto grids = std::make_shared<const GridShapes>(world.grids, choropleth_now);
    for (const Theme theme : {Theme::day, Theme::dim, Theme::night}) {
        const Palette palette(theme);
        const Choropleth measured = make_choropleth("households", data::Level::grid, world, *grids, palette, choropleth_now);
        const auto legend = make_legend(measured, *grids, geo::map_box(grids->extent()), palette);
        TileScene scene{.revision = 1, .theme = theme};
        scene.grids = grids;
        scene.fills = std::make_shared<const std::vector<Rgba>>(measured.fills);
        std::size_t visible = 0;
        for (const LegendRow& row : legend)
            visible += row.visible;
        EXPECT_EQ(visible, 4u);
        for (std::size_t i = 0; i < measured.bins.size(); ++i) {
            const geo::MapPoint at = grids->areas(data::Level::grid)[i].label;
            const int step = tile_step(grids->typical_width_m(data::Level::grid) / 200);
            const TileKey key = tiles_in({at.x, at.y, at.x, at.y}, step).front();
            const geo::TileImage image = paint_tile(scene, key);
            const auto x = static_cast<std::size_t>((at.x - tile_box(key).min_x) / metres_per_window_pixel(step));
            const auto y = static_cast<std::size_t>((tile_box(key).max_y - at.y) / metres_per_window_pixel(step));
            const Rgba colour = legend[static_cast<std::size_t>(measured.bins[i])].colour;
            for (std::size_t c = 0; c < 3; ++c)
                EXPECT_NEAR(image.rgba[4 * (y * tile_pixels + x) + c], colour >> (8 * c) & 0xff, 1) << i;
        }
    }
}

}
}
