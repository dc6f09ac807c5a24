#include "console/map/symbols/clusters.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
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

/// The lattice that cells would make: middles crowd along some lines. Folded into one spacing, places are spread evenly.
TEST(Clusters, lie_in_no_lattice)
{
    const ClusterIndex index(scattered(20'000));
    constexpr double spacing = 0.15 * (1 << 13);
    std::vector<Cluster> found;
    index.find(everything, spacing, found);
    ASSERT_GT(found.size(), 300u);
    constexpr int parts = 8;
    std::array<int, parts> across{}, up{};
    for (const Cluster& cluster : found) {
        const auto part = [&](double v) { return static_cast<std::size_t>(parts * (v / spacing - std::floor(v / spacing))); };
        ++across[part(cluster.at.x)], ++up[part(cluster.at.y)];
    }
    const int even = static_cast<int>(found.size()) / parts;
    for (const auto& counts : {across, up})
        for (const int count : counts)
            EXPECT_NEAR(count, even, even * 0.5);
}

TEST(Clusters, lie_apart_and_hold_what_is_near)
{
    const ClusterIndex index(scattered(20'000));
    constexpr double spacing = 0.15 * (1 << 13);
    std::vector<Cluster> found;
    index.find(everything, spacing, found);
    for (const Cluster& a : found) {
        for (const Cluster& b : found)
            if (a.first != b.first) {
                EXPECT_GT(std::hypot(a.at.x - b.at.x, a.at.y - b.at.y), 0.3 * spacing);
            }
        for (std::uint32_t i = a.first; i < a.first + a.count; ++i)
            EXPECT_LT(std::hypot(index.items()[i].at.x - a.at.x, index.items()[i].at.y - a.at.y), 2.5 * spacing);
    }
}

/// While the map moves, a cluster that both windows show is the same one: its items, its place.
TEST(Clusters, are_the_same_wherever_the_window_stands)
{
    const ClusterIndex index(scattered(5000));
    std::vector<Cluster> all;
    index.find(everything, 900, all);
    std::map<std::uint32_t, Cluster> by_first;
    for (const Cluster& cluster : all)
        by_first[cluster.first] = cluster;
    for (int step = 0; step < 40; ++step) {
        const double x = 12'685'000 + step * 333.3, y = 3'570'000 + step * 211.1;
        std::vector<Cluster> seen;
        index.find({x, y, x + 9000, y + 7000}, 900, seen);
        const auto inside = std::ranges::count_if(all, [&](const Cluster& c) { return geo::MapBox{x, y, x + 9000, y + 7000}.contains(c.at); });
        EXPECT_EQ(std::ssize(seen), inside);
        for (const Cluster& cluster : seen) {
            const Cluster& same = by_first.at(cluster.first);
            EXPECT_EQ(cluster.count, same.count);
            EXPECT_EQ(cluster.at, same.at);
        }
    }
}

/// Neither the order of the table nor an item far away changes a cluster.
TEST(Clusters, depend_on_what_lies_there_alone)
{
    const auto members = [](const std::vector<MapItem>& items) {
        const ClusterIndex index(items);
        std::vector<Cluster> found;
        index.find(everything, 900, found);
        std::set<std::set<std::int64_t>> sets;
        for (const Cluster& cluster : found) {
            std::set<std::int64_t> ids;
            for (const MapItem& item : index.items().subspan(cluster.first, cluster.count))
                ids.insert(item.id);
            sets.insert(std::move(ids));
        }
        return sets;
    };
    std::vector<MapItem> items = scattered(3000);
    const auto before = members(items);
    std::ranges::reverse(items);
    EXPECT_EQ(members(items), before);
    items.push_back({.id = 777'777, .at = {1e6, 1e6}});
    auto with_one = members(items);
    EXPECT_EQ(with_one.erase({777'777}), 1u);
    EXPECT_EQ(with_one, before);
}

TEST(Clusters, finer_ones_lie_within_coarser_ones)
{
    const ClusterIndex index(scattered(3000));
    std::vector<Cluster> fine, coarse;
    index.find(everything, 300, fine);
    index.find(everything, 3000, coarse);
    for (const Cluster& part : fine)
        EXPECT_EQ(std::ranges::count_if(coarse, [&](const Cluster& c) { return c.first <= part.first && part.first + part.count <= c.first + c.count; }), 1);
}

/// Every run that a search leaves out holds nothing of what is asked for, and every whole one nothing else.
TEST(Clusters, a_visit_says_the_truth_about_its_runs)
{
    const ClusterIndex index(scattered(4000));
    const geo::MapBox box{12'691'000, 3'571'500, 12'706'000, 3'586'000};
    std::vector<int> covered(index.items().size(), 0);
    index.visit(
        [&](const geo::MapBox& part) {
            if (!part.meets(box))
                return geo::Cover::none;
            return box.contains({part.min_x, part.min_y}) && box.contains({part.max_x, part.max_y}) ? geo::Cover::whole : geo::Cover::part;
        },
        [&](std::size_t begin, std::size_t end, bool is_whole) { std::fill(covered.begin() + static_cast<std::ptrdiff_t>(begin), covered.begin() + static_cast<std::ptrdiff_t>(end), is_whole ? 2 : 1); });
    for (std::size_t i = 0; i < covered.size(); ++i) {
        const bool is_inside = box.contains(index.items()[i].at);
        EXPECT_FALSE(is_inside && covered[i] == 0);
        EXPECT_FALSE(!is_inside && covered[i] == 2);
    }
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
