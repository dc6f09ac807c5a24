#include "data/import/guess.h"

#include "data/error.h"
#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

namespace {

using namespace data;

struct Text {
    const char* name;
    const char* content;
    std::optional<ImportKind> kind;
    std::optional<Level> level;
    bool needs_level;
};

TEST(ImportGuess, judges_the_content_before_the_name)
{
    const char* square = R"("geometry":{"type":"Polygon","coordinates":[[[114,30],[114.1,30],[114.1,30.1],[114,30]]]}}]})";
    const std::string areas = std::string(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"A"},)") + square;
    const std::string villages = std::string(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"VILLCODE":"1","TOWNCODE":"2"},)") + square;
    const Text cases[] = {
        {"a.csv", "number,lat,lon,heading,rtsp\n1,30,114,90,rtsp://10.0.0.1/a\n", ImportKind::cameras, {}, false},
        {"b.csv", "ID,Date,Primary Type,Latitude,Longitude\n1,2018-01-02,THEFT,41,-87\n", ImportKind::incidents, {}, false},
        {"c.csv", "lat,lon\n30,114\n", {}, {}, false},
        {"cameras of c.csv", "lat,lon\n30,114\n", ImportKind::cameras, {}, false},
        {"f.csv", "编号,名称,经度,纬度,方位\n1,东门,114.1,30.2,90\n", ImportKind::cameras, {}, false},
        {"d.geojson", areas.c_str(), ImportKind::grids, {}, true},
        {"wuhan 社区.geojson", areas.c_str(), ImportKind::grids, Level::community, false},
        {"e.geojson", villages.c_str(), ImportKind::grids, Level::community, false},
        {"buildings.geojson", areas.c_str(), ImportKind::buildings, {}, false},
    };
    const FreshFolder folder;
    for (const Text& text : cases) {
        const auto path = folder / text.name;
        std::ofstream(path) << text.content;
        const ImportGuess guess = guess_import(path.string());
        EXPECT_EQ(guess.kind, text.kind) << text.name;
        EXPECT_EQ(guess.level, text.level) << text.name;
        EXPECT_EQ(guess.needs_level, text.needs_level) << text.name;
    }
}

TEST(ImportGuess, knows_the_real_files)
{
    const std::tuple<const char*, ImportKind, std::optional<Level>> files[] = {
        {"polygons/chicago/chicago-community-areas.geojson", ImportKind::grids, Level::community},
        {"incidents/chicago/chicago_crimes_2018_first10k.csv", ImportKind::incidents, {}},
        {"basemap/isle_of_man.mbtiles", ImportKind::basemap, {}},
        {"basemap/baltimore.osm.pbf", ImportKind::basemap, {}},
    };
    int found = 0;
    for (const auto& [name, kind, level] : files) {
        const std::string path = std::string(SHARED_DATA) + "/" + name;
        if (!std::filesystem::exists(path))
            continue;
        ++found;
        const ImportGuess guess = guess_import(path);
        EXPECT_EQ(guess.kind, kind) << name;
        EXPECT_EQ(guess.level, level) << name;
    }
    if (found == 0)
        GTEST_SKIP() << "the shared data are not here";
}

TEST(ImportGuess, refuses_what_is_no_file)
{
    EXPECT_ANY_THROW(guess_import("/nowhere/at/all.geojson"));
}

}
