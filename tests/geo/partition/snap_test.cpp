#include "geo/partition/snap.h"
#include "geo/partition/trail.h"

#include <gtest/gtest.h>

namespace geo {
namespace {

constexpr FixedPoint origin{114'200'000'000, 30'600'000'000};

FixedPoint at(std::int64_t x, std::int64_t y) { return {origin.x + x, origin.y + y}; }

/// Two squares of 0.001 degree beside each other; the border between them has a vertex in its middle.
Tessellation two_squares()
{
    FixedBox box;
    box.add(at(0, 0)), box.add(at(2'000'000, 1'000'000));
    Tessellation map(box, 4);
    TessellationEdit edit;
    edit.faces = {{0, false, true, {}}, {1, false, true, {}}};
    const auto add = [&](std::vector<FixedPoint> points, FaceId left, FaceId right) {
        edit.arcs.push_back({static_cast<ArcId>(edit.arcs.size()), nullptr, std::make_shared<const SharedArc>(SharedArc{std::move(points), left, right})});
    };
    add({at(1'000'000, 0), at(1'010'000, 500'000), at(1'000'000, 1'000'000)}, 0, 1);
    add({at(1'000'000, 0), at(2'000'000, 0), at(2'000'000, 1'000'000), at(1'000'000, 1'000'000)}, 1, no_face);
    add({at(1'000'000, 1'000'000), at(0, 1'000'000), at(0, 0), at(1'000'000, 0)}, 0, no_face);
    map.apply(edit);
    return map;
}

LonLat lonlat(std::int64_t x, std::int64_t y) { return lonlat_from_fixed(at(x, y)); }

TEST(Snap, a_node_is_preferred_to_a_nearer_vertex_or_border)
{
    const Tessellation map = two_squares();
    SnapQuery query{.at = at(1'000'500, 20'000), .reach_m = 5, .sources = {}, .is_outline = {}};
    const auto found = find_snap(map, query);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->target, SnapTarget::node);
    EXPECT_EQ(found->point, at(1'000'000, 0));
    EXPECT_NEAR(found->distance_m, 2.2, 0.1);
    query.targets = 1u << static_cast<unsigned>(SnapTarget::edge);
    EXPECT_EQ(find_snap(map, query)->target, SnapTarget::edge);
}

TEST(Snap, between_vertices_there_is_room_for_the_border)
{
    const Tessellation map = two_squares();
    SnapQuery query{.at = at(1'010'000, 460'000), .reach_m = 8, .sources = {}, .is_outline = {}};
    const auto found = find_snap(map, query);
    ASSERT_TRUE(found);
    EXPECT_EQ(found->target, SnapTarget::vertex) << "a vertex within seven tenths of the reach";
    query.at = at(1'010'000, 400'000);
    ASSERT_TRUE(find_snap(map, query));
    EXPECT_EQ(find_snap(map, query)->target, SnapTarget::edge);
    EXPECT_EQ(find_snap(map, query)->left, 0u);
    EXPECT_EQ(find_snap(map, query)->right, 1u);
    query.is_outline = [](const SharedArc&) { return true; };
    EXPECT_EQ(find_snap(map, query)->target, SnapTarget::outline);
    query.at = at(500'000, 500'000);
    EXPECT_FALSE(find_snap(map, query));
}

TEST(Snap, lines_from_elsewhere_their_vertices_and_where_they_cross_a_border)
{
    const Tessellation map = two_squares();
    const SnapLines roads({{{lonlat(500'000, 400'000), lonlat(1'500'000, 400'000)}, "Jiefang Avenue"}});
    SnapQuery query{.at = at(1'009'000, 401'000), .reach_m = 5, .sources = {nullptr, &roads}, .is_outline = {}};
    const auto crossing = find_snap(map, query);
    ASSERT_TRUE(crossing);
    EXPECT_EQ(crossing->target, SnapTarget::crossing);
    EXPECT_EQ(crossing->point, at(1'008'000, 400'000));
    EXPECT_EQ(crossing->source, 1u);
    EXPECT_EQ(crossing->name, "Jiefang Avenue");
    query.at = at(700'000, 401'000);
    EXPECT_EQ(find_snap(map, query)->target, SnapTarget::line);
    EXPECT_EQ(find_snap(map, query)->point, at(700'000, 400'000));
    query.at = at(501'000, 401'000);
    EXPECT_EQ(find_snap(map, query)->target, SnapTarget::corner);
}

TEST(Snap, all_targets_within_reach_none_twice)
{
    const Tessellation map = two_squares();
    const auto found = find_snaps(map, {.at = at(1'000'500, 20'000), .reach_m = 5, .sources = {}, .is_outline = {}});
    ASSERT_GE(found.size(), 2u);
    EXPECT_EQ(found[0].target, SnapTarget::node);
    EXPECT_EQ(std::ranges::count(found, SnapTarget::node, &Snapped::target), 1);
}

TEST(Snap, what_is_being_dragged_does_not_snap_to_itself)
{
    const Tessellation map = two_squares();
    EXPECT_FALSE(find_snap(map, {.at = at(1'010'100, 500'000), .reach_m = 5, .sources = {}, .is_outline = {}, .except = at(1'010'000, 500'000)}));
}

TEST(Trail, follows_borders_by_the_shorter_way_and_takes_vertices_over)
{
    const Tessellation map = two_squares();
    const auto way = find_trail(map, at(0, 0), at(1'000'000, 1'000'000));
    ASSERT_TRUE(way);
    EXPECT_EQ(*way, (std::vector<FixedPoint>{at(0, 0), at(0, 1'000'000), at(1'000'000, 1'000'000)}));
    // From inside one border to inside another; the rounded feet lie a unit beside.
    const auto inner = find_trail(map, at(1'008'001, 400'000), at(1'500'000, 1'000'001));
    ASSERT_TRUE(inner);
    EXPECT_EQ(*inner, (std::vector<FixedPoint>{at(1'008'001, 400'000), at(1'010'000, 500'000), at(1'000'000, 1'000'000), at(1'500'000, 1'000'001)}));
    // Within one segment.
    EXPECT_EQ(find_trail(map, at(100'000, 0), at(300'000, 0))->size(), 2u);
    EXPECT_FALSE(find_trail(map, at(500'000, 500'000), at(0, 0)));
}

TEST(Trail, follows_roads_over_their_crossings)
{
    const SnapLines roads({{{lonlat(0, 0), lonlat(1000, 0), lonlat(2000, 0)}, "A"}, {{lonlat(1000, 0), lonlat(1000, 3000)}, "B"}});
    EXPECT_EQ(*find_trail(roads, at(500, 0), at(1000, 2000)), (std::vector<FixedPoint>{at(500, 0), at(1000, 0), at(1000, 2000)}));
    EXPECT_FALSE(find_trail(roads, at(500, 0), at(5000, 2000)));
}

} // namespace
} // namespace geo
