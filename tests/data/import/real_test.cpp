// The real files of data/INDEX.md through the importer: the counts must be those of the index.

#include "data/import/import.h"

#include "data/error.h"
#include "geo/error.h"
#include "geo/formats/vector_file.h"
#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>
#include <sstream>

namespace {

using data::ImportJob;
using data::ImportKind;
using data::ImportReport;
using data::Level;

const std::string shared = SHARED_DATA;

class RealImport : public testing::Test {
protected:
    FreshFolder folder_;
    std::optional<data::Store> store_;

    void SetUp() override
    {
        if (!std::filesystem::exists(shared))
            GTEST_SKIP() << "the real files beside the project are absent";
        store_.emplace(data::Store::create(folder_ / "city.sqlite"));
    }
    ImportReport take(const std::string& file, ImportKind kind, std::optional<Level> level = {},
                      std::vector<std::pair<std::string, std::string>> fields = {})
    {
        ImportJob job{.source = shared + file,
                      .kind = kind,
                      .level = level,
                      .fields = std::move(fields),
                      .now = data::time_from_micros(1'700'000'000'000'000)};
        return data::import_into(*store_, job);
    }
    std::vector<data::Grid> grids() { return store_->load().grids->rows; }
};

std::int64_t count_parents(const std::vector<data::Grid>& grids, Level level)
{
    return std::ranges::count_if(grids, [&](const data::Grid& g) { return g.level == level && g.parent; });
}

TEST_F(RealImport, TaipeiNestsByCode)
{
    EXPECT_EQ(take("/polygons/taipei/taipei_towns.geojson", ImportKind::grids, Level::street).imported, 12);
    const ImportReport villages = take("/polygons/taipei/taipei_villages.geojson", ImportKind::grids, Level::community);
    EXPECT_EQ(villages.imported, 456);
    EXPECT_EQ(villages.repaired, 1);
    EXPECT_EQ(count_parents(grids(), Level::community), 456);
    const ImportReport again = take("/polygons/taipei/taipei_villages.geojson", ImportKind::grids, Level::community);
    EXPECT_EQ(again.unchanged, 456);
    EXPECT_EQ(again.updated, 0);
    EXPECT_EQ(grids().size(), 468u);
}

TEST_F(RealImport, TaipeiNestsByPlaceTheSame)
{
    take("/polygons/taipei/taipei_towns.geojson", ImportKind::grids, Level::street);
    take("/polygons/taipei/taipei_villages.geojson", ImportKind::grids, Level::community,
         {{"code", ""}, {"parent_code", ""}, {"parent_name", ""}, {"name", "VILLCODE"}});
    const data::WorkspaceLoaded world = store_->load();
    std::int64_t right = 0;
    for (const data::Grid& grid : world.grids->rows)
        if (grid.level == Level::community && grid.parent)
            right += grid.name.starts_with(world.grids->find(grid.parent)->code);
    EXPECT_EQ(right, 456);
}

TEST_F(RealImport, PolygonFiles)
{
    struct Case {
        const char* file;
        std::int64_t read, imported, repaired;
    };
    const Case cases[] = {
        {"/polygons/chicago/chicago-community-areas.geojson", 77, 77, 0},
        {"/polygons/chicago/chicago-community-areas.topojson", 77, 77, 13},
        {"/polygons/chicago/chicago_neighborhoods98.geojson", 98, 98, 4},
        {"/polygons/china/wuhan_districts.geojson", 13, 13, 13},
        {"/polygons/china/chongqing_districts_decoded.geojson", 38, 38, 7},
        {"/polygons/other/denver.geojson", 78, 78, 0},
        {"/polygons/other/boston.geojson", 26, 26, 4},
        {"/polygons/other/houston.geojson", 88, 88, 0},
        {"/polygons/other/toronto.geojson", 140, 140, 1},
        {"/polygons/other/atlanta.geojson", 114, 114, 1},
        {"/polygons/other/NY8_bna_utm18.gpkg", 281, 281, 0},
    };
    for (const Case& c : cases) {
        const FreshFolder folder;
        store_.emplace(data::Store::create(folder / "city.sqlite"));
        const ImportReport report = take(c.file, ImportKind::grids, Level::community);
        EXPECT_EQ(report.read, c.read) << c.file;
        EXPECT_EQ(report.imported, c.imported) << c.file;
        EXPECT_EQ(report.repaired, c.repaired) << c.file;
        EXPECT_EQ(report.repairs.size(), std::size_t(c.repaired)) << c.file;
        EXPECT_EQ(take(c.file, ImportKind::grids, Level::community).unchanged, c.imported) << c.file;
        store_.reset();
    }
}

TEST_F(RealImport, DenverKeepsItsHoles)
{
    take("/polygons/other/denver.geojson", ImportKind::grids, Level::community);
    std::size_t holes = 0;
    for (const data::Grid& grid : grids())
        for (const geo::Polygon& part : grid.shape)
            holes += part.holes.size();
    EXPECT_EQ(holes, 8u);
}

TEST_F(RealImport, ABoundSystemWithoutCodeWorks)
{
    take("/polygons/other/NY8_bna_utm18.gpkg", ImportKind::grids, Level::community);
    geo::LonLatBox box;
    for (const data::Grid& grid : grids())
        box.add(grid.box);
    EXPECT_TRUE((geo::LonLatBox{-77.5, 41.5, -75, 43.5}.contains(box.centre())))
        << box.centre().lon << ' ' << box.centre().lat;
}

TEST_F(RealImport, ChicagoCrimesLieWhereThePoliceSay)
{
    take("/polygons/chicago/chicago-community-areas.geojson", ImportKind::grids, Level::community);
    const std::string file = "/incidents/chicago/chicago_crimes_2018_first10k.csv";
    const std::vector<std::pair<std::string, std::string>> numbered{{"number", "RowId"}};
    const ImportReport report = take(file, ImportKind::incidents, {}, numbered);
    EXPECT_EQ(report.imported, 10000);
    EXPECT_TRUE(report.rejected.empty());
    EXPECT_EQ(take(file, ImportKind::incidents, {}, numbered).unchanged, 10000);
}

/// A counter of rows is no number of an incident, unless somebody says so: another file counts from 1, too.
TEST_F(RealImport, ACounterOfRowsIsNotTakenForTheNumber)
{
    const ImportReport report = take("/incidents/chicago/chicago_crimes_2018_first10k.csv", ImportKind::incidents);
    EXPECT_TRUE(std::ranges::none_of(report.mapping, [](const auto& field) { return field.first == "number" && !field.second.empty(); }));
    EXPECT_EQ(report.imported, 10000) << "eight are of one kind, at one place and minute as another, and say different things";
    EXPECT_TRUE(report.rejected.empty());
    EXPECT_EQ(take("/incidents/chicago/chicago_crimes_2018_first10k.csv", ImportKind::incidents).unchanged, 10000);
}

/// Of 156,385 incidents GEOS finds 152,197 in the community area that the police recorded, and 437 in none.
TEST_F(RealImport, GroundTruthOfChicago)
{
    take("/polygons/chicago/chicago-community-areas.geojson", ImportKind::grids, Level::community);
    // The recorded area comes in as the place in words.
    const ImportReport report = take("/incidents/chicago/chicago_crimes_2018H1.csv.gz", ImportKind::incidents, {},
                                     {{"place", "CommunityArea"}, {"number", "RowId"}});
    EXPECT_EQ(report.read, 156385);
    EXPECT_EQ(report.imported, 156385);
    const data::WorkspaceLoaded world = store_->load();
    std::int64_t same = 0, other = 0, none = 0;
    for (const data::Incident& incident : *world.incidents) {
        const data::Grid* grid = world.grids->find(incident.grid);
        ++(!grid ? none : grid->code == incident.place ? same : other);
    }
    EXPECT_EQ(same, 152197);
    EXPECT_EQ(other, 3751);
    EXPECT_EQ(none, 437);
}

TEST_F(RealImport, Cameras)
{
    struct Case {
        const char* file;
        std::int64_t imported, rejected, with_azimuth, with_stream;
    };
    const Case cases[] = {
        {"/cameras/baltimore_cctv_locations.csv", 614, 0, 0, 0},
        {"/cameras/atlanta_gdot_cctv.geojson", 3040, 3, 3039, 1398},
        {"/cameras/atlanta_gdot_cctv.raw.json", 3040, 3, 3039, 1398},
        {"/cameras/opentrafficcammap_california.csv", 2912, 0, 2584, 2912},
        {"/cameras/heidelberg_osm_surveillance.geojson", 5, 0, 3, 0},
    };
    for (const Case& c : cases) {
        const FreshFolder folder;
        store_.emplace(data::Store::create(folder / "city.sqlite"));
        const ImportReport report = take(c.file, ImportKind::cameras);
        EXPECT_EQ(report.imported, c.imported) << c.file;
        EXPECT_EQ(report.rejected.size(), std::size_t(c.rejected)) << c.file;
        const std::vector<data::Camera> cameras = store_->load().cameras->rows;
        EXPECT_EQ(std::int64_t(cameras.size()), c.imported);
        EXPECT_EQ(std::ranges::count_if(cameras, [](const auto& camera) { return camera.azimuth_deg.has_value(); }),
                  c.with_azimuth)
            << c.file;
        EXPECT_EQ(std::ranges::count_if(cameras, [](const auto& camera) { return !camera.main_url.empty(); }),
                  c.with_stream)
            << c.file;
        for (const data::Camera& camera : cameras) {
            EXPECT_EQ(camera.main_url.find('@'), std::string::npos) << "a credential was kept";
            EXPECT_GE(camera.number, 1);
        }
        EXPECT_EQ(take(c.file, ImportKind::cameras).unchanged, c.imported) << c.file;
        store_.reset();
    }
}

TEST_F(RealImport, IncidentFeeds)
{
    const ImportReport orleans = take("/incidents/other/new_orleans_311_sample.json", ImportKind::incidents);
    EXPECT_EQ(orleans.read, 100);
    EXPECT_EQ(orleans.imported, 91); // nine stand in feet of Louisiana South
    EXPECT_EQ(orleans.rejected.size(), 9u);
    const ImportReport adashi = take("/incidents/feeds/adashi_cad_incidents_georss.xml", ImportKind::incidents);
    EXPECT_EQ(adashi.imported, 165);
    const auto incidents = store_->load().incidents;
    EXPECT_EQ(std::ranges::count_if(*incidents, [](const auto& i) { return !i.has_position; }), 14);
}

TEST_F(RealImport, BaseMaps)
{
    struct Case {
        const char* file;
        data::LayerKind kind;
    };
    for (const Case& c : {Case{"/basemap/baltimore.osm.pbf", data::LayerKind::vector_basemap},
                          Case{"/basemap/isle_of_man.mbtiles", data::LayerKind::raster_basemap},
                          Case{"/basemap/baltimore_omt.vector.mbtiles", data::LayerKind::vector_basemap}}) {
        EXPECT_EQ(take(c.file, ImportKind::basemap).imported, 1) << c.file;
        EXPECT_EQ(take(c.file, ImportKind::basemap).unchanged, 1) << c.file;
        EXPECT_EQ(store_->load().layers->rows.back().kind, c.kind) << c.file;
    }
    EXPECT_EQ(store_->load().layers->rows.back().opacity, 1);
    EXPECT_EQ(take("/basemap/isle_of_man.mbtiles", ImportKind::reference).imported, 1);
    EXPECT_EQ(store_->load().layers->rows.back().opacity, 0.5) << "it lies over the draft and hides no border";
    EXPECT_THROW(take("/basemap/stamen_toner_z3.raster.pmtiles", ImportKind::basemap), std::exception);
    EXPECT_EQ(store_->load().layers->rows.size(), 4u);
}

/// Whatever a file holds, an import of it ends with a report that accounts for every row, or with a reason.
TEST_F(RealImport, NothingBrokenCrashes)
{
    std::int64_t reports = 0, errors = 0;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(shared + "/polygons/broken")) {
        const std::string ending = entry.path().extension().string();
        if (!entry.is_regular_file() || ending == ".dbf" || ending == ".shx" || ending == ".prj" || ending == ".qpj" ||
            ending == ".cpg")
            continue;
        const std::string file = entry.path().string().substr(shared.size());
        for (const ImportKind kind :
             {ImportKind::grids, ImportKind::cameras, ImportKind::incidents, ImportKind::places, ImportKind::basemap}) {
            try {
                const ImportReport report = take(file, kind);
                ++reports;
                EXPECT_EQ(report.read, report.imported + std::int64_t(report.rejected.size())) << file;
            } catch (const std::runtime_error& error) {
                ++errors;
                EXPECT_NE(std::string(error.what()), "") << file;
            }
        }
    }
    EXPECT_GT(reports, 50);
    EXPECT_GT(errors, 5);
}

} // namespace
