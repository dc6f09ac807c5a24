// What the import desk shows of a file at once, before every row was looked at.

#include "data/import/preview.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>

namespace {

namespace fs = std::filesystem;
using namespace data;

struct FirstLooks : testing::Test {
    fs::path folder;

    FirstLooks()
    {
        std::string name = (fs::temp_directory_path() / "gridwatch-test-XXXXXX").string();
        folder = mkdtemp(name.data());
    }
    ~FirstLooks() override { fs::remove_all(folder); }
    std::string write(const char* name, const std::string& text) const
    {
        const std::string path = (folder / name).string();
        std::ofstream(path) << text;
        return path;
    }
};

std::string field_of(const ImportPreview& preview, const char* column)
{
    for (const PreviewColumn& one : preview.columns)
        if (one.name == column)
            return one.field;
    return "?";
}

TEST_F(FirstLooks, PointsHaveTheirNumberColumnsAndRing)
{
    std::string table = "code,name,lat,lon\n";
    for (int i = 0; i < 30'000; ++i)
        table += "c" + std::to_string(i) + ",camera," + std::to_string(30.6 + 0.01 * std::sin(i)) + "," + std::to_string(114.3 + 0.01 * std::cos(i)) + "\n";
    const ImportPreview preview = first_look({.source = write("cameras.csv", table)}, true);
    EXPECT_TRUE(preview.is_first_look);
    EXPECT_FALSE(preview.report);
    EXPECT_EQ(preview.job.kind, ImportKind::cameras);
    EXPECT_EQ(preview.rows, 30'000);
    EXPECT_EQ(field_of(preview, "code"), "code");
    EXPECT_EQ(field_of(preview, "lat"), "lat");
    EXPECT_EQ(preview.ground.points.size(), 2'000U);
    EXPECT_NEAR(preview.ground.box.west, 114.29, 1e-4);
    EXPECT_NEAR(preview.ground.box.north, 30.61, 1e-4);
    EXPECT_GT(preview.ground.outline.size(), 20U) << "a ring around a circle";
    double area = 0;
    for (std::size_t i = 0; i < preview.ground.outline.size(); ++i) {
        const auto a = preview.ground.outline[i], b = preview.ground.outline[(i + 1) % preview.ground.outline.size()];
        area += (a.lon * b.lat - b.lon * a.lat) / 2;
    }
    EXPECT_NEAR(area, 3.14159 * 1e-4, 2e-6) << "convex, once around";
    const ImportPreview whole = whole_look("", preview);
    EXPECT_FALSE(whole.is_first_look);
    ASSERT_TRUE(whole.report);
    EXPECT_EQ(whole.report->read, 30'000);
    EXPECT_EQ(whole.ground.points.size(), 2'000U);
}

TEST_F(FirstLooks, AreasShowTheirBorders)
{
    const std::string path = write("areas.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"code":"1","name":"East"},"geometry":{"type":"Polygon","coordinates":[[[114.3,30.6],[114.31,30.6],[114.31,30.61],[114.3,30.61],[114.3,30.6]]]}},
        {"type":"Feature","properties":{"code":"2","name":"West"},"geometry":{"type":"Polygon","coordinates":[[[114.29,30.6],[114.3,30.6],[114.3,30.61],[114.29,30.61],[114.29,30.6]]]}}]})");
    const ImportPreview preview = first_look({.source = path}, true);
    EXPECT_EQ(preview.rows, 2);
    EXPECT_EQ(preview.ground.lines.size(), 2U);
    EXPECT_EQ(preview.ground.outline.size(), 4U);
    EXPECT_NEAR(preview.ground.box.west, 114.29, 1e-9);
}

TEST_F(FirstLooks, NumbersOfAnUnknownSystemLieNowhereYet)
{
    const ImportPreview preview = first_look({.source = write("cameras.csv", "code,name,x,y\na,A,528770.1,3386666.2\nb,B,528790.1,3386696.2\n"), .kind = ImportKind::cameras}, false);
    EXPECT_EQ(preview.columns.size(), 4U);
    EXPECT_EQ(preview.rows, 2);
    EXPECT_TRUE(preview.ground.box.is_empty());
    EXPECT_THROW(first_look({.source = (folder / "gone.csv").string()}, true), std::exception);
}

}
