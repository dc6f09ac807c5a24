// The guided tours, played to their end in both languages: every step can be done, no word of the strip is cut, nothing is left behind.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <iterator>
#include <sstream>
#include <string>

namespace {

int stations_of(const std::string& role)
{
    std::ifstream in(SOURCE_DIR "/console/drive/scripts/guide_" + role + ".drive");
    int stations = 0;
    for (std::string line; std::getline(in, line);)
        stations += line.starts_with("say ");
    return stations;
}

/// A held clock: the tour goes on by its Next alone.
std::string tour(const std::string& role, const std::string& language)
{
    std::stringstream script;
    script << "set-now " << ConsoleRun::moment() << "\nwait workspace.loaded = yes within 60\nrun language.set " << language
           << "\nrun layout.list\nrun guide.start " << role << "\n";
    for (int station = 1; station <= stations_of(role); ++station)
        script << "wait guide.station = " << station << "\nwait guide.ready = yes within 200\nexpect guide.trouble = none\nwait shown.region.guide = yes\n"
               << "expect texts.clipped_words = none\nexpect controls.dead_names = none\n"
               << (station % 2 ? "click guide.next\n" : "key Right\n");
    script << "wait guide.role = none\nexpect layout = list\nwait drafts.count = 0\nexpect incidents.open = 17\nwait save.waiting = 0 within 30\n";
    return script.str();
}

class GuidedTourPlayed : public testing::TestWithParam<std::tuple<const char*, const char*>> {};

TEST_P(GuidedTourPlayed, ToItsEnd)
{
    const auto& [role, language] = GetParam();
    ASSERT_EQ(stations_of(role), 8);
    ConsoleRun run;
    run.make_demo();
    run.play(run.workspace(), tour(role, language), "1920x1080");
}

INSTANTIATE_TEST_SUITE_P(Roles, GuidedTourPlayed, testing::Combine(testing::Values("operator", "analyst", "responder"), testing::Values("zh", "en")),
                         [](const auto& info) { return std::string(std::get<0>(info.param)) + "_" + std::get<1>(info.param); });

TEST(GuidedTourByItself, GoesOnWithTheClockAndWaitsForPeople)
{
    ConsoleRun run;
    run.make_demo();
    run.play(run.workspace(),
             "set-now 2026-11-23T18:14:37Z\nwait workspace.loaded = yes within 60\nrun guide.start operator\nwait guide.ready = yes within 60\n"
             "expect guide.station = 1\nset-now 2026-11-23T18:14:47Z\nexpect guide.station = 1\nset-now 2026-11-23T18:14:50Z\nwait guide.station = 2\n"
             // Somebody takes a hand in it: it waits, however late it gets.
             "wait guide.ready = yes within 60\nkey F9\nwait guide.held = yes\nset-now 2026-11-23T18:16:00Z\nexpect guide.station = 2\n"
             "click guide.hold\nwait guide.held = no\nwait guide.ready = yes within 60\nset-now 2026-11-23T18:16:20Z\nwait guide.station = 3\n"
             "key Esc\nwait guide.role = none\nexpect layout = desk\n",
             "1366x768");
}

TEST(GuidedTourByItself, OpensTheDemoFromTheStartPage)
{
    ConsoleRun run;
    const std::string file = run.folder() + "/start.drive";
    std::ofstream(file) << "wait layout = start\nclick start.guide.responder\nwait workspace.loaded = yes within 120\nwait guide.role = responder within 60\n"
                           "click guide.stop\nwait guide.role = none\nexpect layout = desk\n";
    const auto result = run.console({"--drive", file, "--offscreen", "1366x768", "--lang", "en"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

}
