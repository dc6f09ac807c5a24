// A seat of several windows: in memory, and on two monitors of one X server with real events; its plan, and a restart after a crash.

#include "tests/console/console_run.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <csignal>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;

std::vector<std::string> arguments_for(const ConsoleRun& run, const std::string& script)
{
    return {run.workspace(), "--seat", "duty-1", "--now", run.moment(), "--drive", script};
}

/// Written into the test's folder.
std::string script(const ConsoleRun& run, const std::string& name, const std::string& text)
{
    const std::string path = run.folder() + "/" + name;
    std::ofstream(path) << text;
    return path;
}

const char* const planned = R"(wait workspace.loaded = yes within 60
wait windows.count = 2
window 2
wait layout = wall
expect wall.tiles = 9
wait wall.1.camera = 217
wait wall.2.state != empty
wait wall.1.state = live within 300
expect seat.absent = no
)";

TEST(Windows, EachHasItsOwnStateAndThePlanBringsThemBack)
{
    ConsoleRun run;
    run.make_demo();
    auto arguments = arguments_for(run, SOURCE_DIR "/tests/drive/windows.drive");
    arguments.insert(arguments.end(), {"--offscreen", "1920x1080"});
    const auto made = run.console(arguments);
    ASSERT_EQ(made.status, 0) << made.errors;

    auto again = arguments_for(run, script(run, "planned.drive", planned));
    again.insert(again.end(), {"--offscreen", "1920x1080"});
    const auto planned_run = run.console(again);
    EXPECT_EQ(planned_run.status, 0) << planned_run.errors;

    // Another seat has no such plan.
    again[2] = "duty-2";
    again[6] = script(run, "other.drive", "wait workspace.loaded = yes within 60\nexpect windows.count = 1\n");
    const auto other = run.console(again);
    EXPECT_EQ(other.status, 0) << other.errors;
}

TEST(Windows, AfterACrashTheSamePicturesComeBackAndTheStripSaysSinceWhen)
{
    ConsoleRun run;
    run.make_demo();
    const std::string opened = script(run, "opened.drive", R"(wait workspace.loaded = yes within 60
key Ctrl+N
wait windows.count = 2
window 2
wait layout = wall
run wall.layout 9
type 217
key Enter
type 31
key Shift+Enter
wait wall.2.camera = 31
window 1
key F2
wait layout = wall
type 118
key Enter
wait wall.1.camera = 118
shot ready.png
wait layout = nowhere within 200
)");
    const pid_t child = run.start({"console", run.workspace(), "--seat", "duty-1", "--offscreen", "1280x800", "--drive", opened});
    const std::string ready = run.folder() + "/ready.png", state = run.folder() + "/state/gridwatch/seat-duty-1.toml";
    const auto is_kept = [&] {
        std::ifstream in(state);
        const std::string text{std::istreambuf_iterator<char>(in), {}};
        return text.find("217") != std::string::npos && text.find("118") != std::string::npos;
    };
    const auto says_it_is_there = [&] {
        std::error_code none;
        return fs::file_size(run.folder() + "/state/gridwatch/seat-duty-1.here", none) > 0 && !none;
    };
    video_test::until([&] { return (fs::exists(ready) && is_kept() && says_it_is_there()) || !run.is_running(child); }, std::chrono::minutes(2));
    ASSERT_TRUE(is_kept() && says_it_is_there()) << run.wait(child).errors;
    ASSERT_TRUE(run.stop(child, SIGKILL));

    const auto back = run.console({run.workspace(), "--seat", "duty-1", "--offscreen", "1280x800", "--drive", script(run, "back.drive", R"(wait workspace.loaded = yes within 60
wait windows.count = 2
expect seat.absent = yes
wait says.top.absent ~ –
expect wall.1.camera = 118
window 2
expect wall.tiles = 9
expect wall.1.camera = 217
expect wall.2.camera = 31
wait wall.1.state = live within 300
key Esc
wait seat.absent = no
)")});
    EXPECT_EQ(back.status, 0) << back.errors;
    // That one left in order.
    const auto once_more = run.console({run.workspace(), "--seat", "duty-1", "--offscreen", "1280x800", "--drive",
                                        script(run, "after.drive", "wait workspace.loaded = yes within 60\nexpect seat.absent = no\n")});
    EXPECT_EQ(once_more.status, 0) << once_more.errors;
}

TEST(Windows, StandOnTwoMonitorsAndWaitForOneThatWasUnplugged)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_monitors())
        GTEST_SKIP() << "no X server with the dummy driver here, or not for this user";
    const pid_t child = run.start([&] {
        auto arguments = arguments_for(run, SOURCE_DIR "/tests/drive/monitors.drive");
        arguments.insert(arguments.begin(), "console");
        return arguments;
    }());
    const auto wait_for = [&](const char* picture) {
        video_test::until([&] { return fs::exists(run.folder() + "/" + picture) || !run.is_running(child); }, std::chrono::minutes(5));
        return fs::exists(run.folder() + "/" + picture);
    };
    if (wait_for("plugged.png")) {
        EXPECT_TRUE(run.plug_second(false));
        if (wait_for("unplugged.png")) {
            EXPECT_TRUE(run.plug_second(true));
        }
    }
    const auto result = run.wait(child);
    EXPECT_EQ(result.status, 0) << result.errors;
}

}
