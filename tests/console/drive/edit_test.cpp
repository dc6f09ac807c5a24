// Boundaries drawn in a real window with real X events: split, merged, taken back, killed, opened again, published and compared.

#include "data/store/store.h"
#include "tests/console/console_run.h"
#include "tests/video/until.h"

#include <gtest/gtest.h>

#include <chrono>
#include <filesystem>
#include <fstream>
#include <sstream>

#include <csignal>

namespace {

std::size_t grids_in_force(const std::string& workspace)
{
    data::Store store = data::Store::open(workspace, data::OpenMode::read_only);
    const data::TimePoint now = std::chrono::time_point_cast<std::chrono::microseconds>(std::chrono::system_clock::now());
    std::size_t n = 0;
    const auto editions = store.editions();
    for (const data::Grid& area : store.areas_of_edition(editions.empty() ? 0 : editions.back().id, now))
        n += area.level == data::Level::grid;
    return n;
}

TEST(DrawingInAWindow, AnEditSurvivesAKillAndIsPublished)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const std::size_t before = grids_in_force(run.workspace());
    std::stringstream script;
    script << std::ifstream(SOURCE_DIR "/tests/drive/edit.drive").rdbuf();
    const std::string done = run.folder() + "/drawn.png", file = run.folder() + "/edit.drive";
    // After its last step it waits for what never comes.
    std::ofstream(file) << script.str() << "shot " << done << "\nwait draft.name = nobody within 300\n";
    const pid_t console = run.start({"console", run.workspace(), "--now", run.moment(), "--drive", file});
    video_test::until([&] { return std::filesystem::exists(done) || !run.is_running(console); }, std::chrono::minutes(2));
    const bool is_drawn = std::filesystem::exists(done);
    if (!is_drawn) {
        const auto result = run.wait(console);
        FAIL() << result.errors;
    }
    ASSERT_TRUE(run.stop(console, SIGKILL)) << "it ended by itself";
    EXPECT_EQ(grids_in_force(run.workspace()), before) << "a draft changes nothing that is in force";

    // Nobody holds it any more; what was confirmed is there, undo and redo too, and it can be published.
    const std::string again = run.folder() + "/again.drive";
    std::ofstream(again) << "wait workspace.loaded = yes within 60\nrun draft.open spring-road\nwait draft.name = spring-road within 30\n"
                            "wait draft.edits = 1\nwait draft.redo = 1\nwait draft.mine = yes\n";
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", again});
    ASSERT_EQ(result.status, 0) << result.errors;
    const auto published = run.gridwatch({"draft", run.workspace(), "publish", "spring-road", "--json"});
    ASSERT_EQ(published.status, 0) << published.errors;
    EXPECT_EQ(grids_in_force(run.workspace()), before + 1);
}

}
