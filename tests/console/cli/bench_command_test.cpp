// The benchmarks' answers, not their times: what they count is right, and bad input is one line.

#include "console/cli/bench_map_command.h"
#include "console/cli/bench_query_command.h"
#include "console/cli/bench_work_command.h"
#include "tests/console/console_run.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <sstream>

namespace console {
namespace {

TEST(BenchCommand, CountsWhatItMeasures)
{
    ConsoleRun run;
    run.make_demo();
    std::ostringstream assigned, checked, opened, moved, err;
    ASSERT_EQ(run_bench_assign({.workspace = run.workspace(), .points = 5000}, assigned, err), 0) << err.str();
    const auto assign = nlohmann::json::parse(assigned.str());
    EXPECT_EQ(assign["points"], 5000);
    EXPECT_GT(assign["assigned"], 2500) << "the street fills most of its box";
    EXPECT_LT(assign["assigned"], 5000);

    ASSERT_EQ(run_bench_check({.workspace = run.workspace()}, checked, err), 0) << err.str();
    const auto check = nlohmann::json::parse(checked.str());
    EXPECT_EQ(check["overlaps"], 0);
    EXPECT_EQ(check["gaps"], 0);

    ASSERT_EQ(run_bench_open({.workspace = run.workspace(), .width = 640, .height = 480}, opened, err), 0) << err.str();
    EXPECT_GT(nlohmann::json::parse(opened.str())["first_complete_ms"], 0);

    std::ostringstream asked;
    ASSERT_EQ(run_bench_queries({.workspace = run.workspace()}, asked, err), 0) << err.str();
    EXPECT_GT(nlohmann::json::parse(asked.str())["found"], 1000);

    ASSERT_EQ(run_bench_map({.workspace = run.workspace(), .width = 640, .height = 480, .seconds = 1}, moved, err), 0) << err.str();
    const auto moving = nlohmann::json::parse(moved.str());
    EXPECT_GT(moving["frames"], 0);
    EXPECT_EQ(moving["blank_frames"], 0);
    EXPECT_EQ(moving["pixels_unlike_shot"], 0) << "at rest the map is what shot draws";
    EXPECT_TRUE(err.str().empty());
}

TEST(BenchCommand, SaysInOneLineWhatIsMissing)
{
    for (const auto bench : {run_bench_open, run_bench_assign, run_bench_check, run_bench_queries}) {
        std::ostringstream out, err;
        EXPECT_EQ(bench({.workspace = "/nowhere/city.sqlite"}, out, err), 1);
        EXPECT_TRUE(out.str().empty());
        const std::string why = err.str();
        EXPECT_EQ(std::ranges::count(why, '\n'), 1) << why;
    }
}

}
}
