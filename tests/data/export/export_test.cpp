#include "data/export/export.h"

#include "data/import/import.h"
#include "geo/error.h"
#include "tests/data/fresh_folder.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace {

using data::Level;

/// A district with a street and two grids, of which one has a hole and two parts; names that formats stumble over.
void fill(data::Store& store)
{
    data::Grid district = sample::grid(Level::district, "420106", sample::square(114, 30, 1));
    district.id = store.put(std::span(&district, 1)).at(0);
    data::Grid street = sample::grid(Level::street, "420106001", sample::square(114, 30, 0.5), district.id);
    street.name = "=SUM(1) \"街道\", 𠮷";
    street.households = 71080;
    street.valid_from = data::time_from_micros(1'700'000'000'123'456);
    street.id = store.put(std::span(&street, 1)).at(0);
    data::Grid holed = sample::grid(Level::grid, "420106001001001", sample::square(114, 30, 0.123456789), street.id);
    holed.shape[0].holes.push_back({{114.01, 30.01}, {114.01, 30.02}, {114.02, 30.02}, {114.02, 30.01}});
    holed.shape.push_back(sample::square(114.2, 30.2, 0.1)[0]);
    holed.kind = data::GridKind::dedicated;
    holed.remark = "两行 remark";
    data::Grid empty_code = sample::grid(Level::grid, "", sample::square(114.3, 30.3, 0.1), street.id);
    empty_code.name = "无码";
    const data::Grid grids[] = {holed, empty_code};
    store.put(std::span(grids));
}

class Export : public testing::TestWithParam<const char*> {};

TEST_P(Export, ComesBackWithoutLoss)
{
    const FreshFolder folder;
    data::Store store = data::Store::create(folder / "from.sqlite");
    fill(store);
    const data::TimePoint now = data::time_from_micros(1'700'000'100'000'000);
    const std::filesystem::path out = folder / (std::string("out.") + GetParam());
    ASSERT_EQ(data::export_from(store, {.kind = data::ImportKind::grids, .out = out, .now = now}).written, 4);

    data::Store other = data::Store::create(folder / "to.sqlite");
    const data::ImportReport report =
        data::import_into(other, {.source = out.string(), .kind = data::ImportKind::grids, .now = now});
    EXPECT_EQ(report.imported, 4);
    EXPECT_EQ(report.repaired, 0);
    const data::WorkspaceLoaded before = store.load(), after = other.load();
    ASSERT_EQ(after.grids->rows.size(), 4u);
    for (const data::Grid& a : before.grids->rows) {
        const auto at = std::ranges::find_if(after.grids->rows,
                                             [&](const data::Grid& b) { return a.code == b.code && a.name == b.name; });
        ASSERT_NE(at, after.grids->rows.end()) << a.name;
        const data::Grid& b = *at;
        EXPECT_EQ(a.level, b.level);
        EXPECT_EQ(a.kind, b.kind);
        EXPECT_EQ(a.households, b.households);
        EXPECT_EQ(a.valid_from, b.valid_from);
        EXPECT_EQ(a.remark, b.remark);
        const data::Grid *pa = before.grids->find(a.parent), *pb = after.grids->find(b.parent);
        ASSERT_EQ(pa == nullptr, pb == nullptr) << a.name;
        if (pa) {
            EXPECT_EQ(pa->code, pb->code);
        }
        // Shapefile turns rings round and KML closes them elsewhere: the same area with the same number of points.
        ASSERT_EQ(a.shape.size(), b.shape.size());
        EXPECT_NEAR(geo::area_m2(a.shape) / geo::area_m2(b.shape), 1, 1e-12);
        const geo::LonLatBox was = geo::box_of(a.shape), is = geo::box_of(b.shape);
        for (const double off : {was.west - is.west, was.south - is.south, was.east - is.east, was.north - is.north})
            EXPECT_NEAR(off, 0, 5e-10); // half a step of the lattice
        for (std::size_t i = 0; i < a.shape.size(); ++i) {
            EXPECT_EQ(a.shape[i].outer.size(), b.shape[i].outer.size());
            EXPECT_EQ(a.shape[i].holes.size(), b.shape[i].holes.size());
        }
    }
    // And into itself: nothing is new.
    EXPECT_EQ(data::import_into(store, {.source = out.string(), .kind = data::ImportKind::grids, .now = now}).imported,
              4);
    EXPECT_EQ(store.load().grids->rows.size(), 4u);
}

INSTANTIATE_TEST_SUITE_P(Formats, Export, testing::Values("gpkg", "geojson", "shp", "csv", "xlsx", "kml", "fgb"));

TEST(ExportFile, TablesGuardFormulasAndAreMarkedUtf8)
{
    const FreshFolder folder;
    data::Store store = data::Store::create(folder / "from.sqlite");
    fill(store);
    const std::filesystem::path out = folder / "out.csv";
    data::export_from(store, {.kind = data::ImportKind::grids, .out = out});
    std::ifstream in(out, std::ios::binary);
    const std::string text{std::istreambuf_iterator<char>(in), {}};
    EXPECT_TRUE(text.starts_with("\xef\xbb\xbf"));
    EXPECT_NE(text.find("'=SUM"), std::string::npos);
}

TEST(ExportFile, LongTextsOfShapefilesAreReported)
{
    const FreshFolder folder;
    data::Store store = data::Store::create(folder / "from.sqlite");
    data::Grid grid = sample::grid(Level::street, "1", sample::square(1, 1, 1));
    for (int i = 0; i < 100; ++i)
        grid.remark += "网格";
    store.put(std::span(&grid, 1));
    EXPECT_EQ(data::export_from(store, {.kind = data::ImportKind::grids, .out = folder / "out.shp"}).notes.size(), 1u);
    EXPECT_TRUE(data::export_from(store, {.kind = data::ImportKind::grids, .out = folder / "out.gpkg"}).notes.empty());
}

TEST(ExportFile, AFailedExportLeavesTheOldFile)
{
    const FreshFolder folder;
    data::Store store = data::Store::create(folder / "from.sqlite");
    fill(store);
    std::ofstream(folder / "out.geojson") << "old";
    EXPECT_THROW(
        data::export_from(store, {.kind = data::ImportKind::grids, .out = folder / "out.geojson", .crs = "EPSG:4547"}),
        geo::Error);
    EXPECT_THROW(data::export_from(store, {.kind = data::ImportKind::grids, .out = folder / "out.nonsense"}),
                 geo::Error);
    EXPECT_THROW(data::export_from(store, {.kind = data::ImportKind::grids, .out = folder / "nowhere/out.gpkg"}),
                 geo::Error);
    std::ifstream in(folder / "out.geojson");
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), "old");
    for (const auto& entry : std::filesystem::directory_iterator(folder.path))
        EXPECT_FALSE(entry.path().filename().string().starts_with(".gridwatch")) << entry.path();
}

TEST(ExportFile, ProjectedAndBack)
{
    const FreshFolder folder;
    data::Store store = data::Store::create(folder / "from.sqlite");
    fill(store);
    for (const char* crs : {"EPSG:4547", "EPSG:3857", "GCJ-02"}) {
        const std::filesystem::path out = folder / "out.shp";
        data::export_from(store, {.kind = data::ImportKind::grids, .out = out, .crs = crs, .now = sample::noon});
        data::Store other = data::Store::create(folder / (std::string(crs) + ".sqlite"));
        data::import_into(
            other,
            {.source = out.string(), .kind = data::ImportKind::grids, .crs = crs == std::string("GCJ-02") ? crs : ""});
        const auto grids = other.load().grids->rows;
        ASSERT_EQ(grids.size(), 4u) << crs;
        EXPECT_LT(geo::distance_m(grids[0].shape[0].outer[0], {grids[0].box.west, grids[0].box.south}), 200000);
        EXPECT_LT(geo::distance_m({grids[0].box.west, grids[0].box.south}, {114, 30}), 0.01) << crs;
    }
}

} // namespace
