// Every format of docs/IMPORT.md, made here by GDAL's own ogr2ogr from a real file: the rows that come in are those that went out.

#include "tests/data/archive.h"
#include "tests/data/import/fixture.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <memory>

namespace {

using data::ImportJob;
using data::ImportKind;
using data::ImportReport;

const std::string towns = SHARED_DATA "/polygons/taipei/taipei_towns.geojson";          // 12 areas
const std::string lamps = SHARED_DATA "/cameras/baltimore_cctv_locations.csv";          // 614 points
const std::string heidelberg = SHARED_DATA "/basemap/heidelberg.osm.pbf";

class ImportFormats : public ImportFixture {
protected:
    void SetUp() override
    {
        if (std::system("ogr2ogr --version > /dev/null 2>&1") != 0)
            GTEST_SKIP() << "ogr2ogr (gdal-bin) is not installed";
        if (!std::filesystem::exists(towns))
            GTEST_SKIP() << "the real files beside the project are absent";
    }
    /// A file of another program: ogr2ogr ARGUMENTS NAME SOURCE.
    std::string made(const std::string& name, const std::string& source, const std::string& arguments)
    {
        const std::string path = (folder_ / name).string();
        const std::string command = "ogr2ogr " + arguments + " '" + path + "' '" + source + "' > '" + path + ".log' 2>&1";
        EXPECT_EQ(std::system(command.c_str()), 0) << command;
        return path;
    }
    ImportReport into_fresh(ImportJob job)
    {
        auto folder = std::make_unique<FreshFolder>();
        store_ = data::Store::create(*folder / "w.sqlite");
        fresh_ = std::move(folder);
        return take(std::move(job));
    }
    std::unique_ptr<FreshFolder> fresh_;
};

std::string reasons(const ImportReport& report)
{
    return report.rejected.empty() || report.rejected[0].reasons.empty() ? std::string() : report.rejected[0].reasons.back().key;
}

TEST_F(ImportFormats, AreasOfEveryFormat)
{
    struct Case {
        const char* name;
        const char* arguments;
    };
    for (const Case& c : {Case{"a.shp", "-f 'ESRI Shapefile' -lco ENCODING=UTF-8"}, Case{"a.gpkg", "-f GPKG"}, Case{"a.geojsonl", "-f GeoJSONSeq"},
                          Case{"a.geojsons", "-f GeoJSONSeq -lco RS=YES"}, Case{"a.fgb", "-f FlatGeobuf"}, Case{"a.gml", "-f GML"},
                          Case{"b.gml", "-f GML -dsco FORMAT=GML2"}, Case{"a.kml", "-f LIBKML"}, Case{"a.kmz", "-f LIBKML"}, Case{"b.kml", "-f KML"},
                          Case{"c.shp.zip", "-f 'ESRI Shapefile' -lco ENCODING=UTF-8"}, Case{"c.tab", "-f 'MapInfo File' -lco ENCODING=UTF-8"}}) {
        const std::string path = made(c.name, towns, c.arguments);
        const ImportReport report = into_fresh({.source = path, .kind = ImportKind::grids, .level = data::Level::street});
        EXPECT_EQ(report.read, 12) << c.name;
        EXPECT_EQ(report.imported, 12) << c.name << ' ' << reasons(report);
        const auto grids = store_.load().grids->rows;
        EXPECT_TRUE(std::ranges::any_of(grids, [](const data::Grid& g) { return g.name == "中正區"; })) << c.name;
    }
}

TEST_F(ImportFormats, ArchivesAreOpened)
{
    made("z.shp", towns, "-f 'ESRI Shapefile' -lco ENCODING=UTF-8");
    const struct {
        const char* archive;
        std::vector<std::string> members;
    } cases[] = {{"shape.zip", {"z.shp", "z.shx", "z.dbf", "z.prj", "z.cpg"}}, {"geo.zip", {"z.geojson"}}, {"kml.zip", {"z.kml"}}, {"seq.zip", {"z.geojsonl"}}};
    std::filesystem::copy_file(towns, folder_ / "z.geojson");
    made("z.kml", towns, "-f LIBKML");
    made("z.geojsonl", towns, "-f GeoJSONSeq");
    for (const auto& c : cases) {
        std::vector<std::pair<std::string, std::filesystem::path>> members;
        for (const std::string& name : c.members)
            members.emplace_back("边界/" + name, folder_ / name);
        write_zip(folder_ / c.archive, members);
        const ImportReport report = into_fresh({.source = (folder_ / c.archive).string(), .kind = ImportKind::grids, .level = data::Level::street});
        EXPECT_EQ(report.imported, 12) << c.archive;
    }
    // A table in an archive.
    write_zip(folder_ / "table.zip", {{"cctv.csv", lamps}});
    EXPECT_EQ(into_fresh({.source = (folder_ / "table.zip").string(), .kind = ImportKind::cameras}).imported, 614);
}

TEST_F(ImportFormats, TablesAndFeedsOfPoints)
{
    const std::string geojson = made("p.geojson", lamps, "-f GeoJSON -oo X_POSSIBLE_NAMES=Longitude -oo Y_POSSIBLE_NAMES=Latitude -a_srs EPSG:4326");
    struct Case {
        const char* name;
        const std::string& source;
        const char* arguments;
    };
    for (const auto& [name, source, arguments] :
         {Case{"p.xlsx", lamps, "-f XLSX"}, {"p.ods", lamps, "-f ODS"}, {"p.xml", geojson, "-f GeoRSS -dsco USE_EXTENSIONS=YES"},
          {"a.xml", geojson, "-f GeoRSS -dsco FORMAT=ATOM -dsco USE_EXTENSIONS=YES"}, {"p.kml", geojson, "-f LIBKML"},
          {"p.fgb", geojson, "-f FlatGeobuf"}}) {
        const ImportReport report = into_fresh({.source = made(name, source, arguments), .kind = ImportKind::cameras});
        EXPECT_EQ(report.read, 614) << name;
        EXPECT_EQ(report.imported, 614) << name << ' ' << reasons(report);
        const auto cameras = store_.load().cameras;
        for (const data::Camera& camera : cameras->rows)
            if (std::abs(camera.position.lon + 76.6) > 0.3 || std::abs(camera.position.lat - 39.3) > 0.3)
                ADD_FAILURE() << name << ' ' << camera.name << ' ' << camera.position.lon << ' ' << camera.position.lat;
    }
}

TEST_F(ImportFormats, DrawingsInASystemTheyDoNotName)
{
    // A layer of the drawing for each area, as drawings are kept; a drawing holds metres and says no system.
    const std::string layers = " -t_srs EPSG:32651 -explodecollections -sql \"select TOWNNAME as Layer from towns\"";
    const std::string dxf = made("a.dxf", towns, "-f DXF" + layers), dgn = made("a.dgn", towns, "-f DGN -t_srs EPSG:32651 -explodecollections");
    EXPECT_ANY_THROW(into_fresh({.source = dxf, .kind = ImportKind::grids, .level = data::Level::street})) << "the system is asked for";
    const ImportReport drawn = into_fresh({.source = dxf, .kind = ImportKind::grids, .level = data::Level::street, .fields = {{"name", "Layer"}}, .crs = "EPSG:32651"});
    EXPECT_EQ(drawn.imported, 12) << reasons(drawn);
    geo::LonLatBox box;
    const auto grids = store_.load().grids;
    for (const data::Grid& grid : grids->rows)
        box.add(geo::box_of(grid.shape));
    EXPECT_NEAR(box.centre().lon, 121.56, 0.02);
    EXPECT_NEAR(box.centre().lat, 25.09, 0.02);
    const ImportReport shapes = into_fresh({.source = dgn, .kind = ImportKind::grids, .level = data::Level::street, .crs = "EPSG:32651"});
    EXPECT_EQ(shapes.imported, 12) << reasons(shapes);
    // Boundaries drawn as closed lines are areas; open ones are not.
    const std::string lines = made("l.dxf", towns, "-f DXF -nlt MULTILINESTRING" + layers);
    const ImportReport closed = into_fresh({.source = lines, .kind = ImportKind::grids, .level = data::Level::street, .fields = {{"name", "Layer"}}, .crs = "EPSG:32651"});
    EXPECT_EQ(closed.imported, 12) << reasons(closed);
    EXPECT_TRUE(std::ranges::any_of(closed.notes, [](const geo::Remark& note) { return note == geo::Remark("closed_lines", {"12"}); }));
}

/// Drawings of Chinese offices with the code page that programs write by default, or none at all.
TEST_F(ImportFormats, DrawingsWithTheWrongCodePage)
{
    const std::string entities = "0\nSECTION\n2\nENTITIES\n0\nLINE\n8\n\xbd\xe2\xb7\xc5\xb4\xf3\xb5\xc0\n10\n500000\n20\n3380000\n11\n500800\n21\n3380000\n0\nENDSEC\n0\nEOF\n";
    for (const char* page : {"", "9\n$DWGCODEPAGE\n3\nANSI_1252\n", "9\n$DWGCODEPAGE\n3\nANSI_936\n"}) {
        const std::string head = std::string("0\nSECTION\n2\nHEADER\n9\n$ACADVER\n1\nAC1015\n") + page + "0\nENDSEC\n";
        const ImportReport report = into_fresh({.source = file("gb.dxf", head + entities), .kind = ImportKind::places, .fields = {{"name", "Layer"}}, .crs = "EPSG:4547"});
        ASSERT_EQ(report.imported, 1) << page;
        EXPECT_EQ(store_.load().places->rows.at(0).name, "解放大道") << page;
    }
}

TEST_F(ImportFormats, ExtractsOfOpenStreetMap)
{
    EXPECT_EQ(into_fresh({.source = heidelberg, .kind = ImportKind::cameras}).imported, 5);
    EXPECT_EQ(into_fresh({.source = heidelberg, .kind = ImportKind::buildings}).imported, 1370);
    EXPECT_EQ(into_fresh({.source = heidelberg, .kind = ImportKind::places}).imported, 1509);
}

} // namespace
