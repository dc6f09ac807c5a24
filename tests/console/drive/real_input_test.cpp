// Typing in a real window with real X events: slow frames, an input method (Xlib's own, by a compose file), and the end of it all.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <filesystem>
#include <fstream>

namespace {

TEST(RealInput, NoKeyIsLostAndACompositionArrivesWhole)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1280x800"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const std::string compose = run.workspace() + ".compose";
    std::ofstream(compose) << "<F7> <a> <Return> : \"中文整句到达\"\n";
    setenv("XCOMPOSEFILE", compose.c_str(), 1);
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--fullscreen", "--drive", SOURCE_DIR "/tests/drive/slow.drive"});
    unsetenv("XCOMPOSEFILE");
    EXPECT_EQ(result.status, 0) << result.errors;
}

TEST(RealInput, TheWindowIsXsInASessionOfWaylandToo)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1280x800"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const std::string script = run.workspace() + ".drive";
    std::ofstream(script) << "wait workspace.loaded = yes within 60\nkey F2\nwait layout = wall\n";
    setenv("XDG_SESSION_TYPE", "wayland", 1);
    setenv("WAYLAND_DISPLAY", "wayland-of-nobody", 1);
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", script});
    unsetenv("XDG_SESSION_TYPE");
    unsetenv("WAYLAND_DISPLAY");
    EXPECT_EQ(result.status, 0) << result.errors;
}

TEST(RealInput, AFailedScriptLeavesTheWorkspaceClosed)
{
    ConsoleRun run;
    run.make_demo();
    const std::string script = run.workspace() + ".drive";
    std::ofstream(script) << "wait workspace.loaded = yes within 60\nexpect layout = nowhere\n";
    const auto result = run.console({run.workspace(), "--offscreen", "1280x800", "--drive", script});
    EXPECT_EQ(result.status, 1);
    EXPECT_NE(result.errors.find("nowhere"), std::string::npos) << result.errors;
    EXPECT_FALSE(std::filesystem::exists(run.workspace() + "-wal"));
    EXPECT_FALSE(std::filesystem::exists(run.workspace() + "-shm"));
}

}
