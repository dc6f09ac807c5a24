// Small files that went wrong elsewhere (../shared/data/cases), with what is right.

#include "data/export/export.h"
#include "data/import/crs_candidates.h"
#include "data/import/guess.h"
#include "data/import/remark_words.h"
#include "data/import/report.h"
#include "data/records/record_names.h"
#include "geo/formats/basemap.h"
#include "tests/data/import/fixture.h"

#include <fmt/format.h>
#include <gmock/gmock.h>
#include <nlohmann/json.hpp>

#include <cstdlib>

namespace {

using namespace data;
using testing::ElementsAre;
using testing::HasSubstr;

const std::string cases = SHARED_DATA "/cases/";

class ImportCases : public ImportFixture {
protected:
    /// A file of the cases; the test is skipped where they are not beside the project.
    static std::string source_of(const char* name) { return cases + name; }
    void SetUp() override
    {
        if (!std::filesystem::exists(cases))
            GTEST_SKIP() << "the real files beside the project are absent";
    }
    ImportReport cameras_of(const std::string& source) { return take({.source = source, .kind = ImportKind::cameras}); }
    ImportReport incidents_of(const std::string& source) { return take({.source = source, .kind = ImportKind::incidents}); }
    ImportReport grids_of(const std::string& source, std::optional<Level> level = Level::grid) { return take({.source = source, .level = level}); }
    /// "2024-01-05T01:05:00Z" by number; "" where there is none.
    std::vector<std::string> times(std::optional<TimePoint> Incident::*field)
    {
        std::vector<std::string> out;
        const auto incidents = store_.load().incidents;
        for (const Incident& incident : *incidents)
            out.push_back(incident.*field ? iso8601(*(incident.*field)) : std::string());
        return out;
    }
    std::vector<std::string> reported()
    {
        std::vector<std::string> out;
        const auto incidents = store_.load().incidents;
        for (const Incident& incident : *incidents)
            out.push_back(iso8601(incident.reported));
        return out;
    }
    static std::vector<std::string> notes(const ImportReport& report, const std::string& key)
    {
        std::vector<std::string> out;
        for (const geo::Remark& note : report.notes)
            if (note.key == key)
                out.push_back(RemarkWords()(note));
        return out;
    }
    /// The reasons of all refused rows, in English.
    static std::vector<std::string> reasons(const ImportReport& report)
    {
        std::vector<std::string> out;
        for (const ImportRefusal& row : report.rejected)
            out.push_back(std::to_string(row.row) + ": " + RemarkWords()(row.reasons));
        return out;
    }
};

TEST_F(ImportCases, CodesThatASpreadsheetShortenedAreRefusedWithWhatItDid)
{
    const ImportReport grids = take({.source = file("grids.csv", "WKT,网格编码,网格名称\n"
                                                                 "\"POLYGON((114 30,114.01 30,114.01 30.01,114 30))\",4.20106E+14,东一\n"
                                                                 "\"POLYGON((114 30,114.01 30.01,114 30.01,114 30))\",420106001001002,东二\n"),
                                     .level = Level::grid});
    EXPECT_THAT(reasons(grids), ElementsAre("1: the spreadsheet has shortened the code: 4.20106E+14"));
    EXPECT_EQ(grids.imported, 1);
    const ImportReport cameras = take({.source = file("cameras.csv", "经度,纬度,国标编码,点位名称\n114,30,4.2010600001311E+19,a\n114,30,9223372036854775807,b\n"
                                                                     "114,30,42010600001311000003,c\n114,30,1E+5,d\n"),
                                       .kind = ImportKind::cameras});
    EXPECT_EQ(cameras.rejected.size(), 2u);
    EXPECT_EQ(cameras.imported, 2);
}

TEST_F(ImportCases, MarksThatKeepACodeATextAreNoPartOfIt)
{
    take({.source = file("guard.csv", "经度,纬度,国标编码,点位名称\n114,30,\"=\"\"42010600001311000001\"\"\",东\n114,30,'42010600001311000002,西\n"
                                      "114,30,\"\"\"42010600001311000003\"\"\",'t Hof\n"),
          .kind = ImportKind::cameras});
    const WorkspaceLoaded world = store_.load();
    std::vector<std::string> codes;
    for (const Camera& camera : world.cameras->rows)
        codes.push_back(camera.code);
    EXPECT_THAT(codes, ElementsAre("42010600001311000001", "42010600001311000002", "42010600001311000003"));
    EXPECT_EQ(world.cameras->rows[2].name, "'t Hof");
}

TEST_F(ImportCases, FieldNamesCutInsideACharacterAreKnown)
{
    const std::string source = cases + "utf8_shapefile_chinese_names/utf8plain.shp";
    EXPECT_EQ(take({.source = source, .level = Level::grid}).imported, 3);
    const WorkspaceLoaded world = store_.load();
    const Grid& first = world.grids->rows.front();
    EXPECT_EQ(first.code, "420106001001001");
    EXPECT_EQ(first.name, "示例社区第1网格");
}

TEST_F(ImportCases, TimesOfSpreadsheetsKeepTheirHour)
{
    incidents_of(source_of("xlsx_time_of_day_lost/incx.xlsx"));
    EXPECT_THAT(reported(), ElementsAre("2024-01-05T02:04:19.200000Z", "2024-01-05T03:04:19.200000Z", "2024-01-05T04:04:19.200000Z", "2024-01-05T05:04:19.200000Z"));
    EXPECT_THAT(times(&Incident::closed), ElementsAre("2024-01-06T04:00:00Z", "", "2024-01-06T04:00:00Z", ""));
    EXPECT_EQ(incidents_of(source_of("xlsx_time_of_day_lost/merge.xlsx")).imported, 3);
}

TEST_F(ImportCases, EverySheetFolderLayerAndFileThatFitsIsRead)
{
    EXPECT_EQ(cameras_of(source_of("multi_sheet/sheets.xlsx")).imported, 4);
    EXPECT_EQ(cameras_of(source_of("multi_sheet/folders.kml")).imported, 4);
    EXPECT_EQ(grids_of(source_of("multi_sheet/two.gpkg")).imported, 8);
    const ImportReport two = grids_of(source_of("multi_sheet/two.zip"));
    EXPECT_EQ(two.read, 6) << "both files; the second has the codes of the first again";
    EXPECT_THAT(notes(two, "layers_read"), ElementsAre("2 layers were read as one, their rows counted through: jia 1–3, yi 4–6"));
}

TEST_F(ImportCases, AListOfJsonIsFoundWhereverItLies)
{
    EXPECT_EQ(cameras_of(source_of("json_lists/markers.json")).imported, 3);
    EXPECT_EQ(cameras_of(source_of("json_lists/nestedcams.json")).imported, 6);
    for (const char* name : {"ckan.json", "cnapi.json", "lines.ndjson", "nested.json"}) {
        const ImportReport report = incidents_of(source_of("json_lists/") + name);
        EXPECT_EQ(report.imported, 3) << name;
        EXPECT_THAT(report.rejected, testing::IsEmpty()) << name;
    }
    try {
        cameras_of(file("none.json", R"({"cameras":{"a":[1,2]},"page":1})"));
        ADD_FAILURE();
    } catch (const std::exception& error) {
        EXPECT_THAT(error.what(), HasSubstr("JSON without a list of records: it has cameras, page"));
    }
}

TEST_F(ImportCases, HeadingsAreFoundBelowTitlesAndKnownWithTheirUnits)
{
    for (const char* name : {"xyz.csv", "hdr.csv", "titlerow.csv", "merged.xlsx", "sep.csv"}) {
        const ImportReport report = cameras_of(source_of("headings_not_known/") + name);
        EXPECT_EQ(report.imported, 2) << name;
    }
    const ImportReport cover = cameras_of(source_of("headings_not_known/cover.xlsx"));
    EXPECT_EQ(cover.imported, 1);
    EXPECT_THAT(notes(cover, "layers_not_read"), ElementsAre(HasSubstr("填表说明 (1)")));
    const ImportReport hotline = incidents_of(source_of("headings_not_known/h12345.csv"));
    EXPECT_EQ(json_of_mapping(hotline), R"({"lon":"经度","lat":"纬度","number":"工单编号","class":"一级分类","title":"诉求标题","source":"受理渠道","place":"事发地址","reported":"来电时间","closed":"办结日期","state":"办理状态"})");
    EXPECT_THAT(hotline.columns_not_taken, ElementsAre("序号", "诉求类型", "诉求内容", "二级分类", "承办单位"));
    EXPECT_THAT(hotline.unread, testing::IsEmpty());
}

TEST_F(ImportCases, ATableWithoutPositionsSaysWhichColumnsItHas)
{
    try {
        cameras_of(file("none.csv", "编号,点位名称,所在\n1,甲,乙\n"));
        ADD_FAILURE();
    } catch (const std::exception& error) {
        EXPECT_THAT(error.what(), testing::AllOf(HasSubstr("--field lon=COLUMN"), HasSubstr("it has 编号, 点位名称, 所在")));
    }
}

TEST_F(ImportCases, ReportsThatDifferInAnyColumnAreReports)
{
    EXPECT_EQ(incidents_of(source_of("headings_not_known/nyc311.csv")).imported, 2);
    const std::string twins = file("twins.csv", "type,lon,lat,date,by\nfire,114.3,30.6,2024-01-05 09:00,a\nfire,114.3,30.6,2024-01-05 09:00,b\nfire,114.3,30.6,2024-01-05 09:00,b\n");
    const ImportReport report = incidents_of(twins);
    EXPECT_EQ(report.imported, 2);
    EXPECT_THAT(reasons(report), ElementsAre("3: the same report stands in row 2 already"));
    EXPECT_EQ(incidents_of(twins).unchanged, 2);
}

TEST_F(ImportCases, TheColumnSaysWhetherTheDayComesFirst)
{
    const ImportReport report = incidents_of(source_of("day_month_order/ddmm.csv"));
    EXPECT_THAT(report.rejected, testing::IsEmpty());
    EXPECT_THAT(reported(), ElementsAre("2024-01-05T01:05:00Z", "2024-01-12T10:30:00Z", "2024-01-13T00:00:00Z", "2024-01-28T00:00:00Z"));
    EXPECT_THAT(times(&Incident::closed), ElementsAre("2024-01-07T02:00:00Z", "2024-01-23T02:00:00Z", "", ""));
    const std::string open = "id,type,lon,lat,date\n1,a,114.3,30.6,05/01/2024\n";
    const ImportReport silent = incidents_of(file("open.csv", open));
    EXPECT_THAT(notes(silent, "dates_month_first"), ElementsAre(HasSubstr("--dates day-first")));
    take({.source = file("open.csv", open), .kind = ImportKind::incidents, .dates = DateOrder::day_first});
    EXPECT_THAT(reported(), testing::Contains("2024-01-04T16:00:00Z"));
}

TEST_F(ImportCases, ValuesOfPeopleAreReadOrCounted)
{
    incidents_of(source_of("unread_values_silent/closed.csv"));
    EXPECT_THAT(times(&Incident::closed), ElementsAre("2024-01-05T07:20:00Z", "2024-01-06T02:00:00Z", "2024-01-07T00:00:00Z"));
    const ImportReport counts = grids_of(source_of("unread_values_silent/counts.csv"));
    EXPECT_EQ(counts.unread.at("residents").count, 1);
    EXPECT_EQ(counts.unread.at("residents").example, "约900");
    const WorkspaceLoaded counted = store_.load();
    std::vector<int> households;
    for (const Grid& grid : counted.grids->rows)
        households.push_back(grid.households.value_or(-1));
    EXPECT_THAT(households, ElementsAre(1024, 312, 298));
    const ImportReport cameras = cameras_of(source_of("unread_values_silent/camst.csv"));
    EXPECT_EQ(cameras.unread.at("height_m").count, 2);
    const WorkspaceLoaded world = store_.load();
    std::vector<std::string> found;
    for (const Camera& camera : world.cameras->rows)
        found.push_back(std::string(name_of(camera.status)) + " " + name_of(camera.kind) + (camera.azimuth_deg ? " " + std::to_string(int(*camera.azimuth_deg)) : ""));
    EXPECT_THAT(found, ElementsAre("inrepair dome 60", "inrepair dome 45", "removed fixed 45", "removed halfdome 45", "inrepair dome", "removed fixed 270"));
}

TEST_F(ImportCases, LevelsInWordsAreLevels)
{
    grids_of(source_of("unread_values_silent/lvl.csv"), std::nullopt);
    const WorkspaceLoaded world = store_.load();
    std::vector<std::string> found;
    for (const Grid& grid : world.grids->rows)
        found.push_back(std::string(level_names[std::size_t(grid.level)]) + " " + std::to_string(grid.parent.value));
    EXPECT_THAT(found, ElementsAre("district 0", "street 1", "community 2", "grid 3"));
    EXPECT_EQ(world.grids->rows[3].kind, GridKind::dedicated);
}

TEST_F(ImportCases, ANumberOfTheRowIsNoIdentity)
{
    grids_of(source_of("identity_by_row_number/ed1/nta.geojson"));
    const ImportReport second = grids_of(source_of("identity_by_row_number/ed2/nta.geojson"));
    EXPECT_EQ(second.unchanged, 3);
    EXPECT_EQ(second.missing, 1);
}

/// Neither code nor name: areas are recognised where they lie, and said so.
TEST_F(ImportCases, AreasWithoutCodesAreKnownByTheirShapes)
{
    const auto square = [](double west) { return fmt::format("\"POLYGON(({0} 49,{1} 49,{1} 49.01,{0} 49.01,{0} 49))\"", west, west + 0.01); };
    const std::string a = square(8), b = square(8.01), c = square(8.02);
    grids_of(file("one.csv", "WKT,Shape_Area\n" + a + ",1\n" + b + ",1\n" + c + ",1\n"));
    const std::string first = store_.load().grids->rows[1].name;
    const ImportReport second = grids_of(file("two.csv", "WKT,Shape_Area\n" + b + ",1\n" + c + ",1\n" + square(8.03) + ",1\n"));
    EXPECT_EQ(second.unchanged, 2);
    EXPECT_EQ(second.missing, 1);
    EXPECT_EQ(second.imported, 3);
    EXPECT_THAT(notes(second, "no_identity"), ElementsAre(HasSubstr("columns not taken: Shape_Area")));
    EXPECT_EQ(store_.load().grids->rows[1].name, first);
}

TEST_F(ImportCases, FurtherPointsOfAShapeAreCounted)
{
    EXPECT_THAT(notes(cameras_of(source_of("multipoint_first_only/multipoint.geojson")), "further_points"), ElementsAre(HasSubstr("2 more points were not (first in row 1)")));
}

TEST_F(ImportCases, MetresInGeoJsonAreNotDegrees)
{
    try {
        grids_of(source_of("geojson_in_metres/zone38.geojson"));
        ADD_FAILURE();
    } catch (const NeedsSystem& needs) {
        ASSERT_FALSE(needs.candidates.empty());
        EXPECT_EQ(needs.candidates.front().crs, "EPSG:4526");
    }
    EXPECT_EQ(take({.source = source_of("geojson_in_metres/zone38.geojson"), .level = Level::grid, .crs = "EPSG:4526"}).imported, 3);
}

TEST_F(ImportCases, WhatAnEditorOfOpenStreetMapMadeAndDeleted)
{
    const ImportReport report = cameras_of(source_of("josm_file/josm.osm"));
    EXPECT_EQ(report.imported, 2);
    EXPECT_THAT(notes(report, "osm_deleted"), testing::SizeIs(1));
    const WorkspaceLoaded world = store_.load();
    EXPECT_EQ(world.cameras->rows[0].code, "-101");
    EXPECT_EQ(world.cameras->rows[1].code, "900000002");
    EXPECT_EQ(cameras_of(source_of("josm_file/josmnew.osm")).imported, 2);
}

TEST_F(ImportCases, TheLayerWithTheRecordsIsReadAndItsOwnLevelTaken)
{
    const ImportReport villages = grids_of(source_of("layer_choice_and_level/villages.topojson"), Level::community);
    EXPECT_EQ(villages.imported, 2);
    EXPECT_THAT(notes(villages, "layers_not_read"), ElementsAre(HasSubstr("nation (1)")));
    const std::string layers = source_of("layer_choice_and_level/lay.gpkg");
    EXPECT_EQ(guess_import(layers, "街道").level, Level::street);
    EXPECT_EQ(guess_import(layers, "社区").level, Level::community);
    try {
        grids_of(layers, std::nullopt);
        ADD_FAILURE();
    } catch (const std::exception& error) {
        EXPECT_THAT(error.what(), HasSubstr("several layers that may be meant: 社区 (2), 街道 (1)"));
    }
    EXPECT_EQ(grids_of(layers, Level::street).imported, 1);
}

TEST_F(ImportCases, APositionHalfZeroOrFarFromAllOthersIsRefused)
{
    const ImportReport report = cameras_of(file("far.csv", "id,lon,lat\n1,114.30,30.60\n2,114.31,30.61\n3,114.32,30.62\n4,114.33,30.63\n5,114.34,30.64\n6,114.35,0\n7,14.36,30.66\n8,114.4,30.7\n"));
    EXPECT_THAT(reasons(report), ElementsAre("6: one half of the position 114.35, 0 is 0: not known", HasSubstr("7: the position 14.36, 30.66 lies far from all others")));
    EXPECT_EQ(report.imported, 6);
}

TEST_F(ImportCases, RowsThatAFormatCannotHoldAreNotCountedAsWritten)
{
    incidents_of(source_of("fgb_drops_rows_without_place/rti.csv"));
    const ExportReport report = export_from(store_, {.kind = ImportKind::incidents, .out = folder_ / "out.fgb", .now = import_moment});
    EXPECT_EQ(report.written, 3);
    ASSERT_EQ(report.notes.size(), 1u);
    EXPECT_THAT(geo::error_words(report.notes[0]), HasSubstr("1 row has no position and was left out: FlatGeobuf cannot hold it"));
}

TEST_F(ImportCases, ValidityInTheFutureIsInForce)
{
    grids_of(source_of("valid_to_in_the_future/validto.geojson"));
    EXPECT_THAT(notes(incidents_of(source_of("valid_to_in_the_future/pt.csv")), "in_grids"), ElementsAre("2 of 2 lie in a grid of the workspace"));
}

TEST_F(ImportCases, ACpgThatTheBytesSpeakAgainstIsNotBelieved)
{
    for (const char* ending : {".shp", ".shx", ".dbf", ".prj"})
        std::filesystem::copy_file(source_of("utf8_shapefile_chinese_names/utf8plain") + ending, folder_ / (std::string("t") + ending));
    file("t.cpg", "GBK");
    const ImportReport report = grids_of((folder_ / "t.shp").string());
    EXPECT_THAT(notes(report, "cpg_is_wrong"), ElementsAre("The .cpg file says GBK but the attributes are not: read as UTF-8"));
    EXPECT_EQ(store_.load().grids->rows.front().name, "示例社区第1网格");
}

TEST_F(ImportCases, HexadecimalShapesAndFullWidthDigitsAreRead)
{
    const ImportReport report = cameras_of(file("hex.csv", "id,geom\na,0101000020E61000006666666666965C409A99999999993E40\n"));
    ASSERT_EQ(report.imported, 1);
    EXPECT_NEAR(store_.load().cameras->rows[0].position.lon, 114.35, 1e-9);
    EXPECT_EQ(cameras_of(file("wide.csv", "编号,经度,纬度\n１,１１４．３,３０．６\n")).imported, 1);
}

TEST_F(ImportCases, DrawingsAndPackedPagesKeepTheirChinese)
{
    const std::string names = "  0\nSECTION\n  2\nHEADER\n  9\n$ACADVER\n  1\nAC1032\n  9\n$DWGCODEPAGE\n  3\nANSI_936\n  0\nENDSEC\n";
    const std::string square = "  0\nLWPOLYLINE\n  8\n网格\\U+5408\n 90\n4\n 70\n1\n 10\n114.3\n 20\n30.6\n 10\n114.31\n 20\n30.6\n 10\n114.31\n 20\n30.61\n 10\n114.3\n 20\n30.61\n";
    const std::string drawing = file("d.dxf", names + "  0\nSECTION\n  2\nENTITIES\n" + square + "  0\nENDSEC\n  0\nEOF\n");
    EXPECT_EQ(take({.source = drawing, .level = Level::grid, .fields = {{"name", "Layer"}}, .crs = "EPSG:4326"}).imported, 1);
    EXPECT_EQ(store_.load().grids->rows.back().name, "网格合");
    EXPECT_THAT(geo::reference_layers(drawing), ElementsAre("网格合"));

    const std::string pages = file("p.kml", R"(<?xml version="1.0" encoding="UTF-8"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Schema name="甲街道" id="甲街道"><SimpleField name="方位角" type="string"/></Schema>
<Folder><name>甲街道</name><Placemark><name>东</name><ExtendedData><SchemaData schemaUrl="#甲街道"><SimpleData name="方位角">90</SimpleData></SchemaData></ExtendedData><Point><coordinates>114.3,30.6</coordinates></Point></Placemark></Folder></Document></kml>)");
    const std::string packed = (folder_ / "p.kmz").string();
    ASSERT_TRUE(std::filesystem::copy_file(pages, folder_ / "doc.kml"));
    ASSERT_EQ(std::system(fmt::format("cd '{}' && python3 -c \"import zipfile; zipfile.ZipFile('p.kmz', 'w').write('doc.kml')\"", folder_.path.string()).c_str()), 0);
    EXPECT_EQ(cameras_of(packed).imported, 1);
    EXPECT_EQ(store_.load().cameras->rows.back().azimuth_deg, 90);
}

TEST_F(ImportCases, AddressesAreCountedByWhatTheyGive)
{
    const ImportReport report = cameras_of(file("urls.csv", "id,name,lon,lat,url\n1,a,114.3,30.6,rtsp://10.0.0.1/1\n2,b,114.3,30.6,https://h.invalid/live/x.m3u8?t=1\n3,c,114.3,30.6,http://h.invalid/cam.JPG\n"
                                                            "4,d,114.3,30.6,http://h.invalid/axis-cgi/mjpg/video.cgi\n5,e,114.3,30.6,http://h.invalid/view\n6,f,114.3,30.6,\n"));
    EXPECT_THAT(notes(report, "addresses_by_kind"), ElementsAre(HasSubstr("1 stream, 1 multipart, 1 still, 1 playlist, 1 other")));
}

TEST_F(ImportCases, WhatWasTakenAndWhyIsExplained)
{
    const ImportReport report = incidents_of(source_of("headings_not_known/open311.csv"));
    const auto json = nlohmann::json::parse(json_explained(report));
    EXPECT_EQ(json["columns_not_taken"], (nlohmann::json{"status_notes", "service_code", "updated_datetime"}));
    ASSERT_FALSE(json["fields"].empty());
    EXPECT_EQ(json["fields"][0], (nlohmann::json{{"field", "lon"}, {"column", "long"}, {"why", "name"}, {"example", "-122.464145"}, {"unread", 0}}));
    EXPECT_TRUE(json["layers_not_read"].empty());
}

} // namespace
