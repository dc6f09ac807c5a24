#include "console/cli/sees_command.h"

#include "console/cli/demo_command.h"
#include "data/store/store.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <sstream>

namespace console {
namespace {

namespace fs = std::filesystem;

TEST(SeesCommand, NamesTheCamerasOfAPlaceBestFirst)
{
    std::string folder = (fs::temp_directory_path() / "gridwatch-sees-XXXXXX").string();
    ASSERT_NE(mkdtemp(folder.data()), nullptr);
    const std::string workspace = folder + "/street.sqlite";
    std::ostringstream made, errors;
    ASSERT_EQ(run_demo({.out = workspace, .now = data::demo_moment}, made, errors), 0) << errors.str();
    geo::LonLat place;
    const auto loaded = data::Store::open(workspace, data::OpenMode::read_only).load();
    for (const data::Incident& incident : *loaded.incidents)
        if (incident.number == "4471")
            place = incident.position;
    ASSERT_NE(place.lon, 0);

    SeesArguments arguments{.workspace = workspace, .lon = place.lon, .lat = place.lat, .count = 6, .json = true};
    std::ostringstream out;
    ASSERT_EQ(run_sees(arguments, out, errors), 0) << errors.str();
    const auto answer = nlohmann::json::parse(out.str());
    ASSERT_EQ(answer["cameras"].size(), 6u);
    const auto& best = answer["cameras"][0];
    EXPECT_EQ(best["why"], "sees it");
    EXPECT_GT(best["pixels_per_m"].get<double>(), 0);
    EXPECT_LT(best["distance_m"].get<double>(), 100);
    EXPECT_FALSE(best["name"].get<std::string>().empty());
    EXPECT_GE(answer["milliseconds"].get<double>(), 0);

    arguments.lon = arguments.lat = 0; // the sea
    std::ostringstream none;
    EXPECT_EQ(run_sees(arguments, none, errors), 0);
    EXPECT_TRUE(nlohmann::json::parse(none.str())["cameras"].empty());
    EXPECT_TRUE(errors.str().empty()) << errors.str();

    arguments.lat = 114;
    std::ostringstream nothing, why;
    EXPECT_EQ(run_sees(arguments, nothing, why), 1);
    EXPECT_NE(why.str().find("longitude comes first"), std::string::npos);
    EXPECT_TRUE(nothing.str().empty());
    fs::remove_all(folder);
}

}
}
