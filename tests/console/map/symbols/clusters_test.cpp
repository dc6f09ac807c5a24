#include "console/map/symbols/clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>
#include <set>

namespace console {
namespace {

std::vector<MapItem> scattered(int count)
{
    std::mt19937 random(7);
    std::uniform_real_distribution<double> place(-20'000, 20'000);
    std::vector<MapItem> items;
    for (int i = 0; i < count; ++i)
        items.push_back({.id = i + 1, .at = {12'700'000 + place(random), 3'580'000 + place(random)},
                         .rank = static_cast<std::uint8_t>(1 + i % 3), .struck = i % 10 == 0});
    return items;
}

constexpr geo::MapBox everything{-2.1e7, -2.1e7, 2.1e7, 2.1e7};

TEST(Clusters, every_item_is_in_exactly_one_cluster_at_every_size)
{
    const ClusterIndex index(scattered(2000));
    for (const double cell : {0.1, 10.0, 500.0, 5'000.0, 400'000.0}) {
        std::vector<Cluster> found;
        index.find(everything, cell, found);
        std::size_t count = 0, struck = 0;
        std::set<std::uint32_t> firsts;
        for (const Cluster& cluster : found) {
            count += cluster.count;
            struck += cluster.struck;
            EXPECT_TRUE(firsts.insert(cluster.first).second);
        }
        EXPECT_EQ(count, 2000u) << cell;
        EXPECT_EQ(struck, 200u) << cell;
    }
}

TEST(Clusters, carry_the_worst_rank_and_the_mean_place)
{
    const ClusterIndex index({{.id = 1, .at = {100, 100}, .rank = 3}, {.id = 2, .at = {104, 108}, .rank = 1}});
    std::vector<Cluster> found;
    index.find(everything, 1000, found);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].count, 2u);
    EXPECT_EQ(found[0].worst_rank, 1);
    EXPECT_EQ(found[0].at, (geo::MapPoint{102, 104}));
}

TEST(Clusters, items_at_one_place_never_come_apart)
{
    const ClusterIndex index({{.id = 1, .at = {5, 5}}, {.id = 2, .at = {5, 5}}});
    std::vector<Cluster> found;
    index.find(everything, 0.01, found);
    ASSERT_EQ(found.size(), 1u);
    EXPECT_EQ(found[0].count, 2u);
}

TEST(Clusters, a_box_gives_what_a_plain_search_gives)
{
    const auto items = scattered(3000);
    const ClusterIndex index(items);
    const geo::MapBox box{12'695'000, 3'575'500, 12'703'000, 3'584'000};
    std::set<std::int64_t> expected, found;
    for (const MapItem& item : items)
        if (box.contains(item.at))
            expected.insert(item.id);
    for (const std::uint32_t i : index.items_in(box))
        found.insert(index.items()[i].id);
    EXPECT_EQ(found, expected);
    EXPECT_GT(expected.size(), 50u);

    std::vector<Cluster> all, part;
    index.find(everything, 500, all);
    index.find(box, 500, part);
    const auto inside = std::count_if(all.begin(), all.end(), [&](const Cluster& c) { return box.contains(c.at); });
    EXPECT_EQ(std::ssize(part), inside);
}

TEST(Clusters, nothing_in_nothing_out)
{
    std::vector<Cluster> found;
    ClusterIndex(std::vector<MapItem>{}).find(everything, 10, found);
    EXPECT_TRUE(found.empty());
    EXPECT_TRUE(ClusterIndex().items_in(everything).empty());
}

}
}
