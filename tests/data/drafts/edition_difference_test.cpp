// What moved between two editions, by their rows alone.

#include "data/drafts/edition_difference.h"

#include <gtest/gtest.h>

namespace {

using namespace data;

/// A strip of 0.001 degree in height, from a column to another.
Grid strip(std::int64_t id, const std::string& code, double west, double east)
{
    Grid grid;
    grid.id = GridId{id}, grid.level = Level::grid, grid.code = code, grid.name = "G" + code, grid.parent = GridId{90};
    grid.shape = {{{{114 + west / 1000, 30}, {114 + east / 1000, 30}, {114 + east / 1000, 30.001}, {114 + west / 1000, 30.001}}, {}}};
    grid.box = geo::box_of(grid.shape);
    grid.households = static_cast<int>((east - west) * 100);
    return grid;
}

DraftGround ground_of(std::vector<Grid> grids)
{
    DraftGround ground;
    Grid community;
    community.id = GridId{90}, community.level = Level::community, community.unit = UnitId{7};
    ground.areas = std::move(grids);
    ground.areas.push_back(community);
    return ground;
}

struct EditionDifference : testing::Test {
    // 1 stays; 2 gives its last column to 3 and both begin anew; 4 is cut in two.
    DraftGround before = ground_of({strip(1, "1", 0, 2), strip(2, "2", 2, 5), strip(3, "3", 5, 7), strip(4, "4", 7, 9)});
    DraftGround after = ground_of({strip(1, "1", 0, 2), strip(12, "2", 2, 4), strip(13, "3", 4, 7), strip(14, "4", 7, 8), strip(15, "5", 8, 9)});
};

TEST_F(EditionDifference, AreComparedByCodeAndLand)
{
    std::vector<Incident> incidents(2);
    incidents[0].position = {114.0045, 30.0005}, incidents[1].position = {114.0005, 30.0005};
    std::vector<Camera> cameras(1);
    cameras[0].position = {114.0085, 30.0005};
    const Preview found = compare_editions(before, after, incidents, cameras);
    ASSERT_EQ(found.moves.size(), 2u);
    EXPECT_EQ(found.moves[0].from.code, "2");
    EXPECT_EQ(found.moves[0].to.code, "3");
    EXPECT_EQ(found.moves[0].to.id, GridId{3}) << "a grid that goes on has one id";
    EXPECT_EQ(found.moves[0].to.unit, UnitId{7}) << "of the community above";
    EXPECT_EQ(found.moves[0].incidents, 1u);
    EXPECT_EQ(found.moves[0].households, 100);
    EXPECT_EQ(found.moves[1].from.code, "4");
    EXPECT_EQ(found.moves[1].to.code, "5");
    EXPECT_EQ(found.moves[1].cameras, 1u);
    EXPECT_EQ(found.before.grids, 4u);
    EXPECT_EQ(found.after.grids, 5u);
    EXPECT_EQ(found.before.households, found.after.households);
    EXPECT_EQ(found.before.incidents, 2u);
    EXPECT_EQ(found.moved.size(), 2u);
    EXPECT_EQ(found.borders.before.size(), 1u) << "between 2 and 3 as it was";
    EXPECT_EQ(found.borders.after.size(), 2u) << "between 2 and 3 as it is, and through 4";
}

TEST_F(EditionDifference, TheOtherWayRoundMovesBack)
{
    const Preview found = compare_editions(after, before, {}, {});
    ASSERT_EQ(found.moves.size(), 2u);
    EXPECT_EQ(found.moves[0].from.code, "3");
    EXPECT_EQ(found.moves[0].to.code, "2");
    EXPECT_EQ(found.borders.before.size(), 2u);
    EXPECT_EQ(found.borders.after.size(), 1u);
}

TEST_F(EditionDifference, ThatAreTheSameMoveNothing)
{
    const Preview found = compare_editions(before, before, {}, {});
    EXPECT_TRUE(found.flows.empty());
    EXPECT_TRUE(found.moved.empty());
    EXPECT_TRUE(found.borders.before.empty());
    EXPECT_EQ(found.after.grids, 4u);
}

TEST_F(EditionDifference, ANeighbourThatStaysKeepsItsBorder)
{
    const DraftGround less = ground_of({strip(1, "1", 0, 2), strip(3, "3", 5, 7), strip(4, "4", 7, 9)});
    const Preview found = compare_editions(before, less, {}, {});
    ASSERT_EQ(found.moves.size(), 1u);
    EXPECT_FALSE(found.moves[0].to.id);
    // Only its upper and lower edge.
    ASSERT_EQ(found.borders.before.size(), 2u);
    EXPECT_EQ(found.borders.before[0].size() + found.borders.before[1].size(), 4u);
    EXPECT_TRUE(found.borders.after.empty());
}

TEST_F(EditionDifference, AnotherUnitIsAMoveWithoutLand)
{
    DraftGround other = before;
    other.areas[2] = strip(23, "3", 5, 7);
    other.areas[2].unit = UnitId{8};
    const Preview found = compare_editions(before, other, {}, {});
    ASSERT_EQ(found.moves.size(), 1u);
    EXPECT_EQ(found.moves[0].from.unit, UnitId{7});
    EXPECT_EQ(found.moves[0].to.unit, UnitId{8});
    EXPECT_TRUE(found.moved.empty());
    EXPECT_TRUE(found.borders.after.empty());
}

} // namespace
