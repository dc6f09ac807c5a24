// The console in a real window under a virtual display, driven by real X events; and drawn into memory without any display.

#include "geo/crs/crs.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

class RealDrive : public testing::TestWithParam<std::tuple<std::string, std::string>> {};

TEST_P(RealDrive, PlaysToItsEnd)
{
    const auto [script, way] = GetParam();
    ConsoleRun run;
    run.make_demo();
    std::vector<std::string> arguments{run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/" + script + ".drive"};
    if (way == "offscreen") {
        arguments.insert(arguments.end(), {"--offscreen", "1920x1080"});
    } else {
        if (!run.start_display("1920x1080"))
            GTEST_SKIP() << "no virtual display (Xvfb) here";
        arguments.insert(arguments.end(), {"--fullscreen"});
    }
    const auto result = run.console(arguments);
    EXPECT_EQ(result.status, 0) << result.errors;
}

INSTANTIATE_TEST_SUITE_P(Scripts, RealDrive,
                         testing::Combine(testing::Values<std::string>("responder", "wall", "wall_drag", "wall_views", "wall_tree", "report", "map", "words", "search", "search_kinds", "replay", "menu", "records", "lists"), testing::Values<std::string>("window", "offscreen")),
                         [](const auto& info) { return std::get<0>(info.param) + "_" + std::get<1>(info.param); });

TEST(ReachDrive, AllIsFoundInASmallWindow)
{
    ConsoleRun run;
    run.make_demo();
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/reach.drive", "--offscreen", "1366x768"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

/// A city in a real window under real X events.
TEST(CityDrive, PansZoomsSelectsAndSearches)
{
    ConsoleRun run;
    const auto made = run.gridwatch({"demo", run.workspace(), "--size", "city", "--now", run.moment()});
    ASSERT_EQ(made.status, 0) << made.errors;
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/city.drive", "--fullscreen"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

/// Files dropped on the start page: the script names what the shared data hold.
TEST(ImportDrive, FilesBecomeAWorkspace)
{
    if (!std::filesystem::exists(SHARED_DATA "/polygons/chicago/chicago-community-areas.geojson"))
        GTEST_SKIP() << "the shared data are not here";
    ConsoleRun run;
    std::string text;
    {
        std::ifstream in(SOURCE_DIR "/tests/drive/import.drive");
        for (std::string line; std::getline(in, line); text += line + "\n")
            if (const std::size_t at = line.find("../shared/data"); at != std::string::npos)
                line.replace(at, 14, SHARED_DATA);
    }
    const std::string script = run.folder() + "/import.drive";
    std::ofstream(script) << text;
    const auto result = run.console({"--drive", script, "--offscreen", "1920x1080"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

/// The import desk: a table of cameras along a road of the demo street, in Gauss–Krüger metres that the file does not name.
TEST(ImportDrive, ATableInAnUnknownSystemIsChosenTakenAndTakenBack)
{
    ConsoleRun run;
    run.make_demo();
    const std::string table = run.folder() + "/cameras.csv", script = run.folder() + "/import_desk.drive";
    {
        const geo::CrsTransform zone = geo::CrsTransform::make("EPSG:4547");
        std::ofstream out(table);
        out << std::fixed << "设备编码,x,y,朝向\n";
        for (int i = 0; i < 10; ++i) {
            const auto p = zone.source({114.3010 + i * 0.0008, 30.6030 + i * 0.0003});
            out << "d" << i << "," << p->x << "," << p->y << "," << (i % 2 ? "东" : "西南") << "\n";
        }
    }
    std::string text;
    std::ifstream in(SOURCE_DIR "/tests/drive/import_desk.drive");
    for (std::string line; std::getline(in, line); text += line + "\n") {
        if (const std::size_t at = line.find("CAMERAS"); at != std::string::npos)
            line.replace(at, 7, table);
        if (const std::size_t at = line.find("shot "); at == 0)
            line.replace(0, 5, "shot " + run.folder() + "/");
    }
    std::ofstream(script) << text;
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", script, "--offscreen", "1920x1080"});
    EXPECT_EQ(result.status, 0) << result.errors;
}

}
