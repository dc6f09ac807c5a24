// `gridwatch check --zones`: which zones are no unions of grids; and what checks say of shapes that were never valid.

#include "console/cli/check_command.h"
#include "console/cli/demo_command.h"
#include "console/cli/draft_command.h"
#include "console/cli/edit_command.h"
#include "console/cli/export_command.h"
#include "data/import/zones.h"
#include "data/store/store.h"
#include "tests/data/fresh_folder.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <fstream>
#include <sstream>

namespace console {
namespace {

using nlohmann::json;
using testing::HasSubstr;

struct ZonesVerb : testing::Test {
    FreshFolder folder;
    const std::filesystem::path path = folder / "street.sqlite";

    struct Answer {
        int status = 0;
        json object;
        std::string text, error;
    };

    void SetUp() override
    {
        std::ostringstream out, err;
        ASSERT_EQ(run_demo({.out = path, .now = data::demo_moment}, out, err), 0) << err.str();
    }

    std::string exported(const std::string& level)
    {
        const std::filesystem::path file = folder / (level + ".geojson");
        std::ostringstream out, err;
        EXPECT_EQ(run_export({.workspace = path, .what = "grids", .out = file, .level = level, .crs = {}, .draft = {}, .edition = {}, .json = true}, out, err), 0) << err.str();
        return file;
    }
    std::string written(const std::string& name, const json& features)
    {
        const std::filesystem::path file = folder / name;
        std::ofstream(file) << json{{"type", "FeatureCollection"}, {"features", features}};
        return file;
    }
    static json feature(const std::string& name, const json& geometry) { return {{"type", "Feature"}, {"properties", {{"precinct", name}, {"n", 1}}}, {"geometry", geometry}}; }

    Answer checked(const std::string& zones, const std::string& field = {}, bool as_json = true, const std::string& draft = {})
    {
        std::ostringstream out, err;
        Answer answer;
        answer.status = run_check({.workspace = path, .draft = draft, .zones = zones, .zone_field = field, .crs = {}, .json = as_json}, out, err);
        answer.text = out.str(), answer.error = err.str();
        if (as_json && !answer.text.empty())
            answer.object = json::parse(answer.text);
        return answer;
    }
};

TEST_F(ZonesVerb, CommunitiesAreUnionsOfTheirGrids)
{
    const Answer answer = checked(exported("community"));
    EXPECT_EQ(answer.status, 0) << answer.error << answer.text;
    std::size_t whole = 0;
    for (const json& zone : answer.object["zones"]) {
        EXPECT_TRUE(zone["is_union"]) << zone;
        EXPECT_TRUE(zone["grids_cut"].empty()) << zone;
        EXPECT_EQ(zone["in_no_grid_m2"], 0) << zone;
        EXPECT_NE(zone["zone"], "");
        whole += zone["grids_whole"].get<std::size_t>();
    }
    EXPECT_EQ(whole, 96u) << "each grid lies in one";
    EXPECT_TRUE(answer.object["seconds"].is_number());
}

TEST_F(ZonesVerb, AZoneOfItsOwnCutsGrids)
{
    std::ifstream in(exported("grid"));
    const json grids = json::parse(in);
    const json& first = grids["features"][0];
    json ring = first["geometry"]["coordinates"];
    if (first["geometry"]["type"] == "MultiPolygon")
        ring = ring[0];
    double west = 180, east = -180, south = 90, north = -90;
    for (const json& point : ring[0]) {
        west = std::min<double>(west, point[0]), east = std::max<double>(east, point[0]);
        south = std::min<double>(south, point[1]), north = std::max<double>(north, point[1]);
    }
    const double middle = (west + east) / 2;
    const auto box = [](double w, double s, double e, double n) { return json{{"type", "Polygon"}, {"coordinates", {{{w, s}, {e, s}, {e, n}, {w, n}, {w, s}}}}}; };
    const std::string file = written("police.geojson", {feature("West half", box(west - 1e-5, south - 1e-5, middle, north + 1e-5)), feature("The grid itself", first["geometry"]),
                                                        feature("Elsewhere", box(10, 10, 10.1, 10.1)), feature("A station", {{"type", "Point"}, {"coordinates", {middle, north}}})});
    const Answer answer = checked(file, "precinct");
    EXPECT_EQ(answer.status, 1);
    EXPECT_EQ(answer.error, "");
    ASSERT_EQ(answer.object["zones"].size(), 3u) << "a point is no zone";
    const json &half = answer.object["zones"][0], &itself = answer.object["zones"][1], &elsewhere = answer.object["zones"][2];
    EXPECT_EQ(half["zone"], "West half");
    EXPECT_FALSE(half["is_union"]);
    bool is_first = false;
    for (const json& cut : half["grids_cut"])
        if (cut["grid"] == first["properties"]["code"]) {
            is_first = true;
            EXPECT_EQ(cut["name"], first["properties"]["name"]);
            EXPECT_GT(cut["inside_m2"], 0);
            EXPECT_GT(cut["outside_m2"], 0);
        }
    EXPECT_TRUE(is_first) << half;
    EXPECT_TRUE(itself["is_union"]);
    EXPECT_EQ(itself["grids_whole"], 1);
    EXPECT_FALSE(elsewhere["is_union"]) << "no grid lies in it";
    const Answer words = checked(file, "precinct", false);
    EXPECT_THAT(words.text, HasSubstr("3 zones, 2 of them no unions of grids"));
    EXPECT_THAT(words.text, HasSubstr("West half: 0 grids whole"));
    EXPECT_THAT(words.text, HasSubstr("Elsewhere: no grid lies in it"));
}

TEST_F(ZonesVerb, SaysWhatIsWrongWithTheFile)
{
    const std::string points = written("points.geojson", json::array({feature("A", {{"type", "Point"}, {"coordinates", {114.3, 30.6}}})}));
    EXPECT_THAT(checked(points).error, HasSubstr("has no areas"));
    const std::string communities = exported("community");
    EXPECT_THAT(checked(communities, "sheriff").error, HasSubstr("no field \"sheriff\"; they have code"));
    EXPECT_THAT(checked(communities + ":gone").error, HasSubstr("no layer \"gone\""));
    EXPECT_EQ(checked(communities + ":community").status, 0) << "the layer of the file by its name";
    const Answer none = checked(folder / "none.gpkg");
    EXPECT_EQ(none.status, 1);
    EXPECT_THAT(none.error, HasSubstr("none.gpkg"));
    EXPECT_EQ(none.text, "");
}

TEST(ZoneFiles, MayNameALayer)
{
    const FreshFolder folder;
    const std::string file = folder / "a:b.gpkg";
    std::ofstream(file) << "x";
    EXPECT_EQ(data::zone_file_from(file).path, file);
    EXPECT_EQ(data::zone_file_from(file).layer, "");
    EXPECT_EQ(data::zone_file_from(file + ":police: east").path, file);
    EXPECT_EQ(data::zone_file_from(file + ":police: east").layer, "police: east");
    EXPECT_EQ(data::zone_file_from("gone.gpkg:police").path, "gone.gpkg:police");
}

/// QGIS' own test layer, with three shapes that cross themselves and one without area.
TEST(RealInvalidShapes, CountUntilTheyAreAccepted)
{
    const std::string source = SHARED_DATA "/polygons/broken/geometry_checker/polygon_layer.shp";
    if (!std::filesystem::exists(source))
        GTEST_SKIP() << source << " is not there";
    const FreshFolder folder;
    const std::filesystem::path path = folder / "city.sqlite";
    {
        std::vector<data::Grid> grids;
        for (data::Zone& zone : data::read_zones({source, {}, {}, {}})) {
            data::Grid& grid = grids.emplace_back();
            grid.level = data::Level::grid, grid.name = zone.name, grid.shape = std::move(zone.shape);
        }
        data::Store::create(path).put(grids);
    }
    const auto edited = [&](const std::string& line) {
        std::ostringstream out, err;
        std::string script = folder / "script.jsonl";
        std::ofstream(script) << line << '\n';
        EXPECT_EQ(run_edit({.workspace = path, .draft = "spring", .script = script, .json = true}, out, err), 0) << out.str() << err.str();
        return json::parse(out.str());
    };
    const auto said = [&](bool of_draft) {
        std::ostringstream out, err;
        EXPECT_EQ(of_draft ? run_draft({.workspace = path, .verb = "check", .name = "spring", .from = {}, .crosswalk = {}, .json = true}, out, err)
                           : run_check({.workspace = path, .draft = "spring", .json = true}, out, err),
                  0)
            << err.str();
        return json::parse(out.str());
    };
    edited(R"({"op":"confirm","grid":"#1"})");
    const json before = said(true);
    EXPECT_EQ(before["invalid"], 4);
    EXPECT_EQ(said(false)["invalid"], 4) << "as they lie in the workspace";
    int listed = 0;
    for (const json& finding : before["findings"])
        if (finding["kind"] == "invalid") {
            ++listed;
            EXPECT_EQ(finding["severity"], "fault");
            EXPECT_NE(finding["at"], json::array({0, 0})) << finding;
        }
    EXPECT_EQ(listed, 4);
    edited(R"({"op":"repair","kind":"invalid"})");
    EXPECT_EQ(said(true)["invalid"], 1) << "one has no area";
    EXPECT_EQ(said(false)["invalid"], 1);
    edited(R"({"op":"undo"})");
    EXPECT_EQ(said(true)["invalid"], 4);
}

} // namespace
} // namespace console
