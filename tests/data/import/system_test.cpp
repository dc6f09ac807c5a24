// A file without a system is never guessed in silence; each office gets its own system back.

#include "data/export/export.h"
#include "data/import/crs_candidates.h"
#include "data/import/import.h"
#include "data/import/system.h"
#include "data/store/named_system.h"
#include "geo/crs/crs.h"
#include "geo/crs/datum_shift.h"
#include "geo/error.h"
#include "tests/data/import/fixture.h"

#include <gtest/gtest.h>

#include <cmath>

namespace {

using data::ImportJob;
using data::ImportKind;

class ImportSystem : public ImportFixture {
protected:
    /// A grid of 800 m and a road through its middle, in Wuhan.
    void put_city()
    {
        data::Grid grid{.level = data::Level::grid, .code = "420102001001001", .name = "g"};
        grid.shape = {{.outer = {{114.300, 30.600}, {114.3083, 30.600}, {114.3083, 30.6072}, {114.300, 30.6072}}, .holes = {}}};
        store_.put(std::span<const data::Grid>(&grid, 1));
        data::Place road{.kind = data::PlaceKind::road, .name = "r", .point = {114.304, 30.6036}};
        road.lines = {{{114.300, 30.6036}, {114.3083, 30.6036}}};
        store_.put(std::span<const data::Place>(&road, 1));
    }
    /// Ten cameras along the road, as numbers of a system.
    std::string cameras_in(const std::string& name, const std::string& crs, const char* head = "code,x,y\n")
    {
        const geo::CrsTransform transform = geo::CrsTransform::make(crs);
        std::string text = head;
        for (int i = 0; i < 10; ++i) {
            const auto p = transform.source({114.3004 + i * 0.0008, 30.60365});
            char line[120];
            std::snprintf(line, sizeof line, "c%d,%.9f,%.9f\n", i, p->x, p->y);
            text += line;
        }
        return file(name, text);
    }
};

TEST_F(ImportSystem, MetresAskAndNameTheRightZoneFirst)
{
    put_city();
    for (const char* crs : {"EPSG:4547", "EPSG:4526", "EPSG:32650", "EPSG:4547 swapped"}) {
        try {
            take({.source = cameras_in("c.csv", crs), .kind = ImportKind::cameras, .dry_run = true});
            FAIL() << crs << " was guessed in silence";
        } catch (const data::NeedsSystem& needs) {
            ASSERT_FALSE(needs.candidates.empty());
            const auto& best = needs.candidates.front();
            EXPECT_EQ(best.crs, crs);
            EXPECT_GT(best.near_roads, 0.9) << crs;
            EXPECT_GE(best.outline.size(), 2u);
            EXPECT_EQ(needs.candidates.back().crs, "FITTED");
        }
    }
}

TEST_F(ImportSystem, OfAnotherCityTheSystemCanStillBeChosen)
{
    put_city(); // in Wuhan; the numbers are of Baltimore
    const std::vector<geo::MapPoint> numbers{{-76.640704, 39.310861}, {-76.60783, 39.291378}, {-76.6122, 39.2904}};
    const auto candidates = data::crs_candidates(numbers, store_.load(), data::time_from_micros(1'700'000'000'000'000));
    ASSERT_GE(candidates.size(), 2U);
    EXPECT_EQ(candidates.front().crs, "EPSG:4326");
    EXPECT_EQ(candidates.front().in_grids, 0);
    EXPECT_EQ(candidates.back().crs, "FITTED");
}

TEST_F(ImportSystem, ShiftedDegreesAreSeen)
{
    put_city();
    for (const char* crs : {"GCJ-02", "BD-09"})
        try {
            take({.source = cameras_in("c.csv", crs, "code,lon,lat\n"), .kind = ImportKind::cameras, .dry_run = true});
            FAIL() << crs;
        } catch (const data::NeedsSystem& needs) {
            EXPECT_EQ(needs.candidates.front().crs, crs);
        }
    EXPECT_EQ(take({.source = cameras_in("c.csv", "", "code,lon,lat\n"), .kind = ImportKind::cameras}).imported, 10);
}

TEST_F(ImportSystem, TheChoiceIsRemembered)
{
    put_city();
    const std::string march = cameras_in("march.csv", "EPSG:4547"), april = cameras_in("april.csv", "EPSG:4547");
    take({.source = march, .kind = ImportKind::cameras, .crs = "EPSG:4547"});
    const auto report = take({.source = april, .kind = ImportKind::cameras});
    EXPECT_EQ(report.unchanged, 10);
    EXPECT_TRUE(std::ranges::any_of(report.notes, [](const auto& note) { return note.key == "system_remembered"; }));
}

TEST_F(ImportSystem, OldSystemsAreCandidatesThatNeedPairs)
{
    put_city();
    std::vector<geo::MapPoint> numbers;
    for (int i = 0; i < 10; ++i)
        numbers.push_back({528770.0 + i * 50, 3386666});
    const auto candidates = data::crs_candidates(numbers, store_.load(), sample::noon);
    const auto xian = std::ranges::find(candidates, "EPSG:2383", &data::CrsCandidate::crs);
    ASSERT_NE(xian, candidates.end());
    EXPECT_NE(xian->refusal, "");
}

TEST_F(ImportSystem, ALocalSystemIsFittedAndKept)
{
    // A drawing in metres from a mark, x to the east.
    const std::string pairs = file("pairs.csv", "x,y,lon,lat\n0,0,114.300000,30.600000\n800,0,114.308345,30.600000\n0,800,114.300000,30.607217\n");
    const std::string cameras = file("local.csv", "code,x,y\na,400,400\nb,100,700\n");
    const std::string fit = data::fit_from_table(pairs, geo::FitKind::similarity);
    take({.source = cameras, .kind = ImportKind::cameras, .crs = fit});
    const auto before = store_.load().cameras->rows;
    EXPECT_NEAR(before[0].position.lon, 114.30417, 1e-4);
    const auto out = folder_ / "back.csv";
    data::export_from(store_, {.kind = ImportKind::cameras, .out = out, .crs = "FITTED", .now = import_moment});
    EXPECT_EQ(take({.source = out.string(), .kind = ImportKind::cameras, .crs = "FITTED"}).unchanged, 2);
}

TEST_F(ImportSystem, AFittedDrawingIsAReferenceLayer)
{
    const std::string pairs = file("pairs.csv", "x,y,lon,lat\n0,0,114.300000,30.600000\n800,0,114.308345,30.600000\n");
    std::string dxf;
    for (const char* line : {"0", "SECTION", "2", "ENTITIES", "0", "LINE", "8", "road", "10", "0", "20", "0", "11", "800", "21", "0", "0", "ENDSEC", "0", "EOF"})
        dxf += std::string(line) + "\n";
    const std::string drawing = file("road.dxf", dxf);
    EXPECT_EQ(take({.source = drawing, .kind = ImportKind::reference, .crs = "PAIRS:" + pairs}).imported, 1);
    const data::Layer layer = store_.load().layers->rows.at(0);
    EXPECT_TRUE(layer.crs.starts_with("FITTED:")) << "the fit is kept with the layer";
    EXPECT_EQ(store_.newest_fit(), layer.crs);
    // The same drawing as places: its line lies on the ground.
    EXPECT_EQ(take({.source = drawing, .kind = ImportKind::places, .fields = {{"name", "Layer"}}, .crs = layer.crs}).imported, 1);
    const data::Place road = store_.load().places->rows.at(0);
    ASSERT_EQ(road.lines.size(), 1u);
    EXPECT_LT(geo::distance_m(road.lines[0].back(), {114.308345, 30.6}), 0.05);
}

TEST_F(ImportSystem, EachLayerOfADrawingIsOneOfItsOwn)
{
    put_city();
    std::string dxf = "0\nSECTION\n2\nENTITIES\n";
    for (const char* layer : {"ROAD", "BORDER", "ROAD"})
        dxf += std::string("0\nLINE\n8\n") + layer + "\n10\n528770\n20\n3386666\n11\n528970\n21\n3386666\n";
    const std::string drawing = file("plan.dxf", dxf + "0\nENDSEC\n0\nEOF\n");
    EXPECT_THROW(take({.source = drawing, .kind = ImportKind::reference}), data::NeedsSystem) << "it does not say its system";
    const data::ImportReport first = take({.source = drawing, .kind = ImportKind::reference, .crs = "EPSG:4547"});
    EXPECT_EQ(first.read, 2);
    EXPECT_EQ(first.imported, 2);
    const std::vector<data::Layer> layers = store_.load().layers->rows;
    ASSERT_EQ(layers.size(), 2u);
    EXPECT_EQ(layers[0].name, "plan · ROAD");
    EXPECT_TRUE(layers[0].path.ends_with("plan.dxf|layername=ROAD"));
    EXPECT_EQ(layers[1].name, "plan · BORDER");
    EXPECT_LT(layers[0].order, layers[1].order);
    EXPECT_EQ(take({.source = drawing, .kind = ImportKind::reference, .crs = "EPSG:4547"}).unchanged, 2);
    EXPECT_EQ(take({.source = drawing, .kind = ImportKind::reference, .layer = "BORDER", .crs = "EPSG:4547"}).updated, 1) << "it is called BORDER now";
    EXPECT_THROW(take({.source = drawing, .kind = ImportKind::reference, .layer = "SEWER", .crs = "EPSG:4547"}), data::Error);
}

TEST_F(ImportSystem, FormatsOfOfficesComeIn)
{
    struct Case {
        const char* name;
        const char* bytes;
    };
    const char* feature = R"({"type":"Feature","properties":{"code":"a","name":"gate"},"geometry":{"type":"Point","coordinates":[114.3,30.6]}})";
    const std::string sequence = std::string(feature) + "\n";
    for (const Case& c : {Case{"a.geojsonl", sequence.c_str()},
                          Case{"a.kml", R"(<?xml version="1.0"?><kml xmlns="http://www.opengis.net/kml/2.2"><Document><Placemark><name>gate</name><Point><coordinates>114.3,30.6</coordinates></Point></Placemark></Document></kml>)"},
                          Case{"a.gml", R"(<?xml version="1.0"?><c xmlns:gml="http://www.opengis.net/gml" xmlns="http://x/"><gml:featureMember><p><name>gate</name><gml:Point srsName="EPSG:4326"><gml:coordinates>114.3,30.6</gml:coordinates></gml:Point></p></gml:featureMember></c>)"},
                          Case{"a.csv", "name;lat;lon\ngate;30,6;114,3\n"},
                          Case{"a.json", R"([{"name":"gate","lat":"30.6","lon":"114.3"}])"}}) {
        const FreshFolder other;
        data::Store store = data::Store::create(other / "w.sqlite");
        const auto report = data::import_into(store, {.source = file(c.name, c.bytes), .kind = ImportKind::cameras, .now = import_moment});
        ASSERT_EQ(report.imported, 1) << c.name;
        EXPECT_LT(geo::distance_m(store.load().cameras->rows.at(0).position, {114.3, 30.6}), 0.01) << c.name;
        EXPECT_EQ(store.load().cameras->rows.at(0).name, "gate") << c.name;
    }
}

TEST_F(ImportSystem, OwnExportsComeHomeWithinACentimetre)
{
    put_city();
    take({.source = cameras_in("c.csv", "", "code,lon,lat\n"), .kind = ImportKind::cameras});
    const auto before = store_.load();
    struct Case {
        const char* file;
        const char* crs;
        bool says_it; // the file holds its system
    };
    for (const Case& c : {Case{"a.gpkg", "EPSG:4547", true}, Case{"a.shp", "EPSG:4547", true}, Case{"a.csv", "EPSG:4547", false},
                          Case{"b.csv", "GCJ-02", false}, Case{"c.csv", "BD-09", false}, Case{"d.geojson", "GCJ-02", false},
                          Case{"e.gpkg", "EPSG:4490", true}, Case{"f.fgb", "EPSG:4508", true}, Case{"g.kml", "", true}, Case{"h.xlsx", "", false}}) {
        const auto out = folder_ / (std::string("out-") + c.file);
        data::export_from(store_, {.kind = ImportKind::cameras, .out = out, .crs = c.crs, .now = import_moment});
        const FreshFolder other;
        data::Store store = data::Store::create(other / "home.sqlite");
        data::import_into(store, {.source = out.string(), .kind = ImportKind::cameras, .crs = c.says_it ? "" : c.crs, .now = import_moment});
        const auto after = store.load();
        ASSERT_EQ(after.cameras->rows.size(), before.cameras->rows.size()) << c.file;
        for (std::size_t i = 0; i < before.cameras->rows.size(); ++i) {
            // FlatGeobuf orders its rows by place.
            const data::Camera& one = before.cameras->rows[i];
            const auto same = std::ranges::find(after.cameras->rows, one.code, &data::Camera::code);
            ASSERT_NE(same, after.cameras->rows.end()) << c.file;
            EXPECT_LT(geo::distance_m(one.position, same->position), 0.01) << c.file << ' ' << c.crs;
        }
    }
}

/// What the issue asks of each system, through the importer and not only through geo.
TEST_F(ImportSystem, SystemsOfChinaComeInOrSayWhyNot)
{
    const auto note_of = [](const data::ImportReport& report, const char* key) {
        const auto at = std::ranges::find(report.notes, key, &geo::Remark::key);
        return at == report.notes.end() ? std::string() : at->values.size() > 1 ? at->values[1] : std::string("said");
    };
    for (const char* crs : {"EPSG:4490", "EPSG:4547"}) {
        const auto report = take({.source = cameras_in("c.csv", crs), .kind = ImportKind::cameras, .crs = crs});
        EXPECT_EQ(report.imported, 10) << crs;
        EXPECT_EQ(note_of(report, "cgcs2000_as_wgs84"), "said") << crs;
        EXPECT_LT(geo::distance_m(store_.load().cameras->rows.at(0).position, {114.3004, 30.60365}), 0.001) << crs;
    }
    const std::string degrees = file("d.csv", "code,lon,lat\na,114.3,30.6\nb,114.31,30.61\n"), ordos = file("o.csv", "code,lon,lat\na,108.5,37.0\nb,108.6,37.1\n");
    const auto words = [&](const std::string& source, const char* crs) {
        try {
            take({.source = source, .kind = ImportKind::cameras, .crs = crs, .dry_run = true});
        } catch (const geo::Error& error) {
            return std::string(error.what());
        }
        return std::string();
    };
    EXPECT_NE(words(degrees, "EPSG:4610").find("--fit"), std::string::npos) << "control points are asked for: " << words(degrees, "EPSG:4610");
    EXPECT_NE(words(degrees, "EPSG:4214").find("Ordos"), std::string::npos) << "whose parameters would be borrowed";
    const auto there = take({.source = ordos, .kind = ImportKind::cameras, .crs = "EPSG:4214", .dry_run = true});
    EXPECT_NE(note_of(there, "operation_used").find("Ordos"), std::string::npos);
}

/// Districts of real cities whose datum nobody states: as numbers of a system that the file does not name, they are asked for with
/// the right zone first, and come home as what they were.
TEST_F(ImportSystem, RealDistrictsFindTheirZone)
{
    struct Case {
        const char* file;
        const char* crs;
        std::int64_t districts;
    };
    for (const Case& c : {Case{"wuhan_districts.geojson", "EPSG:4547", 13}, Case{"chongqing_districts_decoded.geojson", "EPSG:4545", 38}}) {
        const std::string source = std::string(SHARED_DATA "/polygons/china/") + c.file;
        if (!std::filesystem::exists(source))
            GTEST_SKIP() << "the real files beside the project are absent";
        const FreshFolder other;
        data::Store store = data::Store::create(other / "w.sqlite");
        const auto into = [&](const std::string& path, const std::string& crs) {
            return data::import_into(store, {.source = path, .kind = ImportKind::grids, .level = data::Level::district, .crs = crs, .now = import_moment});
        };
        EXPECT_EQ(into(source, "").imported, c.districts) << c.file;
        const std::string table = (other / "metres.csv").string();
        data::export_from(store, {.kind = ImportKind::grids, .out = table, .crs = c.crs, .now = import_moment});
        try {
            into(table, "");
            FAIL() << c.file << " was guessed in silence";
        } catch (const data::NeedsSystem& needs) {
            EXPECT_EQ(needs.candidates.front().crs, c.crs) << c.file;
            EXPECT_GT(needs.candidates.front().in_grids, 0.9) << c.file;
            const auto old = std::ranges::find_if(needs.candidates, [](const data::CrsCandidate& one) { return one.name.find("Xian 1980") != std::string::npos; });
            ASSERT_NE(old, needs.candidates.end()) << "the old systems stand in the list";
            EXPECT_NE(old->refusal, "");
        }
        const auto before = store.load();
        EXPECT_EQ(into(table, c.crs).imported, c.districts) << c.file;
        const auto after = store.load();
        for (std::size_t i = 0; i < before.grids->rows.size(); ++i) {
            const geo::MultiPolygon &was = before.grids->rows[i].shape, &is = after.grids->rows[i].shape;
            ASSERT_EQ(was.size(), is.size());
            for (std::size_t part = 0; part < was.size(); ++part) {
                ASSERT_EQ(was[part].outer.size(), is[part].outer.size());
                for (std::size_t k = 0; k < was[part].outer.size(); ++k)
                    ASSERT_LT(geo::distance_m(was[part].outer[k], is[part].outer[k]), 0.01) << c.file;
            }
        }
    }
}

} // namespace
