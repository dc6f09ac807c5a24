// A draft published in a real window with real X events, and the new edition compared with what was before.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

#include <filesystem>

namespace {

TEST(PublishingInAWindow, MakesAnEditionThatIsComparedWithTheOneBefore)
{
    ConsoleRun run;
    run.make_demo();
    if (!run.start_display("1920x1080"))
        GTEST_SKIP() << "no virtual display (Xvfb) here";
    const auto result = run.console({run.workspace(), "--now", run.moment(), "--drive", SOURCE_DIR "/tests/drive/publish.drive"});
    ASSERT_EQ(result.status, 0) << result.errors;
    EXPECT_TRUE(std::filesystem::exists(run.folder() + "/spring-road-crosswalk.csv"));
    EXPECT_TRUE(std::filesystem::exists(run.folder() + "/spring-road-crosswalk.xlsx"));
    const auto log = run.gridwatch({"log", run.workspace()});
    EXPECT_NE(log.output.find("crosswalk_written"), std::string::npos) << log.output.substr(0, 2000);
}

}
