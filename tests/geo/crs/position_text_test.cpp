#include "geo/crs/position_text.h"

#include "geo/error.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

using namespace geo;

TEST(PositionText, ParsesUsualWritings)
{
    const LonLatBox nowhere, europe{5, 45, 15, 55};
    const struct {
        const char* text;
        LonLat expected;
        LonLatBox nearby;
    } rows[] = {
        {"114.30512, 30.60211", {114.30512, 30.60211}, nowhere},
        {"30.60211, 114.30512", {114.30512, 30.60211}, nowhere},
        {"114.30512 30.60211", {114.30512, 30.60211}, nowhere},
        {"  114.30512,30.60211  ", {114.30512, 30.60211}, nowhere},
        {"114,30512 30,60211", {114.30512, 30.60211}, nowhere},
        {"114.30512；30.60211", {114.30512, 30.60211}, nowhere},
        {"114.30512，30.60211", {114.30512, 30.60211}, nowhere},
        {"(114.3;30.6)", {114.3, 30.6}, nowhere},
        {"[114.3, 30.6]", {114.3, 30.6}, nowhere},
        {"30°36'07.6\"N 114°18'18\"E", {114.305, 30.6021111}, nowhere},
        {"30°36'07.6\"N, 114°18'18\"E", {114.305, 30.6021111}, nowhere},
        {"30°36′07.6″N114°18′18″E", {114.305, 30.6021111}, nowhere},
        {"30 36 07.6 N 114 18 18 E", {114.305, 30.6021111}, nowhere},
        {"30 36 07.6 114 18 18", {114.305, 30.6021111}, nowhere},
        {"E114°18'18\" N30°36'07.6\"", {114.305, 30.6021111}, nowhere},
        {"30.6N 114.3E", {114.3, 30.6}, nowhere},
        {"114.3E 30.6N", {114.3, 30.6}, nowhere},
        {"10S 20W", {-20, -10}, nowhere},
        {"-76.6, 39.3", {-76.6, 39.3}, nowhere},
        {"39.3, -76.6", {39.3, -76.6}, nowhere},
        {"39.3, -76.6", {-76.6, 39.3}, {-77, 39, -76, 40}},
        {"49.41, 8.69", {8.69, 49.41}, europe},
        {"8.69, 49.41", {8.69, 49.41}, europe},
        {"东经114.3 北纬30.6", {114.3, 30.6}, nowhere},
        {"北纬30°36′，东经114°18′", {114.3, 30.6}, nowhere},
        {"geo:30.6,114.3", {114.3, 30.6}, nowhere},
        {"geo:48.2,16.4;crs=wgs84", {16.4, 48.2}, nowhere},
        {"geo:48.2,16.4?z=15", {16.4, 48.2}, nowhere},
        {"POINT(114.3 30.6)", {114.3, 30.6}, nowhere},
        {"POINT (8.69 49.41)", {8.69, 49.41}, nowhere},
        {"lat=30.6 lon=114.3", {114.3, 30.6}, nowhere},
        {"lat: 48.2, lng: 16.4", {16.4, 48.2}, nowhere},
        {"经度114.3 纬度30.6", {114.3, 30.6}, nowhere},
        {"114, 30", {114, 30}, nowhere},
    };
    for (const auto& row : rows) {
        const std::optional<LonLat> p = parse_position(row.text, row.nearby);
        ASSERT_TRUE(p) << row.text;
        EXPECT_NEAR(p->lon, row.expected.lon, 1e-6) << row.text;
        EXPECT_NEAR(p->lat, row.expected.lat, 1e-6) << row.text;
    }
}

TEST(PositionText, RefusesEverythingElse)
{
    for (const char* text : {"", " ", "217", "217 31", "31 17", "Jiefang Av 12", "解放大道12号", "114.3", "114.3,", ",30.6", "200, 30", "114.3, 95",
                             "91N 114E", "30N 40N", "114.3 30.6 12.1", "1e309, 3", "nan, nan", "inf 30.5", "30°75'N 114°E", "12, 13, 14", "::", "geo:", "POINT()",
                             "30.6N 181E"})
        EXPECT_FALSE(parse_position(text)) << text;
    std::mt19937 random(2);
    const std::string_view alphabet = "0123456789.,;:°'\"NSEW -+()latlon";
    for (int round = 0; round < 20000; ++round) {
        std::string text;
        for (std::size_t i = random() % 24; i > 0; --i)
            text += alphabet[random() % alphabet.size()];
        if (const auto p = parse_position(text)) {
            EXPECT_LE(std::abs(p->lon), 180);
            EXPECT_LE(std::abs(p->lat), 90);
        }
    }
}

TEST(PositionText, Formats)
{
    EXPECT_EQ(format_position({114.30512, 30.60211}), "114.30512 E 30.60211 N");
    EXPECT_EQ(format_position({-76.6, -1.25}, 2), "76.60 W 1.25 S");
    EXPECT_EQ(format_position_dms({114.305, 30.6021111}), "30°36'07.6\"N 114°18'18.0\"E");
    EXPECT_EQ(format_position_dms({-0.99999999, 0}), "0°00'00.0\"N 1°00'00.0\"W");
    for (const LonLat p : {LonLat{114.30512, 30.60211}, LonLat{-58.381592, -34.603722}}) {
        EXPECT_NEAR(parse_position(format_position_dms(p))->lon, p.lon, 2e-5);
        EXPECT_NEAR(parse_position(format_position(p))->lat, p.lat, 1e-5);
    }
}

TEST(PositionText, ProjectedSystems)
{
    const struct {
        LonLat place;
        int code;
    } rows[] = {{{114.3, 30.6}, 4547}, {{115.4, 30.6}, 4547}, {{115.6, 30.6}, 4548}, {{75, 39}, 4534}, {{135, 48}, 4554}, {{8.69, 49.41}, 32632}, {{-58.4, -34.6}, 32721}};
    for (const auto& row : rows)
        EXPECT_EQ(projected_code_for(row.place), row.code) << row.place.lon;
    const ProjectedGrid grid(4547);
    const auto p = grid.position({114.3, 30.6});
    ASSERT_TRUE(p);
    // 0.3 degree east of the central meridian: 500,000 m + 0.3° of the parallel; 30.6° of the meridian arc.
    EXPECT_NEAR(p->east, 528770, 20);
    EXPECT_NEAR(p->north, 3386670, 300);
    EXPECT_TRUE(grid.label({114.3, 30.6}).starts_with("X 33")) << grid.label({114.3, 30.6});
    EXPECT_TRUE(ProjectedGrid(32632).label({8.69, 49.41}).starts_with("E 47"));
    EXPECT_THROW(ProjectedGrid(99999), Error);
}
