#include "data/search/search.h"

#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace data;

struct Search : testing::Test {
    SearchIndex records, incidents;

    Search()
    {
        std::vector<Grid> grids{sample::grid(Level::grid, "420102001001007", sample::square(114, 30, 1)),
                                sample::grid(Level::grid, "9", {})};
        grids[0].id = {1}, grids[0].name = "东湖第七网格";
        grids[0].valid_to = sample::noon + std::chrono::hours(24 * 365 * 70); // in so long: no end yet
        grids[1].id = {2}, grids[1].name = "东湖旧网格", grids[1].valid_to = sample::noon;
        records.add(std::make_shared<const Table<Grid>>(grids), sample::noon);
        std::vector<Camera> cameras(3);
        cameras[0].id = {1}, cameras[0].number = 217, cameras[0].name = "解放大道北口",
        cameras[0].address = "解放大道1217号";
        cameras[1].id = {2}, cameras[1].number = 2170, cameras[1].name = "Main Street North",
        cameras[1].code = "42010200001320000217";
        cameras[2].id = {3}, cameras[2].number = 5, cameras[2].name = "removed",
        cameras[2].status = CameraStatus::removed;
        records.add(std::make_shared<const Table<Camera>>(cameras));
        std::vector<Place> places(4);
        places[0].id = {1}, places[0].name = "解放大道", places[0].number = "12号", places[0].point = {114.3, 30.6};
        places[1].id = {2}, places[1].kind = PlaceKind::road, places[1].name = "解放大道";
        places[2].id = {3}, places[2].kind = PlaceKind::pole, places[2].number = "1043217";
        places[3].id = {4}, places[3].name = "Main Street", places[3].number = "12";
        records.add(std::make_shared<const Table<Place>>(places));
        std::vector<Incident> rows{sample::incident("4471", {114.3, 30.6}), sample::incident("217", {114.3, 30.6})};
        rows[0].id = {1}, rows[0].place = "解放大道12号", rows[1].id = {2}, rows[1].title = "路灯";
        incidents.add(names_of(rows));
        records.freeze();
        incidents.freeze();
    }

    std::string ask(std::string_view query, std::size_t most = 20)
    {
        const SearchIndex* const both[] = {&records, &incidents};
        std::string found;
        for (const SearchHit& hit : search(both, query, {.most = most}))
            found += std::string("gcipX").substr(static_cast<std::size_t>(hit.kind), 1) + std::to_string(hit.id) + " ";
        return found;
    }
};

TEST_F(Search, FindsByNumberNameCodeAndPlace)
{
    const struct {
        const char *query, *hits;
    } rows[] = {
        {"217", "c1 i2 c2 p3 "}, // exactly, exactly, begins, inside
        {"#217", "c1 i2 c2 p3 "},
        {"0217", "c1 i2 c2 p3 "},
        {"4471", "i1 "},
        {"第七", "g1 "},
        {"旧网格", ""}, // no longer in force
        {"420102001001007", "g1 "},
        {"42010200001320000217", "c2 "},
        {"1043217", "p3 "},
        {"解放大道", "p2 p1 c1 i1 "},
        {"解放大道 12", "p1 c1 i1 "},
        {"大道12号", "p1 i1 "},
        {"main street", "p4 c2 "},
        {"MAIN 12", "p4 "},
        {"ｍａｉｎ　１２", "p4 "}, // full-width
        {"street north", "c2 "},
        {"燃气", "i1 "},
        {"removed", ""},
        {"zzz", ""},
        {"", ""},
        {"   ", ""},
        {"%", ""},
    };
    for (const auto& row : rows)
        EXPECT_EQ(ask(row.query), row.hits) << row.query;
    EXPECT_EQ(ask("217", 1), "c1 ");
    EXPECT_EQ(ask("217", 0), "");
}

TEST_F(Search, HitsSayWhatAndWhere)
{
    const SearchIndex* const of_records[] = {&records};
    const SearchIndex* const of_incidents[] = {&incidents};
    const auto hits = search(of_records, "大道12号");
    ASSERT_EQ(hits.size(), 1u);
    EXPECT_EQ(hits[0].title, "解放大道12号");
    EXPECT_EQ(hits[0].position, (geo::LonLat{114.3, 30.6}));
    EXPECT_EQ(search(of_records, "217").at(0).title, "217 解放大道北口");
    EXPECT_EQ(search(of_records, "main 12").at(0).title, "Main Street 12");
    EXPECT_EQ(search(of_incidents, "4471").at(0).detail, "解放大道12号");
}

TEST_F(Search, PairsOfCoordinatesComeFirst)
{
    const struct {
        const char* query;
        double lon, lat;
    } rows[] = {
        {"114.305, 30.602", 114.305, 30.602},        {"114.305 30.602", 114.305, 30.602},
        {"30.602N 114.305E", 114.305, 30.602},       {"N30.602 E114.305", 114.305, 30.602},
        {"30.602, 114.305", 114.305, 30.602},        {"114.305° E 30.602° N", 114.305, 30.602},
        {"北纬30.602 东经114.305", 114.305, 30.602}, {"-87.65,41.88", -87.65, 41.88},
        {"41.88 n 87.65 w", -87.65, 41.88},
    };
    const SearchIndex* const both[] = {&records, &incidents};
    for (const auto& row : rows) {
        const auto hits = search(both, row.query);
        ASSERT_FALSE(hits.empty()) << row.query;
        EXPECT_EQ(hits[0].kind, HitKind::coordinate) << row.query;
        EXPECT_DOUBLE_EQ(hits[0].position.lon, row.lon) << row.query;
        EXPECT_DOUBLE_EQ(hits[0].position.lat, row.lat) << row.query;
    }
    for (const char* query : {"217 31", "114.305", "114.305 95.1", "200.5 30.1", "30.1N 31.2N", "1.2 3.4 5.6",
                              "114.305x 30.602", "nan, 1.0"})
        for (const SearchHit& hit : search(both, query))
            EXPECT_NE(hit.kind, HitKind::coordinate) << query;
}

struct Spelt : testing::Test {
    SearchIndex index;
    std::vector<Place> places;

    Spelt()
    {
        const std::pair<const char*, const char*> rows[] = {{"解放大道", "12号"}, {"解放大道", ""}, {"长江路", ""}, {"厦门街", ""}, {"中山路", "5号"},
                                                            {"解放大道/中山路口", ""}, {"Pratt Street", ""}, {"Ängelholm Road", "7"}, {"绿城", ""}, {"解放大道", "112号"}};
        for (const auto& [name, number] : rows) {
            Place place{.id = {std::int64_t(places.size()) + 1}, .name = name, .number = number};
            if (place.name.find('/') != std::string::npos)
                place.kind = PlaceKind::crossing;
            places.push_back(place);
        }
        places[6].other_names = "alt=Bahnhofstrasse";
        index.add(std::make_shared<const Table<Place>>(places));
        index.freeze();
    }
    std::string ask(std::string_view query)
    {
        const SearchIndex* const one[] = {&index};
        std::string found;
        for (const SearchHit& hit : search(one, query))
            found += hit.kind == HitKind::coordinate ? "X " : std::to_string(hit.id) + (hit.rank == MatchRank::mistyped ? "~ " : " ");
        return found;
    }
};

TEST_F(Spelt, ByReadingsInitialsAndMixtures)
{
    const struct {
        const char *query, *hits;
    } rows[] = {
        {"jfdd12", "1 "},          {"jiefangdadao12", "1 "}, {"jfdadao12", "1 "},  {"jiefdd12h", "1 "},
        {"JFDD12", "1 "},          {"cjl", "3 "},            {"zjl", "3 "},        {"changjiang", "3 "},
        {"zhangjianglu", "3 "},    {"xm", "4 "},             {"sm", "4 "},         {"xiamen", "4 "},
        {"shamen", "4 "},          {"zhsl5", "5 "},          {"zsl5", "5 "},       {"lvcheng", "9 "},
        {"lucheng", "9 "},         {"angelholm", "8 "},      {"ANGEL 7", "8 "},    {"bahnhof", "7 "},
        {"解fang12", "1 10 "},        {"fd112", "10 "},         {"jfdd", "2 1 10 6 "}, {"jiefangda", "2 1 10 6 "},
        {"jf12", "1 10 "}, // no such name as it stands, so the number is a word of its own
    };
    for (const auto& row : rows)
        EXPECT_EQ(ask(row.query), row.hits) << row.query;
}

TEST_F(Spelt, TwoRoadsAreTheirCrossing)
{
    for (const char* query : {"jiefang / zhongshan", "zhongshan/jiefang", "解放大道/中山路", "中山路 & 解放大道", "解放大道与中山路路口", "解放大道和中山路", "jiefang and zhongshan", "jf / zs", "jiefang @ zhongshan"})
        EXPECT_EQ(ask(query), "6 ") << query;
    EXPECT_EQ(ask("jiefang / pratt"), "");
}

TEST_F(Spelt, OneWrongLetterIsForgiven)
{
    for (const char* query : {"pratt stret", "prattt street", "pratt stetre" /* not: two */, "prtat", "pratt streef", "brahnhof", "banhhof"})
        EXPECT_EQ(ask(query), std::string(query) == "pratt stetre" ? "" : "7~ ") << query;
    EXPECT_EQ(ask("jiefnagdadao12"), "1~ ");
    EXPECT_EQ(ask("changjianlu"), "3~ ");
    EXPECT_EQ(ask("解方大道12号"), "1~ ");
    EXPECT_EQ(ask("解放道12号"), "1~ ");
    EXPECT_EQ(ask("jiefangdadao13"), "") << "a number is never forgiven: 13 is not 12";
    EXPECT_EQ(ask("qzx"), "") << "too short to guess";
}

TEST(SearchIndex, EmptyIndicesAnswerNothing)
{
    SearchIndex index;
    index.freeze();
    const SearchIndex* const indices[] = {&index};
    EXPECT_TRUE(search(indices, "x").empty());
    EXPECT_EQ(index.size(), 0u);
    EXPECT_TRUE(search({}, "x").empty());
}

} // namespace
