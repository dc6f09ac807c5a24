#include "geo/formats/coastline.h"

#include <gtest/gtest.h>

using namespace geo;

namespace {

const LonLatBox box{0, 0, 10, 10};

}

TEST(Coastline, SeaLiesToTheRight)
{
    const struct {
        const char* what;
        MultiLine coast;
        std::vector<LonLat> sea, land;
    } rows[] = {
        {"none", {}, {}, {{5, 5}}},
        {"northward through the middle: the sea is in the east", {{{5, -2}, {5, 12}}}, {{9, 5}, {9, 9.9}, {5.1, 0.1}}, {{1, 5}, {0.1, 9.9}}},
        {"in two pieces, the later one first", {{{5, 5}, {5, 12}}, {{5, -2}, {5, 5}}}, {{9, 5}}, {{1, 5}}},
        {"southward: the sea is in the west", {{{5, 12}, {5, -2}}}, {{1, 5}}, {{9, 5}}},
        {"a bay in the south", {{{3, -1}, {3, 4}, {6, 4}, {6, -1}}}, {{4, 2}}, {{1, 5}, {8, 2}, {5, 8}}},
        {"two shores of a channel", {{{4, -1}, {4, 11}}, {{6, 11}, {6, -1}}}, {{5, 5}}, {{2, 5}, {8, 5}}},
        {"an island in the sea of a coast", {{{2, -1}, {2, 11}}, {{5, 5}, {6, 5}, {6, 6}, {5, 6}, {5, 5}}}, {{9, 9}}, {{1, 1}, {5.5, 5.5}}},
        {"an island alone", {{{5, 5}, {6, 5}, {6, 6}, {5, 6}, {5, 5}}}, {{9, 9}, {1, 1}}, {{5.5, 5.5}}},
        {"a lagoon", {{{5, 5}, {5, 6}, {6, 6}, {6, 5}, {5, 5}}}, {{5.5, 5.5}}, {{9, 9}, {1, 1}}},
        {"an island that leaves the box", {{{8, 4}, {12, 4}, {12, 6}, {8, 6}, {8, 4}}}, {{1, 1}, {9, 9}, {9, 1}}, {{9, 5}}},
        {"an end inside the box is led to the nearest edge", {{{5, -2}, {5, 9}}}, {{9, 5}}, {{1, 5}}},
    };
    for (const auto& row : rows) {
        const MultiPolygon sea = sea_from_coastlines(row.coast, box);
        for (LonLat p : row.sea)
            EXPECT_TRUE(contains(sea, p)) << row.what << ' ' << p.lon << ' ' << p.lat;
        for (LonLat p : row.land)
            EXPECT_FALSE(contains(sea, p)) << row.what << ' ' << p.lon << ' ' << p.lat;
    }
    EXPECT_TRUE(sea_from_coastlines({{{1, 1}, {2, 2}}}, {}).empty());
    sea_from_coastlines({{{1, 1}}, {}, {{1, 1}, {1, 1}}}, box);
}
