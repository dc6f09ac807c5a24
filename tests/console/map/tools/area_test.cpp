#include "console/commands/functions.h"
#include "console/map/tools/area.h"
#include "console/wall/near_cameras.h"
#include "tests/console/no_services.h"

#include <gtest/gtest.h>

#include <random>

namespace console {
namespace {

const geo::Ring street{{114.300, 30.600}, {114.304, 30.600}, {114.304, 30.604}, {114.300, 30.604}};

data::Grid plot(std::int64_t id, double west, double south, double size)
{
    data::Grid grid{.id = {id}, .code = std::to_string(id), .name = "G" + std::to_string(id)};
    grid.shape = {{{{west, south}, {west + size, south}, {west + size, south + size}, {west, south + size}}, {}}};
    grid.box = geo::box_of(grid.shape);
    grid.label = grid.box.centre();
    return grid;
}

struct DrawnArea : testing::Test {
    data::World world;
    Session session;
    NoServices services;
    Texts text;
    std::unique_ptr<Scheduler> scheduler = std::make_unique<Scheduler>([] {});
    MapPoints points;

    DrawnArea()
    {
        world.loaded = true;
        std::vector<data::Camera> cameras;
        const auto add = [&](geo::LonLat at, data::CameraStatus status) {
            const int n = static_cast<int>(cameras.size()) + 1;
            cameras.push_back({.id = {n}, .number = 300 - n, .position = at, .status = status});
        };
        add({114.301, 30.601}, data::CameraStatus::in_use);
        add({114.302, 30.602}, data::CameraStatus::in_repair);
        add({114.303, 30.603}, data::CameraStatus::removed);
        add({114.305, 30.602}, data::CameraStatus::in_use); // beside it
        world.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
        std::vector<data::Incident> incidents;
        for (int i = 0; i < 4; ++i) {
            data::Incident incident{.id = {i + 1}, .number = std::to_string(i + 1), .severity = i == 0 ? data::Severity::grave : data::Severity::ordinary,
                                    .position = {114.3005 + 0.001 * i, 30.6005}};
            incident.has_position = i != 1;
            incident.state = i == 2 ? data::IncidentState::closed : data::IncidentState::reported;
            incidents.push_back(incident);
        }
        world.incidents = data::Table<data::Incident>(std::move(incidents));
        ++world.incidents_revision;
        points.follow(world, false, scheduler.get());
        while (points.is_building())
            scheduler->deliver();
        session.layout = Layout::desk;
    }
    /// Whether it ran without a word of complaint.
    bool run(std::string name, std::vector<std::string> arguments = {})
    {
        CommandContext context{world, session, services, text, {}};
        const std::size_t said = session.messages.size();
        return run_command(context, {std::move(name), std::move(arguments)}) && session.messages.size() == said;
    }
    void draw(const geo::Ring& ring)
    {
        run("map.area");
        for (const geo::LonLat p : ring)
            EXPECT_TRUE(run("map.area_add", {std::to_string(p.lon), std::to_string(p.lat)}));
        run("map.area_close");
    }
};

TEST_F(DrawnArea, counts_what_the_map_shows_inside)
{
    const AreaContents found = find_in_area(street, points, nullptr);
    EXPECT_EQ(found.cameras, 2u);
    EXPECT_EQ(found.in_repair, 1u);
    EXPECT_EQ(found.incidents, (std::array<std::size_t, 4>{2, 1, 0, 1})); // one without a place, one closed
    EXPECT_NEAR(found.area_m2, 383.3 * 443.5, 383.3 * 443.5 * 0.01);
    EXPECT_EQ(cameras_in_area(street, *world.cameras), (std::vector<data::CameraId>{{2}, {1}})); // numbers 298, 299
}

TEST_F(DrawnArea, grids_count_when_they_have_a_point_in_common)
{
    auto rows = std::vector{plot(1, 114.301, 30.601, 0.001),   // inside
                            plot(2, 114.3035, 30.6035, 0.001), // over a corner
                            plot(3, 114.299, 30.601, 0.0005),  // beside it
                            plot(4, 114.2995, 30.6045, 0.001), // beside it, its box too
                            plot(5, 114.29, 30.59, 0.003)};
    const auto table = std::make_shared<const data::Table<data::Grid>>(std::move(rows));
    const GridShapes grids(table, {});
    EXPECT_EQ(find_in_area(street, points, &grids).grids, 2u);
    // A cross over the plot: no corner of either lies in the other.
    EXPECT_EQ(find_in_area({{114.3012, 30.60}, {114.3013, 30.60}, {114.3013, 30.604}, {114.3012, 30.604}}, points, &grids).grids, 1u);
    // Wholly within one plot.
    EXPECT_EQ(find_in_area({{114.3012, 30.6012}, {114.3013, 30.6012}, {114.3013, 30.6013}}, points, &grids).grids, 1u);
}

TEST_F(DrawnArea, agrees_with_every_point_asked_for_itself)
{
    std::mt19937 random(5);
    std::uniform_real_distribution<double> lon(114.29, 114.32), lat(30.59, 30.62);
    std::vector<data::Camera> cameras;
    for (int i = 0; i < 5000; ++i)
        cameras.push_back({.id = {i + 1}, .number = i + 1, .position = {lon(random), lat(random)}});
    world.cameras = std::make_shared<const data::Table<data::Camera>>(std::move(cameras));
    points.follow(world, false, scheduler.get());
    while (points.is_building())
        scheduler->deliver();
    const geo::Ring bay{{114.295, 30.595}, {114.315, 30.595}, {114.315, 30.615}, {114.305, 30.600}, {114.295, 30.615}};
    std::size_t inside = 0;
    for (const data::Camera& camera : world.cameras->rows)
        inside += geo::contains({{bay, {}}}, camera.position);
    EXPECT_GT(inside, 500u);
    EXPECT_EQ(find_in_area(bay, points, nullptr).cameras, inside);
    EXPECT_EQ(cameras_in_area(bay, *world.cameras).size(), inside);
}

TEST_F(DrawnArea, is_drawn_corner_by_corner_and_closed)
{
    draw(street);
    EXPECT_EQ(session.map.area, street);
    EXPECT_EQ(session.map.mode, console::MapMode::look);
    ASSERT_TRUE(run("map.area")); // a new one: the old stays until the new is closed
    ASSERT_TRUE(run("map.area_add", {"114.3", "30.6"}));
    ASSERT_TRUE(run("map.area_add", {"114.31", "30.6"}));
    EXPECT_FALSE(run("map.area_close")); // two corners are no area
    EXPECT_EQ(session.map.mode, console::MapMode::area);
    ASSERT_TRUE(run("map.area_add", {"114.31", "30.6"})); // a double click's second: the same corner
    EXPECT_EQ(session.map.area_drawn.size(), 2u);
    ASSERT_TRUE(run("map.area_undo"));
    EXPECT_EQ(session.map.area_drawn.size(), 1u);
    ASSERT_TRUE(run("view.dismiss"));
    EXPECT_EQ(session.map.mode, console::MapMode::look);
    EXPECT_EQ(session.map.area, street);
    ASSERT_TRUE(run("view.dismiss"));
    EXPECT_TRUE(session.map.area.empty());
}

TEST_F(DrawnArea, whose_sides_cross_is_refused_and_nothing_is_lost)
{
    const geo::Ring bow{{114.30, 30.60}, {114.31, 30.61}, {114.31, 30.60}, {114.30, 30.61}};
    EXPECT_TRUE(crosses_itself(bow));
    EXPECT_FALSE(crosses_itself(street));
    draw(bow);
    EXPECT_TRUE(session.map.area.empty());
    EXPECT_EQ(session.map.area_drawn, bow);
    ASSERT_FALSE(session.messages.empty());
    EXPECT_TRUE(session.messages.back().fault);
}

TEST_F(DrawnArea, of_a_box_whichever_way_it_was_pulled)
{
    ASSERT_TRUE(run("map.area_box", {"114.304", "30.604", "114.300", "30.600"}));
    EXPECT_EQ(geo::box_of(session.map.area), geo::box_of(street));
    EXPECT_FALSE(run("map.area_box", {"114.304", "30.604", "114.304", "30.600"}));
    EXPECT_EQ(geo::box_of(session.map.area), geo::box_of(street));
}

TEST_F(DrawnArea, gives_its_cameras_to_free_tiles_only)
{
    session.wall.tiles_shown = 1;
    session.wall.tiles[0].camera = {4};
    draw(street);
    ASSERT_TRUE(run("map.area_wall"));
    EXPECT_EQ(session.layout, Layout::wall);
    EXPECT_EQ(session.wall.tiles_shown, 4);
    EXPECT_EQ(session.wall.tiles[0].camera, data::CameraId{4});
    EXPECT_EQ(session.wall.tiles[1].camera, data::CameraId{2});
    EXPECT_EQ(session.wall.tiles[2].camera, data::CameraId{1});
    ASSERT_TRUE(run("map.area_wall")); // again: they are there already
    EXPECT_FALSE(session.wall.tiles[3].camera);
    session.wall.locked = true;
    session.wall.tiles[1] = {};
    EXPECT_FALSE(run("map.area_wall"));
}

TEST_F(DrawnArea, filters_the_list)
{
    draw(street);
    ASSERT_TRUE(run("map.area_list"));
    EXPECT_EQ(session.layout, Layout::list);
    EXPECT_EQ(session.queue.area, street);
    ASSERT_TRUE(run("list.filter", {"area"}));
    EXPECT_TRUE(session.queue.area.empty());
}

}
}
