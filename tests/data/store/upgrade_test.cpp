// From the first schema that was shipped to the present one, and back until something new was recorded.

#include "data/store/upgrade.h"

#include "data/error.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
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

TEST_F(Upgrade, EveryKindOfNewRecordStandsInTheWay)
{
    Store::open(city, OpenMode::read_write).put_setting("x", "y");
    EXPECT_THAT(undo(), HasSubstr("would be lost"));
}

}
