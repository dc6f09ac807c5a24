// The console in a real window under a virtual display, driven by real X events; and drawn into memory without any display.

#include "tests/console/console_run.h"

#include <gtest/gtest.h>

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
                         testing::Combine(testing::Values<std::string>("responder", "wall", "report", "map", "words"), testing::Values<std::string>("window", "offscreen")),
                         [](const auto& info) { return std::get<0>(info.param) + "_" + std::get<1>(info.param); });

}
