#include "data/import/roads.h"

#include "data/import/osm_places.h"
#include "data/records/place_names.h"

#include <gtest/gtest.h>

namespace {

using namespace data;

// 0.001 degree is about 95 m to the east and 111 m to the north here.
RoadPiece piece(std::string name, geo::Line line, int level = 0, std::int64_t row = 1, double width = 7)
{
    Place place{.kind = PlaceKind::road, .name = std::move(name)};
    place.width_m = width;
    place.lines = {std::move(line)};
    return {place, level, row};
}

TEST(JoinRoads, PiecesOfOneNameThatTouchAreOneRoad)
{
    const std::vector<RoadPiece> pieces{
        piece("Main St", {{114, 30}, {114.001, 30}}, 0, 1), piece("Side St", {{114, 30}, {114, 30.001}}, 0, 2),
        piece("Main St", {{114.001, 30}, {114.002, 30}}, 0, 3, 9), piece("Main St", {{114.1, 30}, {114.101, 30}}, 0, 4)};
    const auto roads = join_roads(pieces);
    ASSERT_EQ(roads.size(), 3u);
    EXPECT_EQ(roads[0].place.name, "Main St");
    EXPECT_EQ(roads[0].place.lines.size(), 2u);
    EXPECT_EQ(roads[0].place.width_m, 9);
    EXPECT_EQ(roads[0].rows, (std::vector<std::int64_t>{1, 3}));
    EXPECT_EQ(roads[1].place.name, "Side St");
    EXPECT_EQ(roads[2].rows, std::vector<std::int64_t>{4}) << "10 km away is another street of the same name";
    EXPECT_NEAR(roads[2].place.point.lon, 114.1005, 1e-9);
}

TEST(RoadCrossings, FollowLevelsAndNames)
{
    const geo::Line east{{114, 30}, {114.002, 30}}, north{{114.001, 29.999}, {114.001, 30.001}};
    const struct {
        const char* what;
        std::vector<RoadPiece> roads;
        std::vector<std::string> crossings;
    } rows[] = {
        {"they cross", {piece("东路", east, 0, 1, 12), piece("北街", north)}, {"东路/北街口"}},
        {"the wider one first", {piece("A", east), piece("B", north, 0, 1, 20)}, {"B / A"}},
        {"a bridge over a road", {piece("A", east, 1), piece("B", north)}, {}},
        {"a bridge that begins at the road", {piece("A", {{114.001, 30}, {114.002, 30}}, 1), piece("B", {{114.001, 29.999}, {114.001, 30}, {114.001, 30.001}})}, {"A / B"}},
        {"one name", {piece("A", east), piece("A", north)}, {}},
        {"an end 1 m short of the other", {piece("A", {{114, 30}, {114.00099, 30}}), piece("B", north)}, {"A / B"}},
        {"an end 10 m short", {piece("A", {{114, 30}, {114.0009, 30}}), piece("B", north)}, {}},
        {"two carriageways are one crossing", {piece("A", east), piece("A", {{114, 30.0002}, {114.002, 30.0002}}), piece("B", north)}, {"A / B"}},
        {"twice the same pair, far apart", {piece("A", {{114, 30}, {114.01, 30}}), piece("B", {{114.001, 29.999}, {114.001, 30.001}, {114.008, 30.001}, {114.008, 29.999}})}, {"A / B", "A / B"}},
        {"nothing", {}, {}},
    };
    for (const auto& row : rows) {
        std::vector<std::string> names;
        for (const Place& place : find_road_crossings(row.roads)) {
            EXPECT_EQ(place.kind, PlaceKind::crossing);
            names.push_back(place.name);
        }
        EXPECT_EQ(names, row.crossings) << row.what;
    }
    RoadPiece a = piece("解放大道", east, 0, 1, 12), b = piece("新华路", north);
    add_other_name(a.place.other_names, "en", "Jiefang Avenue");
    const auto found = find_road_crossings(std::vector{a, b});
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(other_name(found[0], "en"), "Jiefang Avenue / 新华路");
    EXPECT_NEAR(found[0].point.lon, 114.001, 1e-9);
    EXPECT_NEAR(found[0].point.lat, 30, 1e-9);
}

TEST(OsmPlaces, AreTakenByTheirTags)
{
    using Tags = std::map<std::string, std::string>;
    const struct {
        OsmShape shape;
        Tags tags;
        std::string places; // kind:name:number
    } rows[] = {
        {OsmShape::point, {{"addr:street", "Light St"}, {"addr:housenumber", "100"}}, "address:Light St:100 "},
        {OsmShape::point, {{"name", "Cafe"}, {"addr:street", "Light St"}, {"addr:housenumber", "100"}}, "landmark:Cafe: address:Light St:100 "},
        {OsmShape::area, {{"name", "Patterson Park"}, {"leisure", "park"}}, "green:Patterson Park: "},
        {OsmShape::area, {{"name", "Lake"}, {"natural", "water"}}, "water:Lake: "},
        {OsmShape::area, {{"name", "Baltimore"}, {"boundary", "administrative"}}, ""},
        {OsmShape::line, {{"name", "Pratt St"}, {"highway", "primary"}, {"ref", "US 40"}}, "road:Pratt St: "},
        {OsmShape::line, {{"highway", "motorway"}, {"ref", "I 95"}}, "road:I 95: "},
        {OsmShape::line, {{"highway", "service"}}, ""},
        {OsmShape::line, {{"name", "Jones Falls"}, {"waterway", "river"}}, "water:Jones Falls: "},
        {OsmShape::point, {{"highway", "street_lamp"}, {"ref", "1043217"}}, "pole::1043217 "},
        {OsmShape::point, {{"highway", "street_lamp"}}, ""},
        {OsmShape::point, {{"addr:housenumber", "5"}}, ""},
        {OsmShape::point, {}, ""},
    };
    constexpr const char* kinds[] = {"address", "building", "road", "crossing", "landmark", "pole", "water", "green"};
    for (const auto& row : rows) {
        std::string found;
        const auto tag = [&](const std::string& key) { const auto at = row.tags.find(key); return at == row.tags.end() ? std::string() : at->second; };
        for (const Place& place : places_from_tags(row.shape, tag))
            found += std::string(kinds[int(place.kind)]) + ":" + place.name + ":" + place.number + " ";
        EXPECT_EQ(found, row.places);
    }
    EXPECT_EQ(names_from_hstore(R"("name:zh"=>"巴尔的摩","alt_name"=>"The \"B\"","surface"=>"asphalt","name:en"=>"Baltimore","name:en"=>"Baltimore")"),
              "zh=巴尔的摩\nalt=The \"B\"\nen=Baltimore");
}

TEST(PlaceNames, ComeApartAndGoTogether)
{
    std::string names;
    add_other_name(names, "en", " Jiefang\nAvenue ");
    add_other_name(names, "en", "Jiefang Avenue");
    add_other_name(names, "old", "");
    add_other_name(names, "zh", "解放=大道");
    const Place place{.other_names = names};
    EXPECT_EQ(other_name(place, "en"), "Jiefang Avenue");
    EXPECT_EQ(other_name(place, "zh"), "解放=大道");
    EXPECT_EQ(other_name(place, "old"), "");
    EXPECT_EQ(other_names(place).size(), 2u);
    EXPECT_TRUE(has_han("Main 大 St") && has_han("㐀") && has_han("𠮷") && !has_han("Ängel ·") && !has_han(""));
}

} // namespace
