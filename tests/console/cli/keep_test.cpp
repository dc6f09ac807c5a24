// The machine one can keep, from outside: doctor, log, backup, two consoles on one file, scripts that fail, signals.

#include "data/store/store.h"
#include "tests/console/console_run.h"
#include "tests/video/until.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <thread>

namespace {

using testing::Contains;
using testing::HasSubstr;
using nlohmann::json;

std::string script(const ConsoleRun& run, const std::string& name, const std::string& text)
{
    const std::string file = run.folder() + "/" + name;
    std::ofstream(file) << text;
    return file;
}

std::vector<std::string> kinds_of(const std::string& workspace)
{
    std::vector<std::string> kinds;
    data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
    store.read_log({}, [&](const data::LogRow& row) {
        kinds.push_back(row.entry.kind);
        return true;
    });
    return kinds;
}

TEST(Doctor, SaysOfEverythingWhatItIsAndWhatToDo)
{
    ConsoleRun run;
    run.make_demo();
    std::filesystem::create_directories(run.folder() + "/config/gridwatch");
    std::ofstream(run.folder() + "/config/gridwatch/gridwatch.toml") << "[screen]\ntheme = \"dark\"\n";
    const auto result = run.gridwatch({"doctor", run.workspace(), "--json"});
    ASSERT_EQ(result.status, 0) << result.errors;
    const json all = json::parse(result.output);
    std::map<std::string, json> rows;
    for (const json& row : all.at("findings")) {
        for (const char* key : {"name", "health", "what", "advice"})
            EXPECT_TRUE(row.at(key).is_string()) << row;
        EXPECT_FALSE(row.at("what").get<std::string>().empty()) << row;
        if (row.at("health") == "advice" || row.at("health") == "fault") {
            EXPECT_FALSE(row.at("advice").get<std::string>().empty()) << row;
        }
        rows[row.at("name")] = row;
    }
    int counted = 0;
    for (const char* health : {"good", "advice", "fault", "skipped"})
        counted += all.at(health).get<int>();
    EXPECT_EQ(counted, static_cast<int>(rows.size()));
    for (const char* name : {"gl", "monitors", "blanking", "fonts", "input_method", "sound", "clock", "memory", "ceilings", "disk", "codecs", "hardening", "secret_store", "settings",
                             "workspace"})
        EXPECT_TRUE(rows.contains(name)) << name;
    EXPECT_GT(rows["gl"].at("copy_1080p_ms").get<double>(), 0);
    EXPECT_EQ(rows["monitors"].at("health"), "skipped") << "there is no display in this test";
    EXPECT_EQ(rows["fonts"].at("missing_characters").get<double>(), 0);
    EXPECT_GE(rows["disk"].at("fsync_ms").get<double>(), 0);
    EXPECT_EQ(rows["ceilings"].at("pictures_together_bytes"), 256 << 20);
    EXPECT_EQ(rows["ceilings"].at("redirects"), 3);
    EXPECT_THAT(rows["codecs"].at("decoders").get<std::string>(), HasSubstr("hevc"));
    EXPECT_EQ(rows["settings"].at("health"), "advice");
    EXPECT_THAT(rows["settings"].at("what").get<std::string>(), HasSubstr("gridwatch.toml:2: screen.theme"));
    EXPECT_EQ(rows["workspace"].at("schema"), rows["workspace"].at("newest_schema"));
    // What is not a workspace is a finding, not the end.
    const auto wrong = run.gridwatch({"doctor", run.folder() + "/none.sqlite"});
    EXPECT_EQ(wrong.status, 0);
    EXPECT_THAT(wrong.output, HasSubstr("There is no workspace"));
}

TEST(Doctor, NamesMonitorsAndBlankingOfADisplay)
{
    ConsoleRun run;
    if (!run.start_display("1280x800"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const auto result = run.gridwatch({"doctor", "--json"});
    ASSERT_EQ(result.status, 0) << result.errors;
    const json report = json::parse(result.output);
    for (const json& row : report.at("findings")) {
        if (row.at("name") == "monitors") {
            EXPECT_THAT(row.at("names").get<std::string>(), HasSubstr("1280x800"));
        }
        if (row.at("name") == "blanking") {
            EXPECT_NE(row.at("health"), "skipped");
        }
    }
}

TEST(KeepConsole, AScriptThatFailsSignsOffAndClosesTheWorkspace)
{
    ConsoleRun run;
    run.make_demo();
    const auto result = run.console({run.workspace(), "--offscreen", "1280x800", "--drive",
                                     script(run, "fails.drive", "wait workspace.loaded = yes within 60\nexpect workspace.loaded = never\n")});
    EXPECT_EQ(result.status, 1);
    EXPECT_THAT(result.errors, HasSubstr("fails.drive:2:"));
    EXPECT_FALSE(std::filesystem::exists(run.workspace() + "-wal"));
    const auto kinds = kinds_of(run.workspace());
    EXPECT_THAT(kinds, Contains("sign_on"));
    EXPECT_EQ(kinds.back(), "sign_off");
}

TEST(KeepConsole, TheLogAnswersFilters)
{
    ConsoleRun run;
    run.make_demo();
    const auto played = run.console({run.workspace(), "--seat", "duty-1", "--now", run.moment(), "--offscreen", "1280x800", "--drive",
                                     script(run, "one.drive", "wait workspace.loaded = yes within 60\nrun incident.open_number 4470\n")});
    const auto all = run.gridwatch({"log", run.workspace(), "--json"});
    ASSERT_EQ(all.status, 0) << all.errors;
    const json rows = json::parse(all.output).at("rows");
    ASSERT_GE(rows.size(), 3u);
    EXPECT_EQ(rows[0].at("kind"), "sign_on");
    EXPECT_EQ(rows[0].at("seat"), "duty-1");
    EXPECT_EQ(json::parse(run.gridwatch({"log", run.workspace(), "--kind", "sign_on", "--kind", "sign_off", "--json"}).output).at("rows").size(), 2u);
    EXPECT_EQ(json::parse(run.gridwatch({"log", run.workspace(), "--last", "1", "--json"}).output).at("rows")[0].at("kind"), "sign_off");
    EXPECT_EQ(json::parse(run.gridwatch({"log", run.workspace(), "--seat", "other", "--json"}).output).at("rows").size(), 0u);
    EXPECT_EQ(json::parse(run.gridwatch({"log", run.workspace(), "--to", "2020-01-01T00:00:00Z", "--json"}).output).at("rows").size(), 0u);
    const auto csv = run.gridwatch({"log", run.workspace(), "--kind", "sign_on", "--csv"});
    EXPECT_THAT(csv.output, HasSubstr("time,account,post,seat,kind,subject,detail\r\n"));
    EXPECT_THAT(csv.output, HasSubstr(",duty-1,sign_on,seat duty-1,"));
    const auto history = run.gridwatch({"log", run.workspace(), "--incident", "4470"});
    EXPECT_EQ(history.status, 0) << history.errors;
    EXPECT_THAT(history.output, HasSubstr("event:reported"));
    const auto none = run.gridwatch({"log", run.workspace(), "--incident", "nope"});
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.errors, HasSubstr("no incident nope"));
    EXPECT_EQ(std::ranges::count(none.errors, '\n'), 1);
}

TEST(KeepConsole, BackupAndRestoreAnswerInOneObjectOrOneLine)
{
    ConsoleRun run;
    run.make_demo();
    const std::string out = run.folder() + "/copy.sqlite", again = run.folder() + "/again.sqlite";
    const auto made = run.gridwatch({"backup", run.workspace(), out, "--json"});
    ASSERT_EQ(made.status, 0) << made.errors;
    EXPECT_EQ(json::parse(made.output).at("incidents"), 300);
    const auto twice = run.gridwatch({"backup", run.workspace(), out});
    EXPECT_EQ(twice.status, 1);
    EXPECT_THAT(twice.errors, HasSubstr("already there"));
    EXPECT_EQ(std::ranges::count(twice.errors, '\n'), 1);
    EXPECT_EQ(run.gridwatch({"restore", out, again, "--json"}).status, 0);
    const auto verified = run.gridwatch({"verify", again, "--json"});
    EXPECT_EQ(verified.status, 0) << verified.errors;
    EXPECT_TRUE(json::parse(verified.output).at("sound").get<bool>());
    const auto upgrade = run.gridwatch({"upgrade", again, "--dry-run", "--json"});
    EXPECT_EQ(json::parse(upgrade.output).at("changes").size(), 0u);
}

TEST(KeepConsole, TheManualKnowsEveryVerb)
{
    ConsoleRun run;
    const auto page = run.gridwatch({"manual"}), completion = run.gridwatch({"manual", "--completion"}), help = run.gridwatch({"--help"});
    for (const char* verb : {"console", "demo", "import", "export", "check", "shot", "bench", "backup", "restore", "upgrade", "verify", "log", "doctor"}) {
        EXPECT_THAT(page.output, HasSubstr(std::string(".SS gridwatch ") + verb));
        EXPECT_THAT(completion.output, HasSubstr(std::string("        ") + verb + ") words="));
        EXPECT_THAT(help.output, HasSubstr(verb));
    }
    EXPECT_THAT(completion.output, HasSubstr("--dry-run"));
    EXPECT_EQ(help.output.find("manual"), std::string::npos);
}

/// Two consoles, two processes, one file: what one seat accepts the other one sees, and both sign off.
TEST(RealTwoConsoles, FollowEachOther)
{
    ConsoleRun first;
    first.make_demo();
    ConsoleRun second;
    const std::string acting = script(first, "acts.drive",
                                      "wait workspace.loaded = yes within 60\nrun incident.open_number 4470\nwait selection.incident = 4470 within 30\n"
                                      "run incident.accept\nwait incident.state = accepted within 30\n");
    const std::string seeing = script(second, "sees.drive",
                                      "wait workspace.loaded = yes within 60\nrun incident.open_number 4470\nwait selection.incident = 4470 within 30\n"
                                      "wait incident.state = accepted within 120\n");
    ConsoleRun::Result seen;
    std::thread other([&] {
        seen = second.console({first.workspace(), "--seat", "duty-2", "--now", first.moment(), "--offscreen", "1280x800", "--drive", seeing});
    });
    // Nothing is opened here while the child is being made: a library's lock, held then, would stay locked in the child for ever.
    EXPECT_TRUE(video_test::until([&] { return std::filesystem::exists(second.folder() + "/err"); }));
    // The one that looks must be there before the other one acts.
    EXPECT_TRUE(video_test::until(
        [&] {
            const auto kinds = kinds_of(first.workspace());
            return std::ranges::find(kinds, "sign_on") != kinds.end();
        },
        std::chrono::minutes(1)));
    const auto acted = first.console({first.workspace(), "--seat", "duty-1", "--now", first.moment(), "--offscreen", "1280x800", "--drive", acting});
    other.join();
    EXPECT_EQ(acted.status, 0) << acted.errors;
    EXPECT_EQ(seen.status, 0) << seen.errors;
    const auto kinds = kinds_of(first.workspace());
    EXPECT_EQ(std::ranges::count(kinds, "sign_on"), 2);
    EXPECT_EQ(std::ranges::count(kinds, "sign_off"), 2);
}

}
