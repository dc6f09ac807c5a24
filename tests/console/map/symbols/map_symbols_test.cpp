#include "console/map/tiles/tile_painting.h"
#include "console/map/tools/map_pick.h"

#include <gtest/gtest.h>

namespace console {
namespace {

using namespace std::chrono_literals;
const data::TimePoint now = data::time_from_micros(1'795'284'877'000'000);
constexpr geo::LonLat centre{114.305, 30.602};

data::Incident incident(std::int64_t id, data::Severity severity, geo::LonLat at)
{
    data::Incident result{.id = {id}, .number = std::to_string(4000 + id), .severity = severity, .position = at};
    result.reported = now - 1h;
    result.due = now + 1h;
    return result;
}

data::Grid square(std::int64_t id, geo::LonLat south_west, double size, data::GridKind kind = data::GridKind::base)
{
    const auto [x, y] = south_west;
    data::Grid grid{.id = {id}, .code = std::to_string(id), .name = "G" + std::to_string(id), .kind = kind};
    grid.shape = {{{{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}, {}}};
    grid.box = geo::box_of(grid.shape);
    grid.label = grid.box.centre();
    grid.area_m2 = geo::area_m2(grid.shape);
    return grid;
}

/// A world with a few things around the centre, and the indexes a map would have built of it.
struct Town {
    data::World world;
    Session session;
    Viewport viewport{.x = 0, .y = 0, .width = 1000, .height = 800, .scale = 1,
                      .view = {geo::map_from_lonlat(centre), metres_per_pixel_from_zoom(18)}};
    std::unique_ptr<Scheduler> scheduler = std::make_unique<Scheduler>([] {});
    MapPoints points;

    void settle()
    {
        world.loaded = true;
        ++world.incidents_revision;
        points.follow(world, false, scheduler.get());
        while (points.is_building())
            scheduler->deliver();
    }
    MapSymbols symbols() { return make_map_symbols(world, session, points, viewport, now); }
};

TEST(MapSymbols, closed_incidents_stay_away_and_the_graver_lies_above)
{
    Town town;
    data::Incident closed = incident(3, data::Severity::grave, {114.3052, 30.6021});
    closed.state = data::IncidentState::closed;
    town.world.incidents = data::Table<data::Incident>(
        {incident(1, data::Severity::grave, centre), incident(2, data::Severity::ordinary, {114.3055, 30.602}), closed});
    town.settle();
    const MapSymbols symbols = town.symbols();
    ASSERT_EQ(symbols.incidents.size(), 2u);
    EXPECT_EQ(symbols.incidents.back().incident->severity, data::Severity::grave);
    EXPECT_NEAR(symbols.incidents.back().spent, 0.5, 1e-6);
    EXPECT_FALSE(symbols.dimmed);
}

TEST(MapSymbols, the_selected_one_stands_alone_and_dims_the_others)
{
    Town town;
    town.viewport.view.metres_per_pixel = metres_per_pixel_from_zoom(12);
    town.world.incidents = data::Table<data::Incident>(
        {incident(1, data::Severity::grave, centre), incident(2, data::Severity::ordinary, {114.30501, 30.60201})});
    town.session.selection.incident = {2};
    town.settle();
    const MapSymbols symbols = town.symbols();
    ASSERT_EQ(symbols.incident_clusters.size(), 1u);
    EXPECT_EQ(symbols.incident_clusters[0].worst, data::Severity::grave);
    ASSERT_EQ(symbols.incidents.size(), 1u);
    EXPECT_TRUE(symbols.incidents[0].selected);
    EXPECT_TRUE(symbols.dimmed);
}

TEST(MapSymbols, cameras_say_what_is_known_of_their_picture)
{
    Town town;
    std::vector<data::Camera> cameras;
    for (int i = 1; i <= 4; ++i)
        cameras.push_back({.id = {i}, .number = i, .position = {114.304 + i * 0.0005, 30.602}, .azimuth_deg = 90});
    cameras[2].status = data::CameraStatus::in_repair;
    town.world.cameras = std::make_shared<const data::Table<data::Camera>>(cameras);
    town.world.conditions[{1}] = {.state = data::PictureState::live};
    town.world.conditions[{2}] = {.state = data::PictureState::frozen};
    town.session.case_cameras = {data::CameraId{4}};
    town.settle();
    const MapSymbols symbols = town.symbols();
    ASSERT_EQ(symbols.cameras.size(), 4u);
    const auto find = [&](int id) { return *std::ranges::find_if(symbols.cameras, [&](const auto& s) { return s.camera->id.value == id; }); };
    EXPECT_FALSE(find(1).struck || find(1).never_asked);
    EXPECT_TRUE(find(2).struck);
    EXPECT_TRUE(find(3).struck);
    EXPECT_EQ(find(4).tile, 1);
    EXPECT_EQ(symbols.wedges.size(), 4u);
}

TEST(MapPick, one_symbol_is_taken_several_are_a_choice)
{
    Town town;
    town.world.incidents = data::Table<data::Incident>({incident(1, data::Severity::ordinary, centre)});
    town.world.grids = std::make_shared<const data::Table<data::Grid>>(std::vector{square(7, {114.30, 30.60}, 0.01)});
    town.settle();
    const GridShapes grids(town.world.grids, now);
    const MapSymbols symbols = town.symbols();
    const Pick alone = make_pick(town.world, symbols, town.points, &grids, town.viewport, {500, 400});
    ASSERT_EQ(alone.lines.size(), 2u);
    ASSERT_TRUE(alone.only());
    EXPECT_EQ(*alone.only(), (PickLine{PickLine::Kind::incident, 1}));
    const Pick ground = make_pick(town.world, symbols, town.points, &grids, town.viewport, {700, 400});
    ASSERT_TRUE(ground.only());
    EXPECT_EQ(*ground.only(), (PickLine{PickLine::Kind::grid, 7}));

    town.world.cameras = std::make_shared<const data::Table<data::Camera>>(std::vector{data::Camera{.id = {9}, .position = centre}});
    town.settle();
    const Pick both = make_pick(town.world, town.symbols(), town.points, &grids, town.viewport, {500, 400});
    EXPECT_FALSE(both.only());
    EXPECT_EQ(both.lines.size(), 3u);
}

TEST(MapPick, a_crowd_is_cut_to_eight_lines_with_the_ground_last)
{
    Town town;
    std::vector<data::Incident> many;
    for (int i = 1; i <= 20; ++i)
        many.push_back(incident(i, i == 13 ? data::Severity::grave : data::Severity::ordinary, centre));
    town.world.incidents = data::Table<data::Incident>(many);
    town.world.grids = std::make_shared<const data::Table<data::Grid>>(std::vector{square(7, {114.30, 30.60}, 0.01)});
    town.settle();
    const GridShapes grids(town.world.grids, now);
    const Pick pick = make_pick(town.world, town.symbols(), town.points, &grids, town.viewport, {500, 400});
    ASSERT_EQ(pick.lines.size(), most_pick_lines);
    EXPECT_EQ(pick.left_out, 13u);
    EXPECT_EQ(pick.lines.front().id, 13);
    EXPECT_EQ(pick.lines.back().kind, PickLine::Kind::grid);
    EXPECT_FALSE(pick.only());
}

TEST(GridShapes, a_dedicated_grid_goes_before_the_base_grid_around_it)
{
    const auto table = std::make_shared<const data::Table<data::Grid>>(
        std::vector{square(1, {114.30, 30.60}, 0.01), square(2, {114.302, 30.602}, 0.002, data::GridKind::dedicated)});
    const GridShapes grids(table, now);
    EXPECT_EQ(grids.areas(data::Level::grid)[*grids.find_at(data::Level::grid, {114.303, 30.603})].id.value, 2);
    EXPECT_EQ(grids.areas(data::Level::grid)[*grids.find_at(data::Level::grid, {114.308, 30.603})].id.value, 1);
    EXPECT_FALSE(grids.find_at(data::Level::grid, {114.4, 30.6}));
    EXPECT_EQ(grids.finest(), data::Level::grid);
}

TEST(GridShapes, only_grids_in_force_are_there)
{
    data::Grid old = square(1, {114.30, 30.60}, 0.01), next = square(2, {114.32, 30.60}, 0.01);
    old.valid_to = now - 24h;
    next.valid_from = now + 24h;
    const GridShapes grids(std::make_shared<const data::Table<data::Grid>>(std::vector{old, next, square(3, {114.34, 30.60}, 0.01)}), now);
    ASSERT_EQ(grids.areas(data::Level::grid).size(), 1u);
    EXPECT_EQ(grids.areas(data::Level::grid)[0].id.value, 3);
}

TEST(TilePainting, fills_leave_no_seam_between_neighbours)
{
    const auto table = std::make_shared<const data::Table<data::Grid>>(
        std::vector{square(1, {114.30, 30.60}, 0.01), square(2, {114.31, 30.60}, 0.01)});
    const auto grids = std::make_shared<const GridShapes>(table, now);
    TileScene scene{.revision = 1};
    scene.grids = grids;
    const Rgba colour = Palette(Theme::dim).choropleth(1);
    scene.fills = std::make_shared<const std::vector<Rgba>>(std::vector<Rgba>{colour, colour});
    // Borders would hide a seam: the level is asked for where they are too weak to be drawn.
    const int step = tile_step(grids->typical_width_m(data::Level::grid) / 3);
    const geo::MapPoint at = geo::map_from_lonlat({114.31, 30.605});
    const TileKey key = tiles_in({at.x, at.y, at.x, at.y}, step).front();
    const geo::TileImage image = paint_tile(scene, key);
    ASSERT_EQ(image.rgba.size(), 4u * tile_pixels * tile_pixels);
    const geo::MapBox box = tile_box(key);
    const auto x = static_cast<int>((at.x - box.min_x) / metres_per_window_pixel(step));
    const auto y = static_cast<int>((box.max_y - at.y) / metres_per_window_pixel(step));
    const auto pixel = [&](int dx) { return image.rgba[4 * (static_cast<std::size_t>(y) * tile_pixels + x + dx)]; };
    EXPECT_NEAR(pixel(0), pixel(-1), 2);
    EXPECT_NEAR(pixel(0), pixel(1), 2);
}

TEST(TilePainting, is_opaque_and_repeats_itself)
{
    TileScene scene{.revision = 1};
    const TileKey key = tiles_in({1.27e7, 3.58e6, 1.27e7, 3.58e6}, 15 * 8).front();
    const geo::TileImage image = paint_tile(scene, key);
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        ASSERT_EQ(image.rgba[i], 255);
    EXPECT_EQ(image, paint_tile(scene, key));
}

}
}
