#include "data/search/address_words.h"

#include <gtest/gtest.h>

namespace {

using namespace data;

// At latitude 30: 0.001 degree is 96 m to the east and 111 m to the north.
AddressIndex street()
{
    std::vector<Place> places(7);
    places[0] = {.id = {1}, .kind = PlaceKind::road, .name = "解放大道"};
    places[0].lines = {{{114, 30}, {114.01, 30}}};
    places[1] = {.id = {2}, .kind = PlaceKind::road, .name = "新华路"};
    places[1].lines = {{{114.002, 29.99}, {114.002, 30.01}}};
    places[2] = {.id = {3}, .kind = PlaceKind::crossing, .name = "解放大道/新华路口", .point = {114.002, 30}};
    places[3] = {.id = {4}, .kind = PlaceKind::address, .name = "解放大道", .number = "12号", .point = {114.003, 30.0001}};
    places[4] = {.id = {5}, .kind = PlaceKind::landmark, .name = "学府小学", .point = {114.006, 30.002}};
    places[5] = {.id = {6}, .kind = PlaceKind::pole, .number = "1043217", .point = {114.006, 30.002}};
    places[6] = {.id = {7}, .kind = PlaceKind::address, .name = "Pratt Street", .number = "7", .point = {115, 31}};
    places[6].other_names = "zh=普拉特街";
    return AddressIndex(std::make_shared<const Table<Place>>(places));
}

TEST(Address, OfAnyPointInBothLanguages)
{
    const AddressIndex index = street();
    const struct {
        geo::LonLat at;
        const char *zh, *en;
    } rows[] = {
        {{114.003, 30.0001}, "解放大道12号，新华路口以东 95 米", "Jiefang Av 12, 95 m east of the crossing with Xinhua Rd"},
        {{114.003, 30.0003}, "解放大道12号以北 20 米，新华路口以东 100 米", "20 m north of Jiefang Av 12, 100 m east of the crossing with Xinhua Rd"},
        {{114.00205, 30}, "解放大道/新华路口", "crossing of Jiefang Av and Xinhua Rd"},
        {{114.00205, 30.0005}, "新华路，解放大道口以北 55 米", "Xinhua Rd, 55 m north of the crossing with Jiefang Av"},
        {{114.006, 30.0029}, "学府小学以北 100 米", "100 m north of Xuefu Primary School"},
        {{114.009, 30.02}, "学府小学以北 2.0 公里", "2.0 km north of Xuefu Primary School"},
        {{115, 31}, "普拉特街7", "Pratt Street 7"},
        {{120, 35}, "", ""},
    };
    for (const auto& row : rows) {
        const AddressWords words = index.describe(row.at);
        EXPECT_EQ(words.zh, row.zh);
        EXPECT_EQ(words.en, row.en);
    }
    EXPECT_EQ(AddressIndex().describe({114, 30}).en, "");
}

} // namespace
