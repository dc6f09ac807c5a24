// "In force" is a matter of the instant: an end that is still to come is none yet, and a beginning that is still to come is none either.

#include "data/records/assign.h"
#include "data/records/check.h"
#include "data/records/measures.h"
#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using namespace data;
using sample::noon;
using namespace std::chrono_literals;

/// Side by side from 114 eastwards: without an end, ending in a lifetime, ending an hour after noon, beginning an hour after noon, ended an
/// hour before noon.
std::vector<Grid> row_of_five()
{
    std::vector<Grid> grids;
    for (int i = 0; i < 5; ++i) {
        grids.push_back(sample::grid(Level::grid, "42010600100100" + std::to_string(i + 1), sample::square(114 + 0.01 * i, 30, 0.01)));
        grids.back().id = {i + 1};
        grids.back().households = 10 * (i + 1);
    }
    grids[1].valid_to = noon + 24h * 365 * 70;
    grids[2].valid_to = noon + 1h;
    grids[3].valid_from = noon + 1h;
    grids[4].valid_to = noon - 1h;
    return grids;
}

GridId at(std::span<const Grid> grids, int i, TimePoint now)
{
    return GridLocator(grids, now).find({114.005 + 0.01 * i, 30.005});
}

TEST(InForce, FromItsFirstInstantUntilItsEnd)
{
    Grid grid;
    EXPECT_TRUE(is_in_force(grid, noon));
    grid.valid_from = noon, grid.valid_to = noon + 1h;
    EXPECT_FALSE(is_in_force(grid, noon - 1us));
    EXPECT_TRUE(is_in_force(grid, noon));
    EXPECT_TRUE(is_in_force(grid, noon + 1h - 1us));
    EXPECT_FALSE(is_in_force(grid, noon + 1h));
}

TEST(InForce, PlacesLieInWhatIs)
{
    const std::vector<Grid> grids = row_of_five();
    EXPECT_EQ(at(grids, 0, noon), GridId{1});
    EXPECT_EQ(at(grids, 1, noon), GridId{2});
    EXPECT_EQ(at(grids, 2, noon), GridId{3});
    EXPECT_EQ(at(grids, 2, noon + 1h), GridId{});
    EXPECT_EQ(at(grids, 3, noon), GridId{});
    EXPECT_EQ(at(grids, 3, noon + 1h), GridId{4});
    EXPECT_EQ(at(grids, 4, noon), GridId{});
    EXPECT_EQ(at(grids, 4, noon - 2h), GridId{5});
}

TEST(InForce, TheCheckLooksAtWhatIs)
{
    const std::vector<Grid> grids = row_of_five();
    EXPECT_EQ(check_grids(grids, noon).grids, 3);
    EXPECT_EQ(check_grids(grids, noon + 1h).grids, 3);
    EXPECT_EQ(check_grids(grids, noon + 24h * 365 * 71).grids, 2);
}

TEST(InForce, MeasuresAreOfWhatIs)
{
    World world;
    std::vector<Grid> grids = row_of_five();
    for (Grid& grid : grids)
        grid.parent = {9};
    Grid community = sample::grid(Level::community, "420106001001", sample::square(114, 30, 0.05));
    community.id = {9};
    grids.push_back(community);
    world.grids = frozen(grids);
    EXPECT_EQ(make_choropleth(world, Measure::households, Level::grid, noon, {}).grids.size(), 3u);
    const Choropleth above = make_choropleth(world, Measure::households, Level::community, noon, {});
    ASSERT_EQ(above.grids.size(), 1u);
    EXPECT_EQ(above.grids[0].value, 10 + 20 + 30);
}

}
