#include "console/map/draft/draft_shapes.h"

#include "tests/console/map/draft/squares.h"

#include <gtest/gtest.h>

namespace console {
namespace {

data::DraftGround ground_of_two_communities()
{
    data::DraftGround ground;
    for (const int id : {1, 2}) {
        data::Grid community;
        community.id = data::GridId{id};
        community.level = data::Level::community;
        community.parent = data::GridId{9};
        community.box = {114.2, 30.6, 114.202, 30.604};
        ground.areas.push_back(community);
    }
    data::Grid street;
    street.id = data::GridId{9};
    street.level = data::Level::street;
    street.box = {114.2, 30.6, 114.204, 30.604};
    ground.areas.push_back(street);
    return ground;
}

std::size_t count(const DraftShapes& shapes, data::Level level)
{
    std::vector<geo::MapLine> lines;
    shapes.borders(level, geo::map_box({114, 30, 115, 31}), 0.001, lines);
    return lines.size();
}

TEST(DraftShapes, borders_of_each_level_come_from_the_grids_parents)
{
    const DraftShapes shapes(Squares().version([](int column) { return column < 2 ? 1 : 2; }), ground_of_two_communities());
    EXPECT_EQ(count(shapes, data::Level::grid), 40u);
    EXPECT_EQ(count(shapes, data::Level::community), 20u); // around, and four between
    EXPECT_EQ(count(shapes, data::Level::street), 16u);
    EXPECT_EQ(count(shapes, data::Level::district), 0u);
    EXPECT_GT(shapes.typical_width_m(data::Level::grid), 90);
    EXPECT_GT(shapes.typical_width_m(data::Level::street), shapes.typical_width_m(data::Level::community));
    EXPECT_EQ(shapes.typical_width_m(data::Level::city), 0);
}

TEST(DraftShapes, an_edit_renews_what_it_changed_and_says_where)
{
    const data::DraftVersion before = Squares().version();
    const DraftShapes shapes(before, {});
    data::DraftVersion after = before;
    after.map = before.map.after(moved_middle(before.map, 20, 100'000, 200'000));

    std::vector<geo::MapBox> changed;
    const DraftShapes next = shapes.after(after, changed);
    ASSERT_EQ(changed.size(), 1u);
    for (const geo::Tessellation* map : {static_cast<const geo::Tessellation*>(&before.map), static_cast<const geo::Tessellation*>(&after.map)})
        for (const geo::FixedPoint p : map->arc(20)->points)
            EXPECT_TRUE(changed[0].contains(geo::map_from_lonlat(geo::lonlat_from_fixed(p))));
    EXPECT_LT(changed[0].width(), 120);

    std::vector<geo::MapLine> fresh, kept;
    DraftShapes(after, {}).borders(data::Level::grid, geo::map_box({114, 30, 115, 31}), 0.001, fresh);
    next.borders(data::Level::grid, geo::map_box({114, 30, 115, 31}), 0.001, kept);
    EXPECT_EQ(fresh, kept);
    changed.clear();
    EXPECT_EQ(count(next.after(before, changed), data::Level::grid), 40u);
    EXPECT_EQ(changed.size(), 1u);
}

TEST(DraftShapes, a_grid_that_goes_to_another_community_moves_their_border)
{
    const data::DraftVersion before = Squares().version([](int column) { return column < 2 ? 1 : 2; });
    const DraftShapes shapes(before, ground_of_two_communities());
    data::DraftVersion after = before;
    auto grid = std::make_shared<data::DraftGrid>(*before.grid(1));
    grid->parent = data::GridId{2};
    after.grids.set(1, std::move(grid));
    std::vector<geo::MapBox> changed;
    EXPECT_EQ(count(shapes.after(after, changed), data::Level::community), 21u); // one less between, two more
    EXPECT_EQ(changed.size(), 1u);
}

TEST(DraftShapes, faces_near_a_place)
{
    const DraftShapes shapes(Squares().version(), {});
    const std::vector<geo::FaceId> faces = shapes.faces_near(geo::map_box({114.2004, 30.6004, 114.2006, 30.6006}));
    EXPECT_TRUE(std::ranges::count(faces, 0u));
}

} // namespace
} // namespace console
