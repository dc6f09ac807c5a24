#include "data/records/facts.h"
#include "data/records/rules.h"
#include "data/records/world.h"

#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace data;
using sample::noon;
using std::chrono::hours;
using std::chrono::minutes;

World small_world()
{
    WorkspaceLoaded loaded;
    std::vector<Grid> grids{sample::grid(Level::street, "1", {}), sample::grid(Level::community, "2", {}, {1}),
                            sample::grid(Level::grid, "3", {}, {2}), sample::grid(Level::grid, "4", {}, {4})};
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].id = {static_cast<std::int64_t>(i) + 1};
    grids[0].unit = {7};
    loaded.grids = std::make_shared<const Table<Grid>>(grids);
    loaded.units = std::make_shared<const Table<Unit>>(std::vector{Unit{{7}, "街道", "110"}});
    Camera camera;
    camera.id = {5};
    camera.number = 217;
    loaded.cameras = std::make_shared<const Table<Camera>>(std::vector{camera});
    loaded.places = std::make_shared<const Table<Place>>();
    loaded.accounts = std::make_shared<const Table<Account>>();
    loaded.posts = std::make_shared<const Table<Post>>();
    loaded.layers = std::make_shared<const Table<Layer>>();
    Incident incident = sample::incident("1", {});
    incident.id = {1};
    loaded.incidents = std::make_shared<std::vector<Incident>>(1, incident);
    World world;
    apply(world, loaded);
    return world;
}

TEST(World, GridPathsAndUnits)
{
    const World world = small_world();
    const auto path = grid_path(world, {3});
    ASSERT_EQ(path.size(), 3u);
    EXPECT_EQ(path[0]->code, "3");
    EXPECT_EQ(path[2]->code, "1");
    EXPECT_TRUE(grid_path(world, {}).empty());
    EXPECT_FALSE(grid_path(world, {4}).empty()) << "its own parent: ends all the same";
    ASSERT_TRUE(responsible_unit(world, {3}));
    EXPECT_EQ(responsible_unit(world, {3})->duty_phone, "110");
    EXPECT_FALSE(responsible_unit(world, {4}));
    EXPECT_EQ(find_camera_by_number(world, 217)->id, CameraId{5});
    EXPECT_FALSE(find_camera_by_number(world, 218));
    EXPECT_FALSE(find_camera_by_number(world, 0));
}

TEST(World, FactsChangeIt)
{
    World world = small_world();
    EXPECT_TRUE(world.loaded);
    std::uint64_t revision = world.incidents_revision;

    IncidentSaved saved;
    saved.incident = world.incidents.rows[0];
    saved.incident.title = "changed";
    saved.event = {{1}, {1}, noon, "note", "x", {}};
    apply(world, saved);
    EXPECT_EQ(world.incidents.find({1})->title, "changed");
    EXPECT_GT(world.incidents_revision, revision);
    EXPECT_TRUE(world.histories.empty()) << "one event would pass for the whole history";
    apply(world, HistoryLoaded{{1}, {saved.event}});
    apply(world, saved);
    EXPECT_EQ(world.histories.at({1}).size(), 1u) << "the event was in the history already";
    saved.event.id = {2};
    apply(world, saved);
    EXPECT_EQ(world.histories.at({1}).size(), 2u);
    saved.incident.id = {9};
    saved.incident.reported = noon + std::chrono::hours(5);
    apply(world, saved);
    EXPECT_EQ(world.newest_report, saved.incident.reported);
    EXPECT_EQ(world.incidents.rows.size(), 2u);
    EXPECT_TRUE(world.incidents.find({9}));

    apply(world, SettingSaved{"a", "b"});
    EXPECT_EQ(world.settings.at("a"), "b");
    apply(world, CameraConditionChanged{{5}, {PictureState::frozen, "no packets", noon}});
    EXPECT_EQ(world.conditions.at({5}).state, PictureState::frozen);
    apply(world, SaveChanged{{false, "disk full", noon, 2}});
    EXPECT_FALSE(world.save.ok);
    apply(world, LayersSaved{std::make_shared<const Table<Layer>>(std::vector<Layer>(2))});
    EXPECT_EQ(world.layers->rows.size(), 2u);

    revision = world.incidents_revision;
    apply(world, WorkspaceClosed{});
    EXPECT_FALSE(world.loaded);
    EXPECT_TRUE(world.incidents.rows.empty());
    EXPECT_GT(world.incidents_revision, revision);
}

TEST(Rules, LatenessAtItsBounds)
{
    Incident incident = sample::incident("1", {}, noon);
    incident.due = due_at(Severity::grave, noon);
    EXPECT_EQ(*incident.due, noon + hours(2));
    EXPECT_EQ(due_at(Severity::serious, noon), noon + hours(24));
    EXPECT_EQ(due_at(Severity::ordinary, noon), noon + hours(72));
    const struct {
        minutes after;
        Lateness expected;
    } rows[] = {{minutes(0), Lateness::on_time},
                {minutes(89), Lateness::on_time},
                {minutes(90), Lateness::at_risk},
                {minutes(120), Lateness::at_risk},
                {minutes(121), Lateness::overdue}};
    for (const auto& row : rows) {
        EXPECT_EQ(lateness(incident, noon + row.after), row.expected) << row.after.count();
        EXPECT_EQ(time_left(incident, noon + row.after), minutes(120) - row.after);
    }
    incident.state = IncidentState::closed;
    EXPECT_EQ(lateness(incident, noon + hours(9)), Lateness::on_time);
    incident.state = IncidentState::dismissed;
    EXPECT_EQ(lateness(incident, noon + hours(9)), Lateness::on_time);
    incident.state = IncidentState::accepted;
    incident.due.reset();
    EXPECT_EQ(lateness(incident, noon + hours(9)), Lateness::on_time);
    EXPECT_FALSE(time_left(incident, noon));
}

} // namespace
