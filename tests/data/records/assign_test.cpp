#include "data/records/assign.h"

#include "tests/data/sample.h"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace {

using namespace data;

/// A wavy net whose neighbours share their vertices exactly, and an area above it.
std::vector<Grid> wavy_net(int side)
{
    const auto node = [](int x, int y) {
        return geo::LonLat{114 + 0.01 * x + 0.003 * std::sin(x * 3.7 + y * 1.1),
                           30 + 0.01 * y + 0.003 * std::cos(x * 1.3 - y * 2.9)};
    };
    constexpr int steps = 7;
    const auto along = [&](int x, int y, int dx, int dy) {
        geo::Line line;
        for (int i = 0; i <= steps; ++i)
            line.push_back(node(steps * x + dx * i, steps * y + dy * i));
        return line;
    };
    std::vector<Grid> grids;
    for (int y = 0; y < side; ++y)
        for (int x = 0; x < side; ++x) {
            geo::Ring ring = along(x, y, 1, 0);
            const geo::Line east = along(x + 1, y, 0, 1), north = along(x, y + 1, 1, 0), west = along(x, y, 0, 1);
            ring.insert(ring.end(), east.begin() + 1, east.end());
            ring.insert(ring.end(), north.rbegin() + 1, north.rend());
            ring.insert(ring.end(), west.rbegin() + 1, west.rend() - 1);
            grids.push_back(sample::grid(Level::grid, std::to_string(grids.size()), {{ring, {}}}));
            grids.back().id = {static_cast<std::int64_t>(grids.size())};
        }
    return grids;
}

TEST(GridLocator, AgreesWithTheShapesToTheBit)
{
    std::vector<Grid> grids = wavy_net(9);
    // A ring with a hole and an island in it, and one that is no longer in force.
    Grid ring = sample::grid(Level::community, "ring", sample::square(114, 30, 0.6));
    ring.shape[0].holes.push_back(sample::square(114.1, 30.1, 0.3)[0].outer);
    ring.shape.push_back(sample::square(114.2, 30.2, 0.05)[0]);
    ring.id = {1000};
    grids.push_back(ring);
    Grid closed = sample::grid(Level::grid, "closed", sample::square(113, 29, 3));
    closed.id = {1001};
    closed.valid_to = sample::noon;
    grids.push_back(closed);

    const GridLocator locator(grids, sample::noon);
    const auto expected = [&](geo::LonLat p) {
        for (const Grid& grid : grids)
            if (!grid.valid_to && geo::contains(grid.shape, p))
                return grid.id;
        return GridId{};
    };
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> share(-0.1, 0.8);
    int outside = 0;
    std::vector<geo::LonLat> points;
    for (int i = 0; i < 20'000; ++i)
        points.push_back({114 + share(random), 30 + share(random)});
    const std::vector<GridId> all = locator.find_all(points);
    for (std::size_t i = 0; i < points.size(); ++i) {
        const geo::LonLat p = points[i];
        ASSERT_EQ(all[i], locator.find(p));
        ASSERT_EQ(locator.find(p), expected(p)) << p.lon << " " << p.lat;
        outside += !locator.find(p);
    }
    EXPECT_GT(outside, 0);
    for (const Grid& grid : grids) // vertices and middles of edges, where rounding decides
        for (const geo::LonLat p : grid.shape[0].outer)
            ASSERT_EQ(locator.find(p), expected(p)) << p.lon << " " << p.lat;
}

TEST(GridLocator, MoreDetailGoesFirstAndDedicatedBeforeBase)
{
    std::vector<Grid> grids{sample::grid(Level::district, "1", sample::square(114, 30, 1)),
                            sample::grid(Level::grid, "2", sample::square(114, 30, 0.5)),
                            sample::grid(Level::grid, "3", sample::square(114.1, 30.1, 0.1))};
    grids[2].kind = GridKind::dedicated;
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].id = {static_cast<std::int64_t>(i) + 1};
    const GridLocator locator(grids, sample::noon);
    EXPECT_EQ(locator.find({114.9, 30.9}), GridId{1});
    EXPECT_EQ(locator.find({114.4, 30.4}), GridId{2});
    EXPECT_EQ(locator.find({114.15, 30.15}), GridId{3});
    EXPECT_EQ(locator.find({120, 30}), GridId{});
    EXPECT_EQ(locator.find({std::nan(""), 30}), GridId{});
    EXPECT_EQ(GridLocator({}, sample::noon).find({114, 30}), GridId{});
}

} // namespace
