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
