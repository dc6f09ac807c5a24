// History and session log are chained: whoever rewrites a row, takes one away or puts one in between is found out, by the program and by
// docs/verify_history.py alike; and nobody is accused who did nothing.

#include "data/error.h"
#include "data/store/backup.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/verify.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <array>
#include <cstdio>

namespace fs = std::filesystem;
using namespace data;
using sample::noon;
using testing::HasSubstr;

namespace {

struct History : testing::Test {
    const FreshFolder folder;
    const fs::path path = folder / "city.sqlite";

    /// Two seats, in turns.
    void SetUp() override
    {
        Store store = Store::create(path);
        const auto first = std::get<IncidentSaved>(store.commit(ReportIncident{.title = "gas", .position = {114, 30}}, {.seat = "desk-1"}, noon, {"report", "incident 1", ""})).incident.id;
        for (int i = 0; i < 4; ++i)
            store.commit(AddIncidentNote{first, "note " + std::to_string(i)}, {.seat = i % 2 ? "desk-1" : "desk-2"}, noon);
        store.log(std::array{SessionLogEntry{noon, {.seat = "desk-2"}, "search", "解放", ""}, SessionLogEntry{noon, {}, "export", "grids", "rows=3"}});
    }
    void run(const std::string& script)
    {
        store::FileConnection connection(path, store::Access::read_write);
        store::run_script(connection.handle(), "pragma foreign_keys = off; " + script);
    }
    /// What the plain verifier says.
    nlohmann::json told_by_python() const
    {
        const std::string command = "python3 '" SOURCE_DIR "/docs/verify_history.py' '" + path.string() + "'";
        std::unique_ptr<FILE, int (*)(FILE*)> pipe(popen(command.c_str(), "r"), pclose);
        std::string all;
        for (std::array<char, 4096> bytes{}; std::size_t count = pipe ? fread(bytes.data(), 1, bytes.size(), pipe.get()) : 0;)
            all.append(bytes.data(), count);
        return nlohmann::json::parse(all, nullptr, false);
    }
    /// Both find the same first row; 0: none.
    void expect_changed(const std::string& table, std::int64_t id)
    {
        const VerifyReport report = verify_workspace(path, noon);
        EXPECT_EQ(report.changed_table, table);
        EXPECT_EQ(report.changed_id, id);
        const auto told = told_by_python();
        ASSERT_TRUE(told.is_object());
        EXPECT_EQ(told.at("whole").get<bool>(), id == 0);
        if (id != 0) {
            EXPECT_EQ(told.at("first_changed").at("table"), table);
            EXPECT_EQ(told.at("first_changed").at("id"), id);
            EXPECT_FALSE(report.is_sound());
        }
        EXPECT_EQ(told.at("history"), report.history);
        const auto json = nlohmann::json::parse(json_from(report));
        EXPECT_EQ(json.at("whole").get<bool>(), report.is_sound());
        EXPECT_EQ(json.at("first_changed").is_null(), id == 0);
    }
};

TEST_F(History, IsWholeAsItWasWritten)
{
    expect_changed("", 0);
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_TRUE(report.is_sound()) << testing::PrintToString(report.findings.empty() ? "" : report.findings[0].text);
    EXPECT_EQ(report.history_rows, 5 + 3);
    EXPECT_EQ(report.history.size(), 64u);
}

/// "insert or replace" fires no trigger for deletes.
TEST_F(History, IsNotReplaced)
{
    const auto refused = [&](const std::string& script) {
        try {
            run(script);
        } catch (const Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_THAT(refused("insert or replace into incident_events select id, incident_id, time_us, kind, 'other', account_id, post_id, seat from incident_events where id = 2;"), HasSubstr("never changed"));
    EXPECT_THAT(refused("insert or replace into session_log select id, time_us, account_id, post_id, seat, kind, 'other', detail from session_log where id = 2;"), HasSubstr("never changed"));
    EXPECT_THAT(refused("update incident_event_hashes set hash = 'x';"), HasSubstr("never changed"));
    EXPECT_THAT(refused("delete from session_log_hashes where id = 1;"), HasSubstr("never deleted"));
    expect_changed("", 0);
}

TEST_F(History, RewrittenBehindItsGuardsIsFound)
{
    run("drop trigger incident_events_no_update; update incident_events set text = 'other' where id = 3; create trigger incident_events_no_update before update on incident_events "
        "begin select raise(abort, 'the history of an incident is never changed'); end;");
    expect_changed("incident_events", 3);
}

TEST_F(History, TakenAwayBehindItsGuardsIsFound)
{
    run("drop trigger session_log_no_delete; delete from session_log where id = 2;");
    expect_changed("session_log", 2);
}

TEST_F(History, ItsEndCutOffIsFound)
{
    run("drop trigger incident_events_no_delete; drop trigger incident_event_hashes_no_delete; delete from incident_events where id = 5; delete from incident_event_hashes where id = 5;");
    expect_changed("incident_events", 5);
}

/// A row in `undoing` opens deletes; the chain knows of them.
TEST_F(History, TheDoorOfUndoneImportsLeavesATrace)
{
    {
        Store store = Store::open(path, OpenMode::read_write);
        store.put(std::vector{sample::incident("77", {114.005, 30.005})}, Actor{.seat = "desk-1"});
    }
    run("insert into undoing values (1); delete from incident_events where kind = 'imported'; delete from undoing;");
    expect_changed("incident_events", 6);
}

TEST_F(History, AForeignRowInBetweenIsFound)
{
    run("insert into session_log (time_us, seat, kind, subject, detail) values (1, 'desk-9', 'search', 'forged', '');");
    EXPECT_EQ(verify_workspace(path, noon).changed_id, 4);
}

/// Seen: for ever "row 1335 to 11334 was taken away; restore a backup".
TEST_F(History, AnImportThatWasTakenBackIsNoDamage)
{
    Store store = Store::open(path, OpenMode::read_write);
    store.begin_import();
    store.put(std::vector<Incident>(50, sample::incident("", {114.005, 30.005})), Actor{.seat = "import"});
    store.publish_import({.time = noon, .file_name = "i.csv", .what = "incidents"}, {}, Actor{.seat = "import"}, noon);
    store.commit(ReportIncident{.title = "after", .position = {114, 30}}, {.seat = "desk-1"}, noon);
    store.undo_import({}, noon);
    store.commit(ReportIncident{.title = "later", .position = {114, 30}}, {.seat = "import"}, noon);
    expect_changed("", 0);
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_TRUE(report.is_sound()) << (report.findings.empty() ? "" : report.findings[0].text);
    EXPECT_EQ(report.taken_back, 50);
}

TEST_F(History, ABackupTellsTheSameAndGoesOn)
{
    const BackupReport backup = make_backup(path, folder / "backup.sqlite");
    EXPECT_EQ(backup.history, verify_workspace(path, noon).history);
    EXPECT_EQ(verify_workspace(folder / "backup.sqlite", noon).history, backup.history);
    Store::open(folder / "backup.sqlite", OpenMode::read_write).log(std::array{SessionLogEntry{noon, {.seat = "desk-2"}, "search", "x", ""}});
    const VerifyReport after = verify_workspace(folder / "backup.sqlite", noon);
    EXPECT_TRUE(after.is_sound());
    EXPECT_NE(after.history, backup.history);
}

/// What another program keeps in the file is its own; what it did to ours is not.
TEST_F(History, TablesOfOthersAreLeftAlone)
{
    run("create table \"my styles\" (x); insert into \"my styles\" values (1); create table qgis_points (id integer primary key); "
        "select AddGeometryColumn('qgis_points', 'the geom', 4326, 'POINT', 'XY');");
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_TRUE(report.is_sound()) << (report.findings.empty() ? "" : report.findings[0].text);
}

struct Hollow {
    const char* name;
    const char* script;
    std::int64_t VerifyReport::*count;
    const char* words;
};
class HollowedOut : public History, public testing::WithParamInterface<Hollow> {};

TEST_P(HollowedOut, IsNotWhole)
{
    run(GetParam().script);
    const VerifyReport report = verify_workspace(path, noon);
    EXPECT_GE(report.*GetParam().count, 1);
    ASSERT_FALSE(report.findings.empty());
    EXPECT_THAT(report.findings[0].text, HasSubstr(GetParam().words));
    EXPECT_FALSE(report.is_sound());
}

INSTANTIATE_TEST_SUITE_P(
    Ways, HollowedOut,
    testing::Values(Hollow{"column", "alter table cameras rename column name to label;", &VerifyReport::schema_faults, "table cameras"},
                    Hollow{"table", "drop table guarded_cameras;", &VerifyReport::schema_faults, "table guarded_cameras"},
                    Hollow{"index", "drop index accounts_label;", &VerifyReport::schema_faults, "index accounts_label"},
                    Hollow{"guard", "drop trigger session_log_no_update; create trigger session_log_no_update before update on session_log begin select 1; end;", &VerifyReport::guards,
                           "session_log_no_update"},
                    Hollow{"swallowed", "create trigger quiet before insert on incident_events begin select raise(ignore); end;", &VerifyReport::guards, "quiet"}),
    [](const auto& info) { return std::string(info.param.name); });

TEST_F(History, WithoutItsStepsItIsNoWorkspaceOfOurs)
{
    run("delete from schema_steps;");
    EXPECT_THROW(verify_workspace(path, noon), Error);
}

}
