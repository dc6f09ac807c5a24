// Places and buildings out of tables and extracts: addresses, roads and their crossings, landmarks, poles.

#include "data/import/import.h"

#include "data/records/place_names.h"
#include "tests/data/fresh_folder.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <fstream>

namespace {

using namespace data;

class PlaceImport : public testing::Test {
protected:
    FreshFolder folder_;
    Store store_ = Store::create(folder_ / "city.sqlite");

    ImportReport take_file(const std::string& path, ImportKind kind = ImportKind::places, bool dry_run = false)
    {
        return import_into(store_, {.source = path, .kind = kind, .dry_run = dry_run, .now = time_from_micros(1'700'000'000'000'000)});
    }
    ImportReport take(const std::string& name, const std::string& text, ImportKind kind = ImportKind::places)
    {
        const std::string path = (folder_ / name).string();
        std::ofstream(path) << text;
        return take_file(path, kind);
    }
    std::vector<Place> places() { return store_.load().places->rows; }
    std::vector<std::string> titles(PlaceKind kind)
    {
        std::vector<std::string> found;
        for (const Place& place : places())
            if (place.kind == kind)
                found.push_back(place_title(place));
        std::ranges::sort(found);
        return found;
    }
    using Names = std::vector<std::string>;
};

TEST_F(PlaceImport, TableOfAddressesInChinese)
{
    const std::string table = "路名,门牌号,经度,纬度,英文名\n解放大道,12号,114.3,30.6,Jiefang Avenue\n解放大道,14号,114.301,30.6,\n,,114.3,30.6,\n解放大道,12号,114.3,30.6,\n";
    const ImportReport report = take("a.csv", table);
    EXPECT_EQ(report.read, 4);
    EXPECT_EQ(report.imported, 2);
    ASSERT_EQ(report.rejected.size(), 2u);
    EXPECT_EQ(report.rejected[0].reasons.at(0), geo::Remark("no_name"));
    EXPECT_EQ(report.rejected[1].reasons.at(0), geo::Remark("place_twice", {"1"}));
    EXPECT_EQ(titles(PlaceKind::address), (Names{"解放大道12号", "解放大道14号"}));
    EXPECT_EQ(other_name(places()[0], "en"), "Jiefang Avenue");
    const ImportReport again = take("b.csv", table);
    EXPECT_EQ(again.unchanged, 2);
    EXPECT_EQ(again.missing, 0);
    EXPECT_EQ(places().size(), 2u);
}

TEST_F(PlaceImport, PolesNamesAndAddressesOfOneTable)
{
    EXPECT_EQ(take("poles.csv", "杆号,路名,lon,lat\n1043217,解放大道,114.3,30.6\n1043218,,114.301,30.6\n").imported, 2);
    EXPECT_EQ(titles(PlaceKind::pole), (Names{"1043218", "解放大道1043217"}));
    EXPECT_EQ(take("shops.csv", "name,street,housenumber,lon,lat\nCafe,Light St,100,-76.6,39.3\n").imported, 1);
    EXPECT_EQ(titles(PlaceKind::landmark), Names{"Cafe"});
    EXPECT_EQ(titles(PlaceKind::address), Names{"Light St 100"});
}

TEST_F(PlaceImport, RoadsInPiecesAndTheirCrossings)
{
    const auto line = [](const char* name, const char* coordinates) {
        return std::string(R"({"type":"Feature","properties":{"name":")") + name + R"("},"geometry":{"type":"LineString","coordinates":)" + coordinates + "}}";
    };
    const auto collection = [](const std::string& features) { return R"({"type":"FeatureCollection","features":[)" + features + "]}"; };
    const ImportReport report = take("roads.geojson", collection(line("解放大道", "[[114.3,30.6],[114.301,30.6]]") + "," + line("解放大道", "[[114.301,30.6],[114.302,30.6]]") + "," +
                                                                 line("新华路", "[[114.301,30.599],[114.301,30.601]]")));
    EXPECT_EQ(report.read, 3);
    EXPECT_EQ(report.imported, 3);
    EXPECT_TRUE(report.rejected.empty());
    EXPECT_EQ(titles(PlaceKind::road), (Names{"新华路", "解放大道"}));
    ASSERT_EQ(titles(PlaceKind::crossing).size(), 1u);
    EXPECT_EQ(titles(PlaceKind::crossing)[0], "新华路/解放大道口"); // neither is the wider
    // A second file crosses the roads that are there already; the first one again changes nothing.
    take("more.geojson", collection(line("江汉路", "[[114.3015,30.599],[114.3015,30.601]]")));
    EXPECT_EQ(titles(PlaceKind::crossing).size(), 2u);
    const ImportReport again = take("roads.geojson", collection(line("解放大道", "[[114.3,30.6],[114.301,30.6]]") + "," + line("解放大道", "[[114.301,30.6],[114.302,30.6]]") + "," +
                                                                line("新华路", "[[114.301,30.599],[114.301,30.601]]")));
    EXPECT_EQ(again.unchanged, 3);
    EXPECT_EQ(places().size(), 5u);
}

TEST_F(PlaceImport, BuildingsSayFloorsHeightAndHouseholds)
{
    const auto house = [](const char* properties, double lon) {
        const std::string l = std::to_string(lon), r = std::to_string(lon + 0.0001);
        return std::string(R"({"type":"Feature","properties":)") + properties + R"(,"geometry":{"type":"Polygon","coordinates":[[[)" + l + ",30.6],[" + r + ",30.6],[" + r + ",30.6001],[" + l + ",30.6]]]}}";
    };
    const ImportReport report = take("houses.geojson", R"({"type":"FeatureCollection","features":[)" + house(R"({"name":"1栋","层数":6,"户数":48})", 114.3) + "," +
                                                           house(R"({"name":"2栋","层数":null,"高度":21.5})", 114.31) + "," + house(R"({"name":"City Hall","street":"Holliday St","number":"100"})", 114.32) + "]}",
                                     ImportKind::buildings);
    EXPECT_EQ(report.imported, 3);
    const auto all = places();
    ASSERT_EQ(all.size(), 3u);
    EXPECT_EQ(all[0].floors, 6);
    EXPECT_EQ(all[0].height_m, 18);
    EXPECT_EQ(all[0].households, 48);
    EXPECT_EQ(all[1].floors, 0);
    EXPECT_EQ(all[1].height_m, 21.5);
    EXPECT_EQ(place_title(all[2]), "City Hall");
    EXPECT_EQ(other_name(all[2], "address"), "Holliday St 100");
}

TEST_F(PlaceImport, ASecondListSaysWhatChangedFieldByField)
{
    take("march.csv", "类别,名称,门牌号,经度,纬度,户数,层数,英文名\n"
                      "building,东苑,1栋,114.30,30.60,48,6,East Court\nbuilding,东苑,2栋,114.301,30.60,52,6,\nlandmark,东湖公园,,114.31,30.60,,,\n");
    const auto before = places();
    // A month later: one building with more households, one re-surveyed 20 m away and without a column of floors, the park gone.
    const ImportReport report = take("april.csv", "类别,名称,门牌号,经度,纬度,户数,英文名\n"
                                                  "building,东苑,1栋,114.30,30.60,50,East Court\nbuilding,东苑,2栋,114.3012,30.60,52,\nlandmark,西湖公园,,114.32,30.60,,\n");
    EXPECT_EQ(report.imported, 3);
    EXPECT_EQ(report.updated, 2);
    EXPECT_EQ(report.unchanged, 0);
    EXPECT_EQ(report.missing, 1);
    ASSERT_EQ(report.updates.size(), 2u);
    EXPECT_EQ(report.updates[0].name, "东苑1栋");
    ASSERT_EQ(report.updates[0].fields.size(), 1u);
    EXPECT_EQ(report.updates[0].fields[0].field, "households");
    EXPECT_EQ(report.updates[0].fields[0].before, "48");
    EXPECT_EQ(report.updates[0].fields[0].after, "50");
    ASSERT_EQ(report.updates[1].fields.size(), 1u);
    EXPECT_EQ(report.updates[1].fields[0].field, "position");
    EXPECT_EQ(report.updated_fields, (std::map<std::string, std::int64_t>{{"households", 1}, {"position", 1}}));
    const auto after = places();
    ASSERT_EQ(after.size(), 4u) << "the park that is missing stays";
    EXPECT_EQ(after[1].id, before[1].id) << "a building that moved is the same building";
    EXPECT_EQ(after[1].floors, 6) << "what a list does not say stays";
    EXPECT_EQ(other_name(after[0], "en"), "East Court");
    store_.undo_import({}, time_from_micros(1'700'000'000'000'001));
    const auto back = places();
    ASSERT_EQ(back.size(), 3u);
    EXPECT_EQ(back[0].households, 48);
    EXPECT_EQ(back[1].point, before[1].point);
}

TEST_F(PlaceImport, PlacesAreMatchedByAnyField)
{
    take("a.csv", "杆号,路名,lon,lat\n101,解放大道,114.3,30.6\n102,解放大道,114.31,30.6\n");
    const auto path = (folder_ / "b.csv").string();
    std::ofstream(path) << "杆号,路名,lon,lat\n101,中山大道,114.4,30.6\n";
    const ImportReport report = import_into(store_, {.source = path, .kind = ImportKind::places, .match = "number", .now = time_from_micros(1'700'000'000'000'000)});
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.missing, 1);
    EXPECT_EQ(titles(PlaceKind::pole), (Names{"中山大道101", "解放大道102"}));
    EXPECT_ANY_THROW(import_into(store_, {.source = path, .kind = ImportKind::places, .match = "colour"}));
}

TEST_F(PlaceImport, ARoadThatGrewIsTheSameRoad)
{
    const auto road = [](const char* coordinates) {
        return std::string(R"({"type":"FeatureCollection","features":[{"type":"Feature","properties":{"name":"解放大道"},"geometry":{"type":"LineString","coordinates":)") + coordinates + "}}]}";
    };
    take("a.geojson", road("[[114.3,30.6],[114.301,30.6]]"));
    const ImportReport report = take("b.geojson", road("[[114.3,30.6],[114.305,30.6]]"));
    EXPECT_EQ(report.updated, 1);
    EXPECT_EQ(report.missing, 0);
    EXPECT_EQ(places().size(), 1u);
    ASSERT_EQ(report.updates.size(), 1u);
    EXPECT_EQ(report.updates[0].fields.back().field, "shape");
    EXPECT_EQ(report.updates[0].fields.back().before, "96 m, 2 points");
}

TEST_F(PlaceImport, RealExtractOfBaltimore)
{
    const std::string file = SHARED_DATA "/basemap/baltimore.osm.pbf";
    if (!std::filesystem::exists(file))
        GTEST_SKIP() << "the real files beside the project are absent";
    const ImportReport dry = take_file(file, ImportKind::places, true);
    EXPECT_TRUE(places().empty());
    const ImportReport report = take_file(file);
    EXPECT_EQ(report.imported, dry.imported);
    EXPECT_TRUE(report.rejected.empty());
    const auto crossings = titles(PlaceKind::crossing), roads = titles(PlaceKind::road);
    EXPECT_GT(roads.size(), 100u);
    EXPECT_GT(crossings.size(), 200u);
    EXPECT_EQ(titles(PlaceKind::building).size(), 0u);
    const std::size_t before = places().size();
    const ImportReport again = take_file(file);
    EXPECT_EQ(again.unchanged, again.imported);
    EXPECT_EQ(again.missing, 0);
    EXPECT_EQ(places().size(), before);
    const ImportReport buildings = take_file(file, ImportKind::buildings);
    EXPECT_GT(buildings.imported, 100);
    EXPECT_EQ(buildings.missing, 0);
}

} // namespace
