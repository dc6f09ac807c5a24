// Other outlines for many areas at once: exact, as small as the change, and undone as one.

#include "geo/partition/assemble.h"
#include "geo/partition/replace.h"

#include <gtest/gtest.h>

#include <map>
#include <random>
#include <set>

namespace replaced_areas {
namespace {

using geo::FaceId;
using geo::FixedPoint;
using geo::LonLat;
using geo::MultiPolygon;
using geo::NewOutline;
using geo::Tessellation;

constexpr double unit = 1e-9;

MultiPolygon area(std::initializer_list<std::pair<double, double>> units)
{
    geo::Ring ring;
    for (const auto& [x, y] : units)
        ring.push_back({x * unit, y * unit});
    return {{ring, {}}};
}

MultiPolygon square(double x, double y, double size = 1000) { return area({{x, y}, {x + size, y}, {x + size, y + size}, {x, y + size}}); }

/// size × size squares, row by row from the south-west.
std::vector<MultiPolygon> board(int size)
{
    std::vector<MultiPolygon> out;
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < size; ++x)
            out.push_back(square(1000 * x, 1000 * y));
    return out;
}

Tessellation map_of(const std::vector<MultiPolygon>& shapes) { return geo::assemble(shapes).map; }

/// What each face covers, by its owners, whatever the ids.
std::map<std::vector<FaceId>, std::set<std::pair<FixedPoint, FixedPoint>>> content(const Tessellation& map)
{
    std::map<std::vector<FaceId>, std::set<std::pair<FixedPoint, FixedPoint>>> out;
    for (FaceId face = 0; face < map.face_slots(); ++face)
        if (const geo::Face* known = map.face(face))
            for (const geo::ArcId id : known->arcs) {
                const geo::SharedArc& arc = *map.arc(id);
                for (std::size_t i = 1; i < arc.points.size(); ++i)
                    out[known->owners.empty() ? std::vector<FaceId>{face} : known->owners].insert(std::minmax(arc.points[i - 1], arc.points[i]));
            }
    return out;
}

void expect_sound(const Tessellation& map)
{
    for (const geo::PlanarFault& fault : geo::find_planar_faults(map))
        ADD_FAILURE() << fault.what << " at " << fault.at.x << "," << fault.at.y;
}

NewOutline outline(const Tessellation& map, FaceId face, const MultiPolygon& shape) { return {face, geo::Borders(map).fitted(shape, map.face(face) ? std::optional(face) : std::nullopt)}; }

TEST(Replace, TheSameBordersAreTheSameWhereverTheyBeginAndWhicheverWayTheyRun)
{
    const Tessellation map = map_of(board(3));
    const geo::Borders borders(map);
    EXPECT_TRUE(borders.are_of(4, borders.fitted(square(1000, 1000))));
    EXPECT_TRUE(borders.are_of(4, borders.fitted(area({{2000, 2000}, {2000, 1000}, {1000, 1000}, {1000, 2000}}))));
    EXPECT_TRUE(borders.are_of(4, borders.fitted(area({{2000, 2000}, {2000, 2000}, {1000, 2000}, {1000, 1000}, {2000, 1000}, {2000, 2000}}))));
    EXPECT_FALSE(borders.are_of(4, borders.fitted(square(1000, 1000, 999))));
    EXPECT_FALSE(borders.are_of(5, borders.fitted(square(1000, 1000))));
}

TEST(Replace, ANodeOfTheNeighboursIsNoOtherBorder)
{
    // The large one has no vertex where the two others meet it, and the meeting point is rounded.
    const std::vector<MultiPolygon> shapes{area({{0, 0}, {1001, 0}, {1000, 1999}, {0, 2000}}), area({{1001, 0}, {2000, 0}, {2000, 1000}, {500, 1000}}),
                                           area({{2000, 1000}, {2000, 2000}, {1000, 1999}, {500, 1000}})};
    const Tessellation map = map_of(shapes);
    const geo::Borders borders(map);
    for (FaceId face = 0; face < 3; ++face)
        EXPECT_TRUE(borders.are_of(face, borders.fitted(shapes[face]))) << face;
}

TEST(Replace, AMovedCornerChangesTheArcsAroundItAndNoOthers)
{
    const Tessellation map = map_of(board(4));
    std::vector<NewOutline> changed;
    std::vector<MultiPolygon> shapes = board(4);
    for (FaceId face = 0; face < shapes.size(); ++face)
        for (LonLat& p : shapes[face][0].outer)
            if (geo::fixed_from_lonlat(p) == FixedPoint{2000, 2000}) {
                p = {2100 * unit, 2050 * unit};
                changed.push_back({face, {}});
            }
    ASSERT_EQ(changed.size(), 4u);
    for (NewOutline& o : changed)
        o = outline(map, o.face, shapes[o.face]);
    const geo::Replaced replaced = geo::replace(map, changed);
    EXPECT_TRUE(replaced.without_land.empty());
    EXPECT_EQ(replaced.edited.edit.arcs.size(), 4u);
    for (const auto& change : replaced.edited.edit.arcs)
        EXPECT_TRUE(change.before && change.after) << "an arc that stays between its nodes keeps its number";
    EXPECT_TRUE(replaced.edited.edit.faces.empty());
    EXPECT_EQ(replaced.edited.changed.size(), 4u);
    const Tessellation after = map.after(replaced.edited.edit);
    expect_sound(after);
    EXPECT_EQ(content(after), content(map_of(shapes)));
    EXPECT_EQ(content(after.after(replaced.edited.edit.inverse())), content(map));
    geo::WideInt won = 0;
    for (const geo::Passage& passage : replaced.edited.passages)
        if (passage.to == 5 || passage.from == 5)
            won += passage.to == 5 ? passage.doubled_area : -passage.doubled_area;
    // Where old and new borders cross, the place is rounded to a unit.
    EXPECT_NEAR(static_cast<double>(won), static_cast<double>(after.doubled_area(5) - map.doubled_area(5)), 2000);
}

TEST(Replace, AreasComeAndGo)
{
    const Tessellation map = map_of(board(3));
    const FaceId fresh = map.next_face();
    const std::vector<NewOutline> changed{{4, {}}, outline(map, fresh, square(1000, 1000, 500)), outline(map, fresh + 1, square(9000, 9000))};
    const geo::Replaced replaced = geo::replace(map, changed);
    EXPECT_EQ(replaced.edited.removed, std::vector<FaceId>{4});
    EXPECT_EQ(replaced.edited.created, (std::vector<FaceId>{fresh, fresh + 1}));
    EXPECT_TRUE(replaced.edited.changed.empty());
    const Tessellation after = map.after(replaced.edited.edit);
    expect_sound(after);
    EXPECT_EQ(after.face_at({1200, 1200}), fresh);
    EXPECT_EQ(after.face_at({1700, 1700}), geo::no_face);
    EXPECT_EQ(after.face_at({9500, 9500}), fresh + 1);
    EXPECT_EQ(content(after.after(replaced.edited.edit.inverse())), content(map));
}

TEST(Replace, LandThatTwoClaimIsAnOverlapAndMayGoAgain)
{
    const Tessellation map = map_of(board(2));
    const geo::Replaced wide = geo::replace(map, std::vector{outline(map, 0, area({{0, 0}, {1200, 0}, {1200, 1000}, {0, 1000}}))});
    const Tessellation both = map.after(wide.edited.edit);
    expect_sound(both);
    const FaceId overlap = both.face_at({1100, 500});
    ASSERT_NE(overlap, geo::no_face);
    EXPECT_EQ(both.face(overlap)->owners, (std::vector<FaceId>{0, 1}));
    const geo::Borders borders(both);
    EXPECT_TRUE(borders.are_of(1, borders.fitted(square(1000, 0))));
    EXPECT_TRUE(borders.are_of(0, borders.fitted(area({{0, 0}, {1200, 0}, {1200, 1000}, {0, 1000}}))));
    // Another change elsewhere leaves it as it is.
    const geo::Replaced other = geo::replace(both, std::vector{outline(both, 3, area({{1000, 1000}, {2000, 1000}, {2100, 2000}, {1000, 2000}}))});
    EXPECT_EQ(both.after(other.edited.edit).face_at({1100, 500}), overlap);
    EXPECT_TRUE(other.edited.edit.faces.empty());
    const geo::Replaced narrow = geo::replace(both, std::vector{outline(both, 0, square(0, 0))});
    const Tessellation again = both.after(narrow.edited.edit);
    expect_sound(again);
    EXPECT_FALSE(again.face(overlap));
    // The vertices that the overlap put into its neighbours' borders stay.
    for (FaceId face = 0; face < 4; ++face)
        EXPECT_TRUE(geo::Borders(again).are_of(face, geo::Borders(again).fitted(board(2)[face], face))) << face;
}

TEST(Replace, AnAreaUnderOthersHasNoPlace)
{
    const Tessellation map = map_of(board(2));
    const geo::Replaced replaced = geo::replace(map, std::vector{outline(map, map.next_face(), square(0, 0))});
    EXPECT_EQ(replaced.without_land, (std::vector<FaceId>{0, map.next_face()}));
}

TEST(Replace, ARingThatMeetsNothingMayBeginAnywhere)
{
    std::vector<MultiPolygon> shapes{square(0, 0), area({{5000, 0}, {6000, 0}, {6000, 1000}, {5000, 1000}})};
    const Tessellation map = map_of(shapes);
    // A hole in the first one; the other is read again with another beginning.
    const geo::Replaced replaced = geo::replace(map, std::vector{outline(map, 0, square(0, 0, 900)), outline(map, 1, area({{6000, 1000}, {5000, 1000}, {5000, 0}, {6000, 0}}))});
    EXPECT_EQ(replaced.edited.edit.arcs.size(), 1u);
    EXPECT_EQ(replaced.edited.changed, std::vector<FaceId>{0});
}

TEST(Replace, RandomEditionsAreWhatTheyWouldBeMadeAnew)
{
    std::mt19937 random(7);
    const auto number = [&](int n) { return static_cast<int>(random() % static_cast<unsigned>(n)); };
    for (int round = 0; round < 40; ++round) {
        const int size = 3 + number(4);
        std::vector<MultiPolygon> shapes = board(size);
        const Tessellation map = map_of(shapes);
        // Corners move in all shapes that share them, or in one only: then borders overlap and leave gaps.
        for (int i = 0; i < 4; ++i) {
            const FixedPoint corner{1000 * number(size + 1), 1000 * number(size + 1)};
            const LonLat to{static_cast<double>(corner.x + number(1500) - 750) * unit, static_cast<double>(corner.y + number(1500) - 750) * unit};
            const bool is_one_only = number(3) == 0;
            for (MultiPolygon& shape : shapes) {
                const auto at = std::find_if(shape[0].outer.begin(), shape[0].outer.end(), [&](LonLat p) { return geo::fixed_from_lonlat(p) == corner; });
                if (at == shape[0].outer.end())
                    continue;
                *at = to;
                if (is_one_only)
                    break;
            }
        }
        std::vector<NewOutline> changed;
        const geo::Borders borders(map);
        for (FaceId face = 0; face < shapes.size(); ++face)
            if (auto shape = borders.fitted(shapes[face], face); !borders.are_of(face, shape))
                changed.push_back({face, std::move(shape)});
        const geo::Replaced replaced = geo::replace(map, changed);
        if (!replaced.without_land.empty())
            continue;
        const Tessellation after = map.after(replaced.edited.edit);
        expect_sound(after);
        EXPECT_EQ(content(after), content(map_of(shapes))) << round;
        EXPECT_EQ(content(after.after(replaced.edited.edit.inverse())), content(map)) << round;
    }
}

} // namespace
} // namespace replaced_areas
