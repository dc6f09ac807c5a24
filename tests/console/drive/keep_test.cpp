// Sign-on, session log and older workspaces in the console itself, with real input where there is a display.

#include "data/error.h"
#include "data/records/time.h"
#include "data/store/sqlite/file_connection.h"
#include "data/store/sqlite/migrations.h"
#include "data/store/sqlite/spatialite.h"
#include "data/store/store.h"
#include "data/store/upgrade.h"
#include "tests/console/console_run.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>

namespace {

using testing::HasSubstr;
namespace fs = std::filesystem;

void set_pins(const std::string& workspace)
{
    data::Store store = data::Store::open(workspace, data::OpenMode::read_write);
    const auto accounts = store.load().accounts;
    for (const data::Account& account : accounts->rows)
        if (account.role == "operator" || account.role == "supervisor")
            store.set_pin(account.id, account.role == "operator" ? "1111" : "4444");
}

class RealSignOn : public testing::TestWithParam<bool> {};

TEST_P(RealSignOn, TheSeatIsProvedHandedOverLockedAndAllOfItLogged)
{
    ConsoleRun run;
    run.make_demo();
    set_pins(run.workspace());
    std::vector<std::string> arguments{run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/sign_on.drive"};
    if (GetParam()) {
        if (!run.start_display("1920x1080"))
            GTEST_SKIP() << "no virtual display (Xvfb) here";
        arguments.emplace_back("--fullscreen");
    } else {
        arguments.insert(arguments.end(), {"--offscreen", "1920x1080"});
    }
    const auto result = run.console(arguments);
    ASSERT_EQ(result.status, 0) << result.errors;
    data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_only);
    std::vector<std::string> seen;
    store.read_log({.kinds = {"sign_on", "sign_off", "sign_on_refused", "seat_locked", "seat_unlocked"}}, [&](const data::LogRow& row) {
        seen.push_back(row.account + ":" + row.entry.kind);
        EXPECT_FALSE(row.post.empty()) << row.entry.kind;
        EXPECT_EQ(row.entry.actor.seat, "desk-1");
        for (const char* pin : {"1111", "4444", "9999"})
            EXPECT_EQ(row.entry.detail.find(pin), std::string::npos) << row.entry.detail;
        return true;
    });
    EXPECT_THAT(seen, testing::ElementsAre(":sign_on_refused", "值班员:sign_on", "值班员:sign_off", "值班长:sign_on", "值班长:seat_locked", "值班长:seat_unlocked",
                                           "值班长:sign_off", "值班员:sign_on", "值班员:seat_locked", "值班员:sign_off"));
    const data::WorkspaceLoaded loaded = store.load();
    const auto incident = std::ranges::find(*loaded.incidents, "4471", &data::Incident::number);
    const std::vector<data::IncidentEvent> history = store.history(incident->id);
    const auto note = std::ranges::find(history, "交接完毕", &data::IncidentEvent::text);
    ASSERT_NE(note, history.end());
    EXPECT_EQ(loaded.accounts->find(note->actor.account)->label, "值班长");
    EXPECT_EQ(note->actor.seat, "desk-1");
    EXPECT_TRUE(note->actor.post);
}

INSTANTIATE_TEST_SUITE_P(Ways, RealSignOn, testing::Bool(), [](const auto& info) { return info.param ? "window" : "offscreen"; });

TEST(LogDrive, AHundredThousandRowsAreFilteredAndScrolled)
{
    ConsoleRun run;
    run.make_demo();
    {
        data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_write);
        const data::TimePoint night = *data::parse_time(run.moment());
        std::vector<data::SessionLogEntry> rows;
        for (int i = 0; i < 100'000; ++i)
            rows.push_back({night - std::chrono::hours(20) + std::chrono::milliseconds(700 * i), {{1}, {1}, "duty-1"}, i % 2 ? "search" : "camera_shown",
                            i % 2 ? "解放大道" : "camera " + std::to_string(i % 4 ? 217 : 31), i % 2 ? "" : "where=wall 3 why=number"});
        store.log(rows);
    }
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/log.drive", "--offscreen", "1920x1080"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

struct OlderWorkspace : testing::Test {
    ConsoleRun run;
    const fs::path city = fs::path(run.folder()) / "older.sqlite";

    void SetUp() override
    {
        const auto first = data::store::embedded_migrations().front();
        data::store::FileConnection connection(city, data::store::Access::create);
        data::store::make_schema(connection, std::span(&first, 1));
        data::store::run_script(connection.handle(),
                                "insert into incidents (number, class_code, title, severity, source, place, has_position, reported_us, state, attention, geom) values "
                                "('1', '', '燃气异味', 1, 'app', '', 1, 0, 'reported', 'new', MakePoint(114.005, 30.005, 4326));"
                                "insert into incident_events (incident_id, time_us, kind, text, seat) values (1, 0, 'reported', '', 'desk-1');");
    }
    int schema() const
    {
        data::store::FileConnection connection(city, data::store::Access::read_only);
        return data::store::schema_of(connection);
    }
    int copies() const
    {
        int found = 0;
        for (const auto& entry : fs::directory_iterator(run.folder()))
            found += entry.path().filename().string().find(".bak") != std::string::npos;
        return found;
    }
    void play(const std::string& steps)
    {
        const std::string script = run.folder() + "/older.drive";
        std::ofstream(script) << steps;
        const auto result = run.console({city.string(), "--offscreen", "1280x800", "--drive", script});
        EXPECT_EQ(result.status, 0) << result.errors;
    }
};

TEST_F(OlderWorkspace, IsNamedAndLeftAlone)
{
    play("run language.set en\nwait shown.region.upgrade = yes within 30\nexpect workspace.loaded = no\nexpect says.upgrade.steps ~ PIN\n"
         "expect says.upgrade.steps ~ taken back\nshot upgrade_en.png\nrun language.set zh\nshot upgrade_zh.png\nkey Esc\nwait shown.region.upgrade = no\nexpect layout = start\n");
    EXPECT_EQ(schema(), 1);
    EXPECT_EQ(copies(), 0);
}

TEST_F(OlderWorkspace, IsShownAsACopy)
{
    play("wait shown.region.upgrade = yes within 30\nclick upgrade.read_only\nwait workspace.loaded = yes within 60\nexpect workspace.read_only = yes\n"
         "expect incidents.count = 1\nexpect workspace.path = " + city.string() + "\n");
    EXPECT_EQ(schema(), 1);
    EXPECT_EQ(copies(), 0);
}

TEST_F(OlderWorkspace, IsUpgradedAfterYesAndCanBeTakenBack)
{
    play("run language.set en\nwait shown.region.upgrade = yes within 30\nkey Ctrl+U\nwait workspace.loaded = yes within 60\nexpect workspace.read_only = no\n"
         "expect incidents.count = 1\nwait messages.last ~ --undo\n");
    EXPECT_EQ(schema(), data::store::embedded_migrations().back().number);
    EXPECT_EQ(copies(), 1);
    EXPECT_EQ(data::undo_upgrade(city).to, 1);
    EXPECT_EQ(schema(), 1);
    play("wait shown.region.upgrade = yes within 30\nkey Ctrl+U\nwait workspace.loaded = yes within 60\nrun incident.open_number 1\nrun incident.note 新\n"
         "wait incident.events = 2 within 20\n");
    EXPECT_THROW(data::undo_upgrade(city), data::Error);
}

TEST(ConsoleStart, AFileThatCannotBeOpenedIsSaidInTheTerminal)
{
    ConsoleRun run;
    const std::string text = run.folder() + "/text.sqlite";
    std::ofstream(text) << "no database at all, but long enough to have been one of the small ones";
    for (const std::string& file : {run.folder() + "/none.sqlite", text}) {
        const auto result = run.console({file, "--offscreen", "800x600"});
        EXPECT_EQ(result.status, 1);
        EXPECT_THAT(result.errors, HasSubstr(fs::path(file).filename().string()));
        EXPECT_EQ(std::ranges::count(result.errors, '\n'), 1) << result.errors;
    }
}

/// The form for the PIN stands before what needs a right, for a script too: whoever was signed on before is no longer, or not yet again.
TEST(KeptSeat, AScriptDoesNothingThatNeedsARightWhileTheFormStands)
{
    for (const char* command : {"incident.note \"by a script\"", "incident.accept", "incident.close"}) {
        ConsoleRun run;
        run.make_demo();
        set_pins(run.workspace());
        const std::string file = run.folder() + "/before_the_pin.drive";
        std::ofstream(file) << "wait seat.controls = asked within 60\nrun incident.open_number 4471\nrun " << command << "\n";
        const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", file, "--offscreen", "1280x800"});
        EXPECT_NE(result.status, 0) << command;
        EXPECT_THAT(result.errors, testing::HasSubstr("cannot be done now")) << command;
        data::Store store = data::Store::open(run.workspace(), data::OpenMode::read_only);
        const data::WorkspaceLoaded loaded = store.load();
        for (const data::Incident& incident : *loaded.incidents)
            if (incident.number == "4471") {
                for (const data::IncidentEvent& event : store.history(incident.id))
                    EXPECT_NE(event.text, "by a script");
            }
    }
}

}
