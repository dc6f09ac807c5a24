#include "data/export/export.h"
#include "data/import/guess.h"
#include "data/import/import.h"
#include "data/import/report.h"
#include "data/import/settings.h"
#include "tests/data/import/fixture.h"

#include <gtest/gtest.h>
#include <nlohmann/json.hpp>

#include <set>

namespace {

using data::ImportKind;

class ImportSettings : public ImportFixture {};

TEST(UtcOffset, IsThatOfThePlacesZoneAndAtSeaOfItsLongitude)
{
    const struct {
        geo::LonLat place;
        const char* offset;
    } rows[] = {{{-87.6, 41.9}, "-06:00"}, {{114.3, 30.6}, "+08:00"}, {{106.5, 29.5}, "+08:00"}, {{87.6, 43.8}, "+08:00"},
                {{121.5, 25}, "+08:00"},   {{8.7, 49.4}, "+01:00"},   {{0, 51.5}, "+00:00"},     {{139.7, 35.7}, "+09:00"},
                {{103.8, 1.35}, "+08:00"}, {{77.1, 28.7}, "+05:30"},  {{85.3, 27.7}, "+05:45"}, {{-33, -12}, "-03:00"},
                {{-160, -45}, "-11:00"}};
    for (const auto& row : rows)
        EXPECT_EQ(data::utc_offset_for(row.place), row.offset) << row.place.lon;
}

TEST_F(ImportSettings, ANewWorkspaceGetsItsTimeItsSystemAndSomebodyToSignOn)
{
    const std::string source = file("i.csv", "id,type,lat,lon,date\n1,a,0,0,2018-01-01 00:00\n2,b,41.9,-87.6,2018-01-01 00:00\n");
    const auto report = take({.source = source, .kind = ImportKind::incidents});
    EXPECT_EQ(report.notes.size(), 4u); // degrees, time, system, grids
    const data::WorkspaceLoaded world = store_.load();
    EXPECT_EQ(world.info.utc_offset, "-06:00");
    EXPECT_EQ(world.info.projected_crs, "EPSG:32616");
    EXPECT_EQ(world.accounts->rows.at(0).role, "operator");
    EXPECT_FALSE(world.posts->rows.empty());
    EXPECT_EQ(data::micros_from_time(world.incidents->at(0).reported), 1'514'786'400'000'000); // 06:00 UTC
    EXPECT_EQ(take({.source = source, .kind = ImportKind::incidents}).unchanged, 1);
    EXPECT_EQ(store_.load().accounts->rows.size(), world.accounts->rows.size());
}

/// Salt Lake City keeps summer time, Phoenix does not; noon of the same January and July day.
TEST_F(ImportSettings, TimesFollowTheDaylightSavingOfThePlaceAndGoBackWithAnUndo)
{
    const auto hours_utc = [&](const char* place) {
        const std::string source = file("t.csv", std::string("id,type,lon,lat,date\n1,a,") + place + ",2024-01-15 12:00\n2,b," + place + ",2024-07-15 12:00\n");
        take({.source = source, .kind = ImportKind::incidents});
        std::vector<std::string> hours;
        const auto incidents = store_.load().incidents;
        for (const data::Incident& incident : *incidents)
            hours.push_back(data::iso8601(incident.reported).substr(11, 5));
        return hours;
    };
    EXPECT_EQ(hours_utc("-111.9,40.76"), (std::vector<std::string>{"19:00", "18:00"}));
    const data::WorkspaceLoaded world = store_.load();
    EXPECT_EQ(world.info.time_zone, "America/Denver");
    EXPECT_EQ(world.info.utc_offset, "-07:00");
    const data::LocalZone zone = data::local_zone(world.info);
    EXPECT_EQ(data::iso8601(zone.instant_of(*data::parse_time("2024-07-15 12:00"))), "2024-07-15T18:00:00Z");
    EXPECT_EQ(zone.parse("2024-07-15 12:00Z"), data::parse_time("2024-07-15 12:00Z"));

    store_.undo_import({}, import_moment);
    EXPECT_EQ(store_.load().info.time_zone, "");
    EXPECT_EQ(store_.load().info.utc_offset, "");
    EXPECT_EQ(store_.load().info.projected_crs, "");
    EXPECT_EQ(hours_utc("-112.07,33.45"), (std::vector<std::string>{"19:00", "19:00"})) << "the next import chooses for its own place";
    store_.undo_import({}, import_moment);
    EXPECT_EQ(hours_utc("103.85,1.3"), (std::vector<std::string>{"04:00", "04:00"}));
}

TEST_F(ImportSettings, AnOffsetThatSomebodySetIsMeant)
{
    take({.source = file("c.csv", "id,lat,lon\n1,41.9,-87.6\n"), .kind = ImportKind::cameras});
    EXPECT_EQ(data::local_zone(store_.load().info).name, "America/Chicago");
    store_.put_setting("workspace.utc_offset", "+00:00");
    const data::LocalZone zone = data::local_zone(store_.load().info);
    EXPECT_EQ(zone.offset_at(import_moment), std::chrono::minutes(0));
}

TEST_F(ImportSettings, WhatIsSetIsKept)
{
    store_.put_setting("workspace.utc_offset", "+09:30");
    store_.put_setting("workspace.projected_crs", "EPSG:4547");
    const auto report = take({.source = file("c.csv", "id,lat,lon\n1,41.9,-87.6\n"), .kind = ImportKind::cameras});
    EXPECT_EQ(report.notes.size(), 1u); // the degrees; nothing was chosen
    EXPECT_EQ(store_.load().info.utc_offset, "+09:30");
}

TEST_F(ImportSettings, ATrialWritesNothing)
{
    take({.source = file("c.csv", "id,lat,lon\n1,41.9,-87.6\n"), .kind = ImportKind::cameras, .dry_run = true});
    const data::WorkspaceLoaded world = store_.load();
    EXPECT_TRUE(world.info.utc_offset.empty());
    EXPECT_TRUE(world.accounts->rows.empty() && world.posts->rows.empty() && world.cameras->rows.empty());
}

TEST_F(ImportSettings, OnlySurveillancePointsOfOpenStreetMapAreCameras)
{
    const std::string source = file("osm.geojson", R"({"type":"FeatureCollection","features":[
        {"type":"Feature","properties":{"osm_id":"1","man_made":"surveillance","other_tags":"\"camera:direction\"=>\"260\""},
         "geometry":{"type":"Point","coordinates":[8.7,49.4]}},
        {"type":"Feature","properties":{"osm_id":"2","man_made":null,"other_tags":"\"man_made\"=>\"surveillance\""},
         "geometry":{"type":"Point","coordinates":[8.71,49.4]}},
        {"type":"Feature","properties":{"osm_id":"3","man_made":null,"other_tags":"\"amenity\"=>\"bench\""},
         "geometry":{"type":"Point","coordinates":[8.72,49.4]}}]})");
    const auto report = take({.source = source, .kind = ImportKind::cameras});
    EXPECT_EQ(report.imported, 2);
    EXPECT_TRUE(report.rejected.empty());
    EXPECT_EQ(store_.load().cameras->rows.at(0).azimuth_deg, 260);
}

TEST_F(ImportSettings, ACopyInShapefileIsUnchanged)
{
    // The outer ring runs against the clock; a Shapefile wants it with the clock.
    take({.source = file("g.geojson", R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"code":"1","name":"东"},
        "geometry":{"type":"Polygon","coordinates":[[[114,30],[114.1,30],[114.1,30.1],[114,30.1],[114,30]],
        [[114.02,30.02],[114.02,30.04],[114.04,30.04],[114.02,30.02]]]}}]})"),
          .kind = ImportKind::grids});
    take({.source = file("c.csv", "id,lat,lon,azimuth,storage_days,maintained_by\n1,30.05,114.05,99.1,30,一组\n"),
          .kind = ImportKind::cameras});
    for (const ImportKind kind : {ImportKind::grids, ImportKind::cameras}) {
        const std::filesystem::path out = folder_ / (kind == ImportKind::grids ? "g.shp" : "c.shp");
        data::export_from(store_, {.kind = kind, .out = out});
        EXPECT_EQ(take({.source = out.string(), .kind = kind}).unchanged, 1) << out;
    }
    const data::Camera camera = store_.load().cameras->rows.at(0);
    EXPECT_EQ(camera.azimuth_deg, 99.1);
    EXPECT_EQ(camera.storage_days, 30);
    EXPECT_EQ(camera.maintained_by, "一组");
}

TEST_F(ImportSettings, JsonForScriptsHasTheAgreedKeysOnly)
{
    const auto report = take({.source = file("c.csv", "id,lat,lon\n1,41.9,-87.6\n2,0,0\n"), .kind = ImportKind::cameras});
    std::set<std::string> keys;
    const auto object = nlohmann::json::parse(data::json_from(report));
    for (const auto& [key, value] : object.items())
        keys.insert(key);
    EXPECT_EQ(keys, (std::set<std::string>{"read", "imported", "updated", "unchanged", "missing", "repaired", "rejected", "seconds"}));
    EXPECT_EQ(object["rejected"][0]["row"], 2);
    EXPECT_NE(store_.imports().at(0).report.find("\"notes\""), std::string::npos);
}

TEST_F(ImportSettings, AReaderLeavesNoLogBehind)
{
    const auto path = folder_ / "read.sqlite";
    {
        data::Store::create(path);
    }
    {
        data::Store::open(path, data::OpenMode::read_only).load();
    }
    for (const char* ending : {"-wal", "-shm", "-journal"})
        EXPECT_FALSE(std::filesystem::exists(path.string() + ending)) << ending;
}

TEST_F(ImportSettings, ASettledWorkspaceIsWholeInItsOneFile)
{
    take({.source = file("c.csv", "id,lat,lon\n1,41.9,-87.6\n"), .kind = ImportKind::cameras});
    store_.settle();
    std::filesystem::copy_file(folder_ / "city.sqlite", folder_ / "copy.sqlite");
    EXPECT_EQ(data::Store::open(folder_ / "copy.sqlite", data::OpenMode::read_only).load().cameras->rows.size(), 1u);
}

TEST_F(ImportSettings, ADroppedFileTellsWhatItHolds)
{
    const struct {
        const char* name;
        const char* bytes;
        std::optional<ImportKind> kind;
    } rows[] = {{"city.osm.pbf", "", ImportKind::basemap},
                {"taipei_villages.geojson", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})", ImportKind::grids},
                {"cctv.csv", "a,lat,lon\n1,2,3\n", ImportKind::cameras},
                {"a.csv", "id,date,lat,lon\n1,2018-01-01,1,1\n", ImportKind::incidents},
                {"b.csv", "id,rtsp,lat,lon\n1,,1,1\n", ImportKind::cameras},
                {"c.geojson", R"({"type":"Polygon","coordinates":[[[0,0],[1,0],[1,1],[0,0]]]})", ImportKind::grids},
                {"d.csv", "a,b\n1,2\n", std::nullopt}};
    for (const auto& row : rows) {
        const auto guess = data::guess_import(file(row.name, row.bytes));
        EXPECT_EQ(guess.kind, row.kind) << row.name;
    }
    EXPECT_EQ(data::guess_import(folder_ / "taipei_villages.geojson").level, data::Level::community);
    EXPECT_ANY_THROW(data::guess_import(file("e.bin", "\x01\x02"))) << "why it cannot be read is said";
}

} // namespace
