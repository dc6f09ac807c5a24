#include "geo/formats/basemap.h"

#include "geo/error.h"
#include "geo/cancelled.h"

#include <gtest/gtest.h>

#include <cmath>
#include <filesystem>
#include <fstream>
#include <map>

using namespace geo;

namespace {

std::string shared(const char* path)
{
    return std::string(SHARED_DATA) + "/" + path;
}

std::map<BasemapKind, int> kinds_of(const BasemapFeatures& map)
{
    std::map<BasemapKind, int> count;
    for (const BasemapFeature& f : map.features)
        ++count[f.kind];
    return count;
}

bool is_water(const BasemapFeatures& map, LonLat p)
{
    for (const BasemapFeature& f : map.features)
        if (f.kind == BasemapKind::water && contains(f.area, p))
            return true;
    return false;
}

} // namespace

TEST(Basemap, Baltimore)
{
    if (!std::filesystem::exists(shared("basemap/baltimore.osm.pbf")))
        GTEST_SKIP() << "no Baltimore extract under " << SHARED_DATA;
    const BasemapFeatures map = read_osm(shared("basemap/baltimore.osm.pbf"));
    auto kinds = kinds_of(map);
    EXPECT_GT(kinds[BasemapKind::building], 1500);
    EXPECT_GT(kinds[BasemapKind::road_major], 600);
    EXPECT_GT(kinds[BasemapKind::road_minor], 2000);
    EXPECT_GT(kinds[BasemapKind::road_path], 300);
    EXPECT_GT(kinds[BasemapKind::rail], 500);
    EXPECT_GT(kinds[BasemapKind::green], 100);
    EXPECT_GT(kinds[BasemapKind::label], 10);
    EXPECT_EQ(map.attribution, "© OpenStreetMap contributors");
    // The harbour is drawn by coastlines only: mid-channel at Fells Point, the Inner Harbor, and dry land beside them.
    EXPECT_TRUE(is_water(map, {-76.5920, 39.2765}));
    EXPECT_TRUE(is_water(map, {-76.5750, 39.2700}));
    EXPECT_FALSE(is_water(map, {-76.5930, 39.2900})) << "Patterson Park's west";
    EXPECT_FALSE(is_water(map, {-76.5700, 39.2980}));
    bool bridge = false, numbered = false;
    for (std::size_t i = 0; i < map.features.size(); ++i) {
        bridge |= map.features[i].bridge;
        numbered |= !map.features[i].ref.empty();
        if (i > 0) {
            EXPECT_LE(map.features[i - 1].kind, map.features[i].kind);
        }
    }
    EXPECT_TRUE(bridge);
    EXPECT_TRUE(numbered);
}

TEST(Basemap, OtherExtracts)
{
    for (const char* path : {"basemap/liechtenstein-latest.osm.pbf", "basemap/heidelberg.osm.pbf"}) {
        if (!std::filesystem::exists(shared(path)))
            GTEST_SKIP() << "no " << shared(path);
        const BasemapFeatures map = read_osm(shared(path));
        EXPECT_GT(map.features.size(), 1000u) << path;
        EXPECT_EQ(kinds_of(map)[BasemapKind::coast], 0) << path;
        EXPECT_FALSE(map.box.is_empty());
    }
}

TEST(Basemap, StopsWhenAsked)
{
    if (!std::filesystem::exists(shared("basemap/heidelberg.osm.pbf")))
        GTEST_SKIP() << "no " << shared("basemap/heidelberg.osm.pbf");
    std::stop_source stop;
    stop.request_stop();
    EXPECT_THROW(read_osm(shared("basemap/heidelberg.osm.pbf"), stop.get_token()), Cancelled);
    EXPECT_THROW(read_reference(shared("polygons/other/denver.geojson"), {}, {}, stop.get_token()), Cancelled);
}

TEST(Basemap, ReferenceLayers)
{
    const struct {
        const char* path;
        std::size_t features;
        LonLat centre;
    } rows[] = {{"polygons/other/denver.geojson", 78, {-104.9, 39.75}}, {"polygons/other/NY8_bna_utm18.gpkg", 281, {-75.9, 42.5}},
                {"cameras/heidelberg_osm_surveillance.geojson", 5, {8.69, 49.41}}};
    for (const auto& row : rows) {
        if (!std::filesystem::exists(shared(row.path)))
            GTEST_SKIP() << "no " << shared(row.path);
        const BasemapFeatures map = read_vector_basemap(shared(row.path));
        EXPECT_EQ(map.features.size(), row.features) << row.path;
        EXPECT_NEAR(map.box.centre().lon, row.centre.lon, 0.8) << row.path;
        EXPECT_NEAR(map.box.centre().lat, row.centre.lat, 0.8) << row.path;
    }
}

TEST(Basemap, BrokenFilesAreReadOrRefused)
{
    if (!std::filesystem::exists(shared("polygons/broken")))
        GTEST_SKIP() << "no " << shared("polygons/broken");
    int read = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared("polygons/broken")))
        if (entry.is_regular_file())
            try {
                read_vector_basemap(entry.path().string());
                ++read;
            } catch (const Error& error) {
                EXPECT_GT(std::string(error.what()).size(), 20u);
            }
    EXPECT_GT(read, 10);
}

TEST(Basemap, RefusesWithAReason)
{
    std::string pattern = (std::filesystem::temp_directory_path() / "geo_basemap_XXXXXX").string();
    const std::filesystem::path folder = mkdtemp(pattern.data());
    std::ofstream(folder / "noise.osm.pbf") << std::string(5000, '\7');
    std::ofstream(folder / "noise.geojson") << "{";
    for (const char* name : {"noise.osm.pbf", "noise.geojson", "absent.osm.pbf", "absent.shp"})
        try {
            read_vector_basemap((folder / name).string());
            ADD_FAILURE() << name;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(name), std::string::npos) << error.what();
        }
    std::filesystem::remove_all(folder);
}

namespace {

std::string groups(std::initializer_list<std::pair<int, std::string>> pairs)
{
    std::string out;
    for (const auto& [code, value] : pairs)
        out += std::to_string(code) + "\n" + value + "\n";
    return out;
}
std::string layer_of_table(const std::string& name, int flags, int colour)
{
    return groups({{0, "LAYER"}, {2, name}, {70, std::to_string(flags)}, {62, std::to_string(colour)}, {6, "CONTINUOUS"}});
}
std::string line_on(const std::string& layer, int y, const std::string& more = "")
{
    return groups({{0, "LINE"}, {8, layer}}) + more + groups({{10, "0"}, {20, std::to_string(y)}, {11, "9"}, {21, std::to_string(y)}});
}

/// A sheet with lines of its own and a block of lines, layers among them that are frozen or off.
struct Drawing {
    const std::string path = (std::filesystem::path(testing::TempDir()) / "gridwatch_plan.dxf").string();
    Drawing()
    {
        const std::string end = groups({{0, "ENDSEC"}});
        std::string text = groups({{0, "SECTION"}, {2, "HEADER"}, {9, "$ACADVER"}, {1, "AC1015"}}) + end;
        text += groups({{0, "SECTION"}, {2, "TABLES"}, {0, "TABLE"}, {2, "LAYER"}, {70, "5"}});
        text += layer_of_table("BORDER", 0, 7) + layer_of_table("ROAD", 0, 1) + layer_of_table("FROZEN", 1, 7) + layer_of_table("OFF", 0, -7) +
                layer_of_table("PLAN", 0, 7) + groups({{0, "ENDTAB"}}) + end;
        text += groups({{0, "SECTION"}, {2, "BLOCKS"}, {0, "BLOCK"}, {8, "0"}, {2, "SHEET"}, {70, "0"}, {10, "0"}, {20, "0"}});
        text += line_on("ROAD", 0) + line_on("BORDER", 5) + line_on("0", 7) + line_on("FROZEN", 8) + groups({{0, "ENDBLK"}, {8, "0"}}) + end;
        text += groups({{0, "SECTION"}, {2, "ENTITIES"}, {0, "INSERT"}, {8, "PLAN"}, {2, "SHEET"}, {10, "50"}, {20, "50"}});
        text += line_on("BORDER", 1) + line_on("FROZEN", 2) + line_on("OFF", 3) + line_on("BORDER", 4, groups({{60, "1"}}));
        text += groups({{0, "TEXT"}, {8, "ROAD"}, {10, "3"}, {20, "3"}, {40, "1"}, {1, "Canal Street"}});
        text += groups({{0, "INSERT"}, {8, "FROZEN"}, {2, "SHEET"}, {10, "150"}, {20, "50"}}) + end + groups({{0, "EOF"}});
        std::ofstream(path) << text;
    }
    ~Drawing() { std::filesystem::remove(path); }
};

} // namespace

TEST(Basemap, ADrawingHasTheLayersItsLinesLieOn)
{
    const Drawing drawing;
    EXPECT_TRUE(is_drawing(drawing.path));
    // PLAN: the line on layer 0 of the block takes the layer of the insert.
    EXPECT_EQ(reference_layers(drawing.path), (std::vector<std::string>{"ROAD", "BORDER", "PLAN"}));
    const BasemapFeatures border = read_reference(drawing.path, "BORDER", "EPSG:3857");
    EXPECT_EQ(border.features.size(), 2u) << "one of them in the block";
    for (const BasemapFeature& feature : border.features)
        EXPECT_EQ(feature.name, "BORDER");
    const BasemapFeatures road = read_vector_basemap(drawing.path + "|layername=ROAD", "EPSG:3857");
    auto kinds = kinds_of(road);
    EXPECT_EQ(kinds[BasemapKind::reference_line], 1);
    EXPECT_EQ(kinds[BasemapKind::reference_point], 1);
    for (const BasemapFeature& feature : road.features)
        EXPECT_EQ(feature.name, feature.kind == BasemapKind::reference_point ? "Canal Street" : "ROAD");
    EXPECT_EQ(read_reference(drawing.path, {}, "EPSG:3857").features.size(), 5u);
    EXPECT_TRUE(read_reference(drawing.path, "FROZEN", "EPSG:3857").features.empty());
}
