#include "console/cli/demo_command.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace console {
namespace {

namespace fs = std::filesystem;

TEST(DemoCommand, MakesTheStreetOnceAndSaysWhatIsInIt)
{
    std::string folder = (fs::temp_directory_path() / "gridwatch-demo-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    const DemoArguments arguments{.out = fs::path(folder) / "street.sqlite", .now = data::demo_moment, .json = true};
    std::ostringstream out, err;
    EXPECT_EQ(run_demo(arguments, out, err), 0) << err.str();
    const auto made = nlohmann::json::parse(out.str());
    EXPECT_EQ(made["grids"], 96);
    EXPECT_EQ(made["communities"], 8);
    EXPECT_EQ(made["cameras"], 150);
    EXPECT_EQ(made["incidents"], 300);
    EXPECT_TRUE(err.str().empty());

    std::ostringstream again, why;
    EXPECT_EQ(run_demo(arguments, again, why), 1);
    EXPECT_TRUE(again.str().empty());
    const std::string reason = why.str();
    EXPECT_NE(reason.find("already there"), std::string::npos) << reason;
    EXPECT_EQ(std::count(reason.begin(), reason.end(), '\n'), 1);
    fs::remove_all(folder);
}

}
}
