// Two programs on one workspace: the command line imports while a console has it open.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>
#include <thread>

namespace {

std::string table_of_cameras(const std::string& path)
{
    std::ofstream out(path);
    out << "code,name,lat,lon\n";
    for (int i = 0; i < 3000; ++i)
        out << "x" << i << ",beside " << i << ",30.6,114.3" << i << "\n";
    return path;
}

TEST(ImportBesideConsole, BothGoOnSaving)
{
    ConsoleRun run;
    run.make_demo();
    const std::string script = run.folder() + "/beside.drive";
    // Whichever comes first, the console's start or the import: the console saves, and shows the cameras in the end.
    std::ofstream(script) << "wait cameras.count >= 150 within 60\n"
                             "run report.start\nrun report.set title fire\nrun report.position 114.3052 30.6035\nrun report.save\n"
                             "wait incidents.count = 301 within 60\nwait save.waiting = 0 within 60\nexpect save.ok = yes\n"
                             "wait cameras.count = 3150 within 60\n";
    ConsoleRun::Result imported;
    std::thread other([&] {
        imported = run.gridwatch({"import", run.workspace(), table_of_cameras(run.folder() + "/cameras.csv"), "--as", "cameras", "--crs", "EPSG:4326", "--json"});
    });
    const auto console = run.console({run.workspace(), "--now", run.moment(), "--drive", script, "--offscreen", "1280x800"});
    other.join();
    EXPECT_EQ(imported.status, 0) << imported.errors;
    EXPECT_NE(imported.output.find("\"imported\":3000"), std::string::npos) << imported.output;
    EXPECT_EQ(console.status, 0) << console.errors;
}

TEST(ImportCommand, UndoTakesTheNewestBack)
{
    ConsoleRun run;
    const std::string workspace = run.folder() + "/w.sqlite", table = table_of_cameras(run.folder() + "/cameras.csv");
    EXPECT_EQ(run.gridwatch({"import", workspace, table, "--as", "cameras"}).status, 0);
    EXPECT_EQ(run.gridwatch({"import", workspace, "--undo"}).status, 0);
    const auto again = run.gridwatch({"import", workspace, "--undo"});
    EXPECT_EQ(again.status, 1);
    EXPECT_NE(again.errors.find("no import to undo"), std::string::npos) << again.errors;
    EXPECT_EQ(run.gridwatch({"import", workspace}).status, 2);
}

TEST(ImportCommand, AnImportThatRefusesEveryRowFails)
{
    ConsoleRun run;
    const std::string table = run.folder() + "/zero.csv";
    std::ofstream(table) << "code,lat,lon\na,0,0\nb,0,0\n";
    const auto result = run.gridwatch({"import", run.folder() + "/w.sqlite", table, "--as", "cameras"});
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.errors.find("every row"), std::string::npos) << result.errors;
}

} // namespace
