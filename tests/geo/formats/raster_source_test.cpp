#include "geo/formats/raster_source.h"

#include "geo/crs/datum_shift.h"
#include "geo/error.h"

#include <gdal_priv.h>
#include <gtest/gtest.h>
#include <ogr_spatialref.h>

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace geo;

namespace {

class RasterSourceTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "geo_raster_XXXXXX").string();
        folder_ = mkdtemp(pattern.data());
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    /// 64 × 64 pixels from (114, 31) on, a degree wide: the left half 100, the right half 200.
    std::string make_tiff(const char* name, int bands, GDALDataType type, bool place, bool system, double nodata = -1)
    {
        GDALAllRegister();
        const std::string path = (folder_ / name).string();
        const GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), 64, 64, bands, type, nullptr));
        double transform[6] = {114, 1.0 / 64, 0, 31, 0, -1.0 / 64};
        if (place)
            file->SetGeoTransform(transform);
        OGRSpatialReference reference;
        reference.importFromEPSG(4326);
        if (system)
            file->SetSpatialRef(&reference);
        std::vector<float> pixels(64 * 64);
        for (int i = 0; i < 64 * 64; ++i)
            pixels[i] = i % 64 < 32 ? 100 : 200;
        for (int b = 1; b <= bands; ++b) {
            EXPECT_EQ(file->GetRasterBand(b)->RasterIO(GF_Write, 0, 0, 64, 64, pixels.data(), 64, 64, GDT_Float32, 0, 0, nullptr), CE_None);
            if (nodata >= 0)
                file->GetRasterBand(b)->SetNoDataValue(nodata);
        }
        return path;
    }

    std::filesystem::path folder_;
};

const MapBox place = map_box({114, 30, 115, 31});

int alpha(const TileImage& image, int x, int y)
{
    return image.rgba[4 * (y * image.width + x) + 3];
}

int red_at(const TileImage& image, int x, int y)
{
    return image.rgba[4 * (y * image.width + x)];
}

} // namespace

TEST_F(RasterSourceTest, ReadsAnyKindOfBands)
{
    const struct {
        const char* name;
        int bands;
        GDALDataType type;
        int left, right;
    } rows[] = {{"grey.tif", 1, GDT_Byte, 100, 200}, {"rgb.tif", 3, GDT_Byte, 100, 200}, {"heights.tif", 1, GDT_Float32, 0, 255}, {"photo16.tif", 3, GDT_UInt16, 0, 255}};
    for (const auto& row : rows) {
        const RasterSource source(make_tiff(row.name, row.bands, row.type, true, true));
        EXPECT_NEAR(source.box().min_x, place.min_x, 1);
        EXPECT_NEAR(source.box().max_y, place.max_y, 1);
        const TileImage image = source.read(place, 128, 128);
        ASSERT_EQ(image.rgba.size(), 4u * 128 * 128);
        EXPECT_EQ(red_at(image, 30, 64), row.left) << row.name;
        EXPECT_EQ(red_at(image, 98, 64), row.right) << row.name;
        EXPECT_EQ(alpha(image, 30, 64), 255);
    }
}

TEST_F(RasterSourceTest, OutsideAndNodataAreTransparent)
{
    const RasterSource source(make_tiff("holes.tif", 1, GDT_Byte, true, true, 200));
    const TileImage inside = source.read(place, 64, 64);
    EXPECT_EQ(alpha(inside, 10, 32), 255);
    EXPECT_EQ(alpha(inside, 50, 32), 0);
    EXPECT_EQ(red_at(inside, 50, 32), 0);
    const TileImage half = source.read({2 * place.min_x - place.max_x, place.min_y, place.max_x, place.max_y}, 64, 32);
    EXPECT_EQ(alpha(half, 10, 16), 0);
    EXPECT_EQ(alpha(half, 40, 16), 255);
    const TileImage away = source.read(map_box({0, 0, 1, 1}), 16, 16);
    EXPECT_EQ(away.rgba, std::vector<std::uint8_t>(4 * 16 * 16));
}

TEST_F(RasterSourceTest, RefusesWithAReason)
{
    std::ofstream(folder_ / "noise.tif") << "this is no picture";
    const struct {
        std::string path;
        const char* says;
    } rows[] = {{make_tiff("nowhere.tif", 1, GDT_Byte, false, false), "where on the Earth"},
                {make_tiff("nameless.tif", 1, GDT_Byte, true, false), "coordinate system"},
                {(folder_ / "absent.tif").string(), "absent.tif"},
                {(folder_ / "noise.tif").string(), "noise.tif"}};
    for (const auto& row : rows) {
        try {
            RasterSource source(row.path);
            ADD_FAILURE() << row.path;
        } catch (const Error& error) {
            EXPECT_NE(std::string(error.what()).find(row.says), std::string::npos) << error.what();
        }
    }
    const RasterSource named(make_tiff("named.tif", 1, GDT_Byte, true, false), "EPSG:4326");
    EXPECT_NEAR(named.box().min_x, place.min_x, 1);
}

TEST_F(RasterSourceTest, IsleOfMan)
{
    const std::string path = std::string(SHARED_DATA) + "/basemap/isle_of_man.mbtiles";
    if (!std::filesystem::exists(path))
        GTEST_SKIP() << "no " << path;
    const RasterSource source(path);
    const LonLatBox box = lonlat_box(source.box());
    EXPECT_NEAR(box.west, -5.06, 0.01);
    EXPECT_NEAR(box.north, 54.44, 0.01);
    MapBox wide = source.box();
    wide.max_x += wide.width();
    const TileImage image = source.read(wide, 256, 128);
    int shown = 0, empty = 0;
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        shown += image.rgba[i] > 200, empty += image.rgba[i] == 0;
    EXPECT_GT(shown, 1000);
    EXPECT_GT(empty, 1000);
    for (std::size_t i = 0; i < image.rgba.size(); i += 4)
        ASSERT_LE(image.rgba[i], image.rgba[i + 3]) << "premultiplied";
}

/// A picture as a Chinese map service draws it: the mark stands where GCJ-02 puts the place, 500 m beside its true coordinates.
TEST_F(RasterSourceTest, ShiftedPicturesAreReadWhereTheyBelong)
{
    const LonLat true_place{114.305, 30.602};
    const MapPoint mark = map_from_lonlat(gcj02_from_wgs84(true_place)), plain = map_from_lonlat(true_place);
    EXPECT_GT(std::hypot(mark.x - plain.x, mark.y - plain.y), 300);
    GDALAllRegister();
    const std::string path = (folder_ / "service.tif").string();
    constexpr int side = 2000; // metres and pixels
    {
        const GDALDatasetUniquePtr file(GetGDALDriverManager()->GetDriverByName("GTiff")->Create(path.c_str(), side, side, 1, GDT_Byte, nullptr));
        double transform[6] = {plain.x - side / 2, 1, 0, plain.y + side / 2, 0, -1};
        file->SetGeoTransform(transform);
        OGRSpatialReference reference;
        reference.importFromEPSG(3857);
        file->SetSpatialRef(&reference);
        std::vector<unsigned char> pixels(side * side, 50);
        const int column = static_cast<int>(mark.x - transform[0]), row = static_cast<int>(transform[3] - mark.y);
        for (int y = row - 5; y <= row + 5; ++y)
            for (int x = column - 5; x <= column + 5; ++x)
                pixels[y * side + x] = 250;
        EXPECT_EQ(file->GetRasterBand(1)->RasterIO(GF_Write, 0, 0, side, side, pixels.data(), side, side, GDT_Byte, 0, 0, nullptr), CE_None);
    }
    const MapBox around{plain.x - 32, plain.y - 32, plain.x + 32, plain.y + 32};
    const TileImage shown = RasterSource(path, "GCJ-02").read(around, 64, 64);
    EXPECT_EQ(red_at(shown, 32, 32), 250);
    EXPECT_EQ(red_at(shown, 28, 32), 250);
    EXPECT_EQ(red_at(shown, 36, 32), 250);
    EXPECT_EQ(red_at(shown, 22, 32), 50);
    EXPECT_EQ(red_at(shown, 32, 42), 50);
    const TileImage taken_at_its_word = RasterSource(path).read(around, 64, 64);
    EXPECT_EQ(red_at(taken_at_its_word, 32, 32), 50);
}
