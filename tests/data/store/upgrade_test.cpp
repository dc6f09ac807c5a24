// From the first schema that was shipped to the present one, and back until something new was recorded.

#include "data/store/upgrade.h"

#include "data/error.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/verify.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace {

using namespace data;
using sample::noon;
using testing::HasSubstr;
namespace fs = std::filesystem;

struct Upgrade : testing::Test {
    FreshFolder folder;
    const fs::path city = folder / "city.sqlite";

    void SetUp() override
    {
        const auto first = store::embedded_migrations().front();
        ASSERT_EQ(first.number, 1);
        store::FileConnection connection(city, store::Access::create);
        store::make_schema(connection, std::span(&first, 1));
        store::run_script(connection.handle(),
                          "insert into grids (level, code, name, kind, remark, geom) values ('grid', '420102001002003', '格', 'base', '', "
                          "GeomFromText('MULTIPOLYGON(((114 30, 114.01 30, 114.01 30.01, 114 30.01, 114 30)))', 4326));"
                          "insert into incidents (number, class_code, title, severity, source, place, has_position, reported_us, state, attention, "
                          "grid_id, geom) values ('1', '', '燃气异味', 1, 'app', '', 1, 0, 'reported', 'new', 1, MakePoint(114.005, 30.005, 4326));"
                          "insert into incident_events (incident_id, time_us, kind, text, seat) values (1, 0, 'reported', '', 'desk-1');"
                          "insert into session_log (time_us, seat, kind, subject, detail) values (1, 'desk-1', 'sign_on', '', '');");
    }

    std::string undo() const
    {
        try {
            undo_upgrade(city);
        } catch (const Error& error) {
            return error.what();
        }
        return "undone";
    }

    int schema() const
    {
        store::FileConnection connection(city, store::Access::read_only);
        return store::schema_of(connection);
    }
};

/// The copy to go back to, and what one goes back to, are as open or closed as the workspace; its history is chained from then on.
TEST_F(Upgrade, KeepsTheRightsAndChainsWhatWasThere)
{
    const auto seats = fs::perms::owner_read | fs::perms::owner_write | fs::perms::group_read | fs::perms::group_write;
    fs::permissions(city, seats);
    const fs::path copy = plan_upgrade(city).copy;
    Store::open(city, OpenMode::read_write).log(std::array{SessionLogEntry{sample::noon, {.seat = "desk-1"}, "search", "x", ""}});
    EXPECT_EQ(fs::status(copy).permissions(), seats);
    EXPECT_FALSE(fs::exists(copy.string() + ".part"));
    const VerifyReport report = verify_workspace(city, sample::noon);
    EXPECT_TRUE(report.is_sound()) << (report.findings.empty() ? "" : report.findings[0].text);
    EXPECT_EQ(report.history_rows, 3);
    fs::permissions(copy, fs::perms::owner_read | fs::perms::owner_write);
    const UndoneUpgrade undone = undo_upgrade(city);
    EXPECT_EQ(fs::status(city).permissions(), seats);
    EXPECT_EQ(fs::status(undone.kept).permissions(), seats);
    EXPECT_EQ(schema(), 1);
}

TEST_F(Upgrade, NamesWhatItWillChangeAndCopiesFirst)
{
    const int newest = store::embedded_migrations().back().number;
    const UpgradePlan plan = plan_upgrade(city);
    EXPECT_EQ(plan.from, 1);
    EXPECT_EQ(plan.to, newest);
    ASSERT_EQ(plan.steps.size(), static_cast<std::size_t>(newest - 1));
    for (const UpgradeStep& step : plan.steps) {
        EXPECT_FALSE(step.changes.ends_with(".sql")) << step.changes << ": its first line must be \"-- Upgrade: what changes\"";
        EXPECT_GT(step.changes.size(), 15u) << step.number;
    }
    EXPECT_EQ(schema(), 1) << "looking changes nothing";

    Store store = Store::open(city, OpenMode::read_write);
    ASSERT_TRUE(store.upgraded());
    EXPECT_EQ(store.upgraded()->copy, plan.copy);
    EXPECT_TRUE(fs::exists(plan.copy));
    EXPECT_EQ(store.info().schema, newest);
    const WorkspaceLoaded loaded = store.load();
    EXPECT_EQ(loaded.incidents->at(0).title, "燃气异味");
    EXPECT_EQ(loaded.grids->rows.at(0).code, "420102001002003");
    EXPECT_EQ(store.history({1}).size(), 1u);
    store.commit(AddIncidentNote{{1}, "works"}, {}, noon);
    EXPECT_FALSE(Store::open(city, OpenMode::read_write).upgraded());
}

TEST_F(Upgrade, IsUndoneUntilTheFirstNewEvent)
{
    EXPECT_THAT(undo(), HasSubstr("never upgraded"));
    const fs::path copy = plan_upgrade(city).copy;
    {
        Store store = Store::open(city, OpenMode::read_write);
        store.log(std::vector<SessionLogEntry>{{std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now()), {}, "sign_on", "seat", ""}});
        EXPECT_THAT(undo(), HasSubstr("open in another program"));
    }
    EXPECT_EQ(undo(), "undone");
    EXPECT_EQ(schema(), 1);
    EXPECT_FALSE(fs::exists(copy));
    {
        store::FileConnection connection(city, store::Access::read_only);
        EXPECT_EQ(connection.number("select count(*) from session_log"), 2) << "the log of the time in between is carried over";
    }
    // The second time something is recorded, so there is no way back.
    Store::open(city, OpenMode::read_write).commit(AddIncidentNote{{1}, "new"}, {}, noon);
    EXPECT_THAT(undo(), HasSubstr("would be lost"));
    EXPECT_EQ(Store::open(city, OpenMode::read_only).history({1}).size(), 2u);
}

/// Up to schema 5 these were settings with grammars of their own.
TEST_F(Upgrade, WhatWasSetUpMovesFromTheSettingsIntoItsTables)
{
    {
        store::FileConnection connection(city, store::Access::read_write);
        std::string script;
        for (int number : {217, 31, 118})
            script += "insert into cameras (number, code, name, address, owner, point_class, kind, indoor, has_light, resolution, codec, main_url, sub_url, "
                      "credential, maintained_by, status, geom) values (" + std::to_string(number) +
                      ", '', '', '', '', 0, 'fixed', 0, 0, '', '', '', '', '', '', 'in_use', MakePoint(114, 30, 4326));";
        const std::pair<const char*, const char*> settings[] = {
            {"workspace.name", "城"},
            {"roll_call", "1"},
            {"camera.mask.1", "0,0 0.5,0 0.5,0.25; 0.1,0.1 0.2,0.1 0.2,0.3 0.1,0.3"},
            {"camera.mask.2", "0,0 1,1; 0,0 0.5,0 0.5,0.25"}, // the first has two corners
            {"camera.mask.3", ""},
            {"camera.mask.99", "0,0 0.5,0 0.5,0.25"},
            {"camera.mask.x", "0,0 0.5,0 0.5,0.25"},
            {"camera.recorder.1", "hikvision rtsp://10.1.2.3:554/Streaming/tracks/101 -05:30 recorder-east"},
            {"camera.recorder.2", "clock rtsps://media.example/gate"},
            {"camera.recorder.3", "dahua rtsp://10.1.2.3/cam east"},
            {"camera.guard.1", ""},
            {"camera.guard.3", "1"},
            {"wall.view.night north", "4 217 0 31 hot 2 4"},
            {"wall.view.newer", "17 1 2"},
            {"wall.view.gone", ""},
            {"wall.view.broken", "4 a"},
            {"seat.plan.desk-1", R"([{"layout":"desk","view":"","monitor":"DP-1","fullscreen":true,"distance_mm":700},{"layout":"wall","view":"night north","lamp":1}])"},
            {"seat.plan.desk-2", "["},
        };
        for (const auto& [key, value] : settings)
            script += std::string("insert into settings values ('") + key + "', '" + value + "');";
        store::run_script(connection.handle(), script);
    }
    Store store = Store::open(city, OpenMode::read_write);
    const WorkspaceLoaded loaded = store.load();
    const data::Setup& setup = loaded.setup;

    ASSERT_EQ(setup.masks->rows.size(), 2u);
    EXPECT_EQ(setup.masks->find({1})->masks,
              (std::vector<MaskPolygon>{{{0, 0}, {0.5, 0}, {0.5, 0.25}}, {{0.1, 0.1}, {0.2, 0.1}, {0.2, 0.3}, {0.1, 0.3}}}));
    EXPECT_EQ(setup.masks->find({2})->masks, (std::vector<MaskPolygon>{whole_picture(), {{0, 0}, {0.5, 0}, {0.5, 0.25}}})) << "what cannot be read hides everything";

    ASSERT_EQ(setup.recorders->rows.size(), 2u);
    EXPECT_EQ(*setup.recorders->find({1}),
              (CameraRecorder{{1}, "hikvision", "rtsp://10.1.2.3:554/Streaming/tracks/101", std::chrono::minutes(-330), "recorder-east"}));
    EXPECT_EQ(*setup.recorders->find({2}), (CameraRecorder{{2}, "clock", "rtsps://media.example/gate", std::nullopt, ""}));

    ASSERT_EQ(setup.guarded->rows.size(), 1u);
    EXPECT_TRUE(setup.guarded->find({3}));

    ASSERT_EQ(setup.wall_views->rows.size(), 2u);
    EXPECT_EQ(setup.wall_views->rows[0].name, "newer") << "whoever knows such a wall may show it";
    const WallView& night = setup.wall_views->rows[1];
    EXPECT_EQ(night.name, "night north");
    EXPECT_EQ(night.tiles, 4);
    EXPECT_EQ(night.numbers, (std::vector<int>{217, 0, 31, 0}));
    EXPECT_EQ(night.hot, (std::vector<int>{2, 4}));

    ASSERT_EQ(setup.seat_plans->rows.size(), 1u);
    EXPECT_EQ(setup.seat_plans->rows[0].seat, "desk-1");
    EXPECT_EQ(setup.seat_plans->rows[0].windows,
              (std::vector<PlannedWindow>{{"desk", "", "DP-1", true, 700}, {"wall", "night north", "", false, 0}}));

    // What could not be read is where it was, and said.
    const std::vector<std::string> kept{"camera.mask.2", "camera.mask.99", "camera.mask.x", "camera.recorder.3", "seat.plan.desk-2", "wall.view.broken"};
    ASSERT_TRUE(store.upgraded());
    EXPECT_EQ(store.upgraded()->kept, kept);
    std::vector<std::string> keys, logged;
    for (const auto& [key, value] : loaded.settings)
        keys.push_back(key);
    EXPECT_EQ(keys, (std::vector<std::string>{"camera.mask.2", "camera.mask.99", "camera.mask.x", "camera.recorder.3", "roll_call", "seat.plan.desk-2",
                                              "wall.view.broken", "workspace.name"}));
    for (const SessionLogEntry& row : store.session_log({}, TimePoint::max()))
        if (row.kind == "upgrade_kept")
            logged.push_back(row.subject.substr(std::string("setting ").size()));
    EXPECT_EQ(logged, kept);
}

TEST_F(Upgrade, WhatMovedGoesBackWithTheUpgrade)
{
    {
        store::FileConnection connection(city, store::Access::read_write);
        store::run_script(connection.handle(), "insert into settings values ('wall.view.night', '1 217');");
    }
    Store::open(city, OpenMode::read_write);
    EXPECT_TRUE(verify_workspace(city, noon).is_sound());
    EXPECT_EQ(undo(), "undone");
    {
        store::FileConnection connection(city, store::Access::read_only);
        EXPECT_EQ(connection.number("select count(*) from settings where key = 'wall.view.night' and value = '1 217'"), 1);
    }
    Store::open(city, OpenMode::read_write).commit(RemoveWallView{"night"}, {}, noon);
    EXPECT_THAT(undo(), HasSubstr("would be lost"));
}

TEST_F(Upgrade, EveryKindOfNewRecordStandsInTheWay)
{
    Store::open(city, OpenMode::read_write).put_setting("x", "y");
    EXPECT_THAT(undo(), HasSubstr("would be lost"));
}

}
