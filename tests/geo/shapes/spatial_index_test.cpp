#include "geo/shapes/spatial_index.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

using namespace geo;

TEST(SpatialIndex, FindsWhatAPlainSearchFinds)
{
    std::mt19937 random(1);
    std::uniform_real_distribution<double> place(-100, 100), size(0, 8);
    for (const int n : {0, 1, 2, 15, 16, 17, 256, 257, 3000}) {
        std::vector<MapBox> boxes;
        for (int i = 0; i < n; ++i) {
            const double x = place(random), y = place(random);
            boxes.push_back({x, y, x + size(random), y + size(random)});
        }
        const SpatialIndex index(boxes);
        EXPECT_EQ(index.size(), static_cast<std::size_t>(n));
        for (int round = 0; round < 50; ++round) {
            const MapPoint p{place(random), place(random)};
            const MapBox asked{p.x, p.y, p.x + size(random), p.y + size(random)};
            std::vector<std::uint32_t> expected, found = index.query(asked);
            std::vector<std::pair<double, std::uint32_t>> by_distance;
            for (int i = 0; i < n; ++i) {
                if (boxes[i].meets(asked))
                    expected.push_back(i);
                const double dx = std::max({boxes[i].min_x - p.x, 0.0, p.x - boxes[i].max_x});
                const double dy = std::max({boxes[i].min_y - p.y, 0.0, p.y - boxes[i].max_y});
                if (const double d = std::sqrt(dx * dx + dy * dy); d <= 20)
                    by_distance.push_back({d, i});
            }
            std::sort(found.begin(), found.end());
            EXPECT_EQ(found, expected);
            std::sort(by_distance.begin(), by_distance.end());
            by_distance.resize(std::min<std::size_t>(by_distance.size(), 5));
            const std::vector<Neighbour> near = index.nearest(p, 5, 20);
            ASSERT_EQ(near.size(), by_distance.size());
            for (std::size_t i = 0; i < near.size(); ++i)
                EXPECT_EQ(near[i].item, by_distance[i].second);
        }
    }
}

TEST(SpatialIndex, ManyItemsAtOnePlaceAndEmptyBoxes)
{
    const SpatialIndex same(std::vector<MapPoint>(1000, {3, 4}));
    EXPECT_EQ(same.query(MapBox{3, 4, 3, 4}).size(), 1000u);
    EXPECT_EQ(same.nearest({0, 0}, 3), (std::vector<Neighbour>{{0, 5}, {1, 5}, {2, 5}}));
    EXPECT_TRUE(same.nearest({0, 0}, 3, 4.9).empty());
    const SpatialIndex empty_boxes(std::vector<MapBox>{{}, {0, 0, 1, 1}, {}});
    EXPECT_EQ(empty_boxes.query(MapBox{-9, -9, 9, 9}), std::vector<std::uint32_t>{1});
    EXPECT_TRUE(SpatialIndex(std::vector<MapBox>(3)).query(MapBox{-9, -9, 9, 9}).empty());
    EXPECT_TRUE(SpatialIndex().nearest({0, 0}, 3).empty());
}

TEST(SpatialIndex, NearestOnTheEllipsoid)
{
    // At 60° north a degree of longitude is half as long: the point to the east is nearer though its degrees are more.
    const std::vector<LonLat> points{{10.015, 60}, {10, 60.01}, {10, 61}};
    const std::vector<Neighbour> found = nearest_m(SpatialIndex(points), points, {10, 60}, 5, 2000);
    ASSERT_EQ(found.size(), 2u);
    EXPECT_EQ(found[0].item, 0u);
    EXPECT_NEAR(found[0].distance, 837, 2);
    EXPECT_NEAR(found[1].distance, 1114, 2);
}
