#include "data/import/import.h"

#include "data/error.h"
#include "data/export/export.h"
#include "data/import/values.h"
#include "data/records/camera_url.h"
#include "data/records/check.h"
#include "geo/cancelled.h"
#include "geo/error.h"
#include "tests/data/import/fixture.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>


namespace {

using data::ImportJob;
using data::ImportKind;
using data::ImportReport;
using data::Level;

class Import : public ImportFixture {};

TEST_F(Import, RefusesRowsWithTheirReasons)
{
    const std::string source = file("cameras.csv", "id,name,lat,lon\n1,good,30.6,114.3\n2,zero,0,0\n3,far,95,10\n4,"
                                                   "words,north,10\n5,none,,\n1,twice,30.6,114.3\n");
    const ImportReport report = take({.source = source, .kind = ImportKind::cameras});
    EXPECT_EQ(report.read, 6);
    EXPECT_EQ(report.imported, 1);
    ASSERT_EQ(report.rejected.size(), 5u);
    const char* keys[] = {"zero_position", "axes_swapped", "no_latitude", "no_position", "camera_twice"};
    for (std::size_t i = 0; i < 5; ++i) {
        EXPECT_EQ(report.rejected[i].row, std::int64_t(i) + 2);
        EXPECT_EQ(report.rejected[i].reasons.at(0).key, keys[i]);
    }
}

TEST_F(Import, ChineseTablesInGb18030)
{
    // 编号,名称,纬度,经度,朝向 / 7,名称,30.6,114.3,西南
    const std::string source = file("gb.csv", "\xb1\xe0\xba\xc5,\xc3\xfb\xb3\xc6,\xce\xb3\xb6\xc8,\xbe\xad\xb6\xc8,"
                                              "\xb3\xaf\xcf\xf2\n7,\xc3\xfb\xb3\xc6,30.6,114.3,\xce\xf7\xc4\xcf\n");
    EXPECT_EQ(take({.source = source, .kind = ImportKind::cameras}).imported, 1);
    const data::Camera camera = store_.load().cameras->rows.at(0);
    EXPECT_EQ(camera.name, "名称");
    EXPECT_EQ(camera.number, 7);
    EXPECT_EQ(camera.azimuth_deg, 225);
}

TEST_F(Import, AKnownCameraKeepsItsShortNumberAndTheReportSaysSo)
{
    take({.source = file("a.csv", "number,code,lat,lon\n7,a,30.6,114.3\n8,b,30.6,114.4\n"), .kind = ImportKind::cameras});
    const data::ImportReport report = take({.source = file("b.csv", "number,code,lat,lon\n70,a,30.6,114.3\n8,b,30.6,114.4\n"), .kind = ImportKind::cameras});
    EXPECT_EQ(report.unchanged, 2);
    EXPECT_EQ(store_.load().cameras->rows.at(0).number, 7);
    const auto note = std::ranges::find(report.notes, "numbers_kept", &geo::Remark::key);
    ASSERT_NE(note, report.notes.end());
    EXPECT_EQ(note->values, (std::vector<std::string>{"1", "7 → 70"}));
}

TEST_F(Import, CredentialsAreNeverKept)
{
    const std::string source = file("c.csv", "code,lat,lon,rtsp\na,1,1,rtsp://admin:se/c@ret@10.0.0.1/"
                                             "live\nb,1,2,http://10.0.0.1/s?user=x&pwd=secret&ch=1\n");
    take({.source = source, .kind = ImportKind::cameras});
    const auto cameras = store_.load().cameras->rows;
    ASSERT_EQ(cameras.size(), 2u);
    EXPECT_EQ(cameras[1].main_url, "http://10.0.0.1/s?ch=1");
    for (const data::Camera& camera : cameras)
        EXPECT_EQ(camera.main_url.find("ret"), std::string::npos) << camera.main_url;
}

TEST_F(Import, ADryRunChangesNothing)
{
    const std::string source = file("i.csv", "id,date,lat,lon\n1,2018-01-01T00:00:00,1,1\n");
    EXPECT_EQ(take({.source = source, .kind = ImportKind::incidents, .dry_run = true}).imported, 1);
    EXPECT_TRUE(store_.load().incidents->empty());
}

TEST_F(Import, ACancelledImportChangesNothing)
{
    std::stop_source stop;
    stop.request_stop();
    const std::string source = file("i.csv", "id,date,lat,lon\n1,2018-01-01T00:00:00,1,1\n");
    EXPECT_THROW(take({.source = source, .kind = ImportKind::incidents}, stop.get_token()), geo::Cancelled);
    EXPECT_TRUE(store_.load().incidents->empty());
}

TEST_F(Import, TimesInManyDresses)
{
    const std::string source = file("t.csv", "id,date,lat,lon\n1,2018-01-31T14:05:00Z,1,1\n2,01/31/2018 02:05:00 "
                                             "PM,1,1\n3,\"Wed, 31 Jan 2018 14:05:00 GMT\",1,1\n4,someday,1,1\n");
    const ImportReport report = take({.source = source, .kind = ImportKind::incidents});
    EXPECT_EQ(report.imported, 3);
    const auto incidents = store_.load().incidents;
    for (const data::Incident& incident : *incidents)
        EXPECT_EQ(data::iso8601(incident.reported), "2018-01-31T14:05:00Z") << incident.number;
}

TEST_F(Import, UpdatesByCodeAndClosesWhatIsMissing)
{
    const char* head = R"({"type":"FeatureCollection","features":[)";
    const auto square = [](const char* code, const char* name, int west) {
        return std::string(R"({"type":"Feature","properties":{"code":")") + code + R"(","name":")" + name +
               R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + std::to_string(west) + ",0],[" +
               std::to_string(west + 1) + ",0],[" + std::to_string(west + 1) + ",1],[" + std::to_string(west) +
               ",1],[" + std::to_string(west) + ",0]]]}}";
    };
    const std::string first = file("a.geojson", head + square("01", "east", 0) + "," + square("02", "west", 2) + "]}");
    const std::string second = file("b.geojson", head + square("01", "renamed", 0) + "]}");
    take({.source = first, .kind = ImportKind::grids, .level = Level::street});
    const ImportReport report = take(
        {.source = second, .kind = ImportKind::grids, .level = Level::street, .missing = data::MissingPolicy::close});
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.missing, 1);
    const auto grids = store_.load().grids->rows;
    ASSERT_EQ(grids.size(), 2u);
    EXPECT_EQ(grids[0].name, "renamed");
    EXPECT_TRUE(grids[1].valid_to);
}

/// 9999-12-31 and 2099-12-31 say "no end" in many registers.
TEST_F(Import, AnEndInTheFutureIsNoneYet)
{
    const auto square = [](const char* code, int west, const char* ends) {
        const std::string w = std::to_string(west), e = std::to_string(west + 1);
        return std::string(R"({"type":"Feature","properties":{"code":")") + code + R"(","name":"x","valid_to":)" + ends + R"(},"geometry":{"type":"Polygon","coordinates":[[[)" + w + ",0],[" + e +
               ",0],[" + e + ",1],[" + w + ",1],[" + w + ",0]]]}}";
    };
    const auto grids = [&](const char* second) {
        return R"({"type":"FeatureCollection","features":[)" + square("420106001001001", 0, R"("9999-12-31")") + "," + square("420106001001002", 1, second) + "," +
               square("420106001001003", 2, "null") + "]}";
    };
    take({.source = file("g.geojson", grids(R"("2099-12-31")")), .kind = ImportKind::grids, .level = Level::grid});
    EXPECT_EQ(data::check_grids(store_.load().grids->rows, import_moment).grids, 3);
    take({.source = file("i.csv", "id,date,lat,lon\n1,2018-01-01T00:00:00,0.5,0.5\n2,2018-01-01T00:00:00,0.5,1.5\n"), .kind = ImportKind::incidents});
    const data::WorkspaceLoaded loaded = store_.load();
    for (const data::Incident& incident : *loaded.incidents)
        EXPECT_TRUE(incident.grid) << incident.number;
    const auto reported = std::get<data::IncidentSaved>(store_.commit(data::ReportIncident{.position = {1.5, 0.5}}, {}, import_moment)).incident;
    EXPECT_TRUE(reported.grid);
    EXPECT_EQ(data::export_from(store_, {.kind = ImportKind::grids, .out = folder_ / "out.geojson", .now = import_moment}).written, 3);
    // The same area without that end is the same area.
    const ImportReport again = take({.source = file("g.geojson", grids("null")), .kind = ImportKind::grids, .level = Level::grid});
    EXPECT_EQ(again.updated, 1);
    EXPECT_EQ(again.unchanged, 2);
    EXPECT_EQ(store_.load().grids->rows.size(), 3u);
}

TEST_F(Import, MissingAreasEndOnTheDayThatIsGiven)
{
    const char* head = R"({"type":"FeatureCollection","features":[)";
    const auto square = [](const char* code, const char* west, const char* from) {
        const std::string w = west;
        return std::string(R"({"type":"Feature","properties":{"code":")") + code + R"(","valid_from":")" + from + R"("},"geometry":{"type":"Polygon","coordinates":[[[)" + w + "0,0],[" + w +
               "1,0],[" + w + "1,1],[" + w + "0,0]]]}}";
    };
    take({.source = file("a.geojson", head + square("01", "1", "2020-01-01") + "," + square("02", "2", "2020-01-01") + "," + square("03", "3", "2030-01-01") + "]}"),
          .kind = ImportKind::grids, .level = Level::street});
    const auto day = *data::parse_source_time("2026-12-31", {});
    const ImportReport report = take({.source = file("b.geojson", head + square("01", "1", "2020-01-01") + "]}"), .kind = ImportKind::grids, .level = Level::street,
                                      .missing = data::MissingPolicy::close, .closed_on = day});
    EXPECT_EQ(report.missing, 2);
    EXPECT_TRUE(std::ranges::any_of(report.notes, [](const auto& note) { return note.key == "missing_closed" && note.values[0] == "2"; }));
    const auto grids = store_.load().grids->rows;
    EXPECT_FALSE(grids[0].valid_to);
    EXPECT_EQ(grids[1].valid_to, day);
    EXPECT_EQ(grids[2].valid_to, grids[2].valid_from) << "what begins later never was in force";
}

TEST_F(Import, OverridesAreChecked)
{
    const std::string source = file("c.csv", "a,b,c\n1,2,3\n");
    EXPECT_THROW(take({.source = source, .kind = ImportKind::cameras, .fields = {{"nonsense", "a"}}}), data::Error);
    EXPECT_THROW(take({.source = source, .kind = ImportKind::cameras, .fields = {{"name", "z"}}}), data::Error);
    EXPECT_EQ(
        take({.source = source, .kind = ImportKind::cameras, .fields = {{"lon", "a"}, {"lat", "b"}, {"name", "c"}}})
            .imported,
        1);
}

TEST_F(Import, ShiftedCoordinatesAreShiftedBack)
{
    const std::string source = file("c.csv", "code,lat,lon\na,30.6,114.3\n");
    take({.source = source, .kind = ImportKind::cameras, .crs = "GCJ-02"});
    const geo::LonLat p = store_.load().cameras->rows.at(0).position;
    EXPECT_GT(geo::distance_m(p, {114.3, 30.6}), 100);
}

TEST_F(Import, MissingAndEmptyFilesAreRefused)
{
    EXPECT_THROW(take({.source = (folder_ / "nowhere.csv").string(), .kind = ImportKind::cameras}), geo::Error);
    EXPECT_THROW(take({.source = file("empty.csv", ""), .kind = ImportKind::cameras}), geo::Error);
    EXPECT_THROW(take({.source = file("noise.gpkg", "not a map"), .kind = ImportKind::grids}), geo::Error);
    EXPECT_THROW(take({.source = "http://camera.invalid/x.geojson", .kind = ImportKind::grids}), geo::Error);
}

TEST_F(Import, DatesOfSpreadsheetsAndPositionsInOneCell)
{
    const std::string source = file("x.csv", "id,date,坐标\n1,43131.5868055556,\"30.6, 114.3\"\n2,2018-01-31T14:05:00Z,POINT(114.3 30.6)\n3,2018-01-31 14:05,30°36'00\"N 114°18'00\"E\n");
    store_.put_setting("workspace.utc_offset", "+00:00");
    EXPECT_EQ(take({.source = source, .kind = ImportKind::incidents}).imported, 3);
    const auto incidents = store_.load().incidents;
    for (const data::Incident& incident : *incidents) {
        EXPECT_EQ(data::iso8601(incident.reported), "2018-01-31T14:05:00Z") << incident.number;
        EXPECT_LT(geo::distance_m(incident.position, {114.3, 30.6}), 1) << incident.number;
    }
}

TEST_F(Import, CodesOfDirectionsBecomeDegrees)
{
    const std::string source = file("gb.csv", "code,lat,lon,方位角\na,30.6,114.3,1\nb,30.6,114.31,6\nc,30.6,114.32,7\nd,30.6,114.33,\n");
    const ImportReport report = take({.source = source, .kind = ImportKind::cameras});
    const auto cameras = store_.load().cameras->rows;
    EXPECT_EQ(cameras.at(0).azimuth_deg, 90);
    EXPECT_EQ(cameras.at(1).azimuth_deg, 45);
    EXPECT_EQ(cameras.at(2).azimuth_deg, 225);
    EXPECT_FALSE(cameras.at(3).azimuth_deg);
    EXPECT_EQ(take({.source = source, .kind = ImportKind::cameras}).unchanged, 4);
}

TEST_F(Import, SwappedAxesAreNamed)
{
    const ImportReport report = take({.source = file("c.csv", "code,lat,lon\na,30.6,114.3\nb,30.6,114.31\nc,114.3,30.6\n"), .kind = ImportKind::cameras});
    ASSERT_EQ(report.rejected.size(), 1u);
    EXPECT_EQ(report.rejected[0].reasons.at(0).key, "axes_swapped");
}

TEST_F(Import, MatchingByAnyField)
{
    take({.source = file("a.csv", "code,name,address,lat,lon\na,one,Gate 1,1,1\nb,two,Gate 2,1,2\n"), .kind = ImportKind::cameras});
    const ImportReport report = take({.source = file("b.csv", "code,name,address,lat,lon\nx,one again,Gate 1,1,1\n"), .kind = ImportKind::cameras, .match = "address"});
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.missing, 1);
    EXPECT_EQ(store_.load().cameras->rows.at(0).code, "x");
    EXPECT_THROW(take({.source = file("c.csv", "code,lat,lon\na,1,1\n"), .kind = ImportKind::cameras, .match = "colour"}), data::Error);
}

TEST(ImportValues, Directions)
{
    EXPECT_EQ(data::parse_direction("SW"), 225);
    EXPECT_EQ(data::parse_direction("北"), 0);
    EXPECT_EQ(data::parse_direction("-90"), 270);
    EXPECT_EQ(data::parse_direction("260°"), 260);
    EXPECT_EQ(data::parse_direction("1", true), 90);
    EXPECT_FALSE(data::parse_direction("Median"));
}

TEST(ImportValues, CredentialsOfAddresses)
{
    struct Case {
        const char *url, *clean;
    };
    for (const Case& c :
         {Case{"rtsp://10.0.0.1:554/live", "rtsp://10.0.0.1:554/live"},
          Case{"rtsp://user@10.0.0.1/live", "rtsp://10.0.0.1/live"}, Case{"rtsp://u:p@cam/live", "rtsp://cam/live"},
          Case{"rtsp://u:p@cam.local:554/live@2", "rtsp://cam.local:554/live@2"},
          Case{"rtsp://u:a@b/c@10.0.0.1/live", "rtsp://10.0.0.1/live"},
          Case{"rtsp://u:p?x@10.0.0.1/live", "rtsp://10.0.0.1/live"},
          Case{"http://host.org/a@b.c/x", "http://host.org/a@b.c/x"},
          Case{"http://h.org/x?ch=1&password=s", "http://h.org/x?ch=1"}, Case{"demo:217", "demo:217"},
          Case{"rtsp://[::1]:554/live", "rtsp://[::1]:554/live"},
          Case{"rtsp://[fe80::1%25eth0]:554/a@b", "rtsp://[fe80::1%25eth0]:554/a@b"}})
        EXPECT_EQ(data::without_credentials(c.url).url, c.clean);
}

TEST(ImportValues, SeverityByClass)
{
    EXPECT_EQ(data::severity_of_class("ROBBERY", ""), data::Severity::grave);
    EXPECT_EQ(data::severity_of_class("THEFT", ""), data::Severity::ordinary);
    EXPECT_EQ(data::severity_of_class("THEFT", "theft=2\n"), data::Severity::serious);
}

} // namespace
