#include "geo/formats/repair.h"

#include <gtest/gtest.h>

namespace {

using geo::Repair;
using geo::Ring;

geo::MultiPolygon one(Ring outer, std::vector<Ring> holes = {})
{
    return {{std::move(outer), std::move(holes)}};
}

TEST(Repair, ValidShapesStayAsTheyAre)
{
    const geo::MultiPolygon square = one({{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    const Repair repair = geo::repair(square);
    EXPECT_TRUE(repair.valid);
    EXPECT_FALSE(repair.repaired);
    EXPECT_EQ(repair.shape, square);
}

TEST(Repair, ARingThatTouchesItselfIsMended)
{
    // A square with a spike that runs out and back: no area in it.
    const Repair repair = geo::repair(one({{0, 0}, {1, 0}, {1, 1}, {0.5, 1}, {0.5, 2}, {0.5, 1}, {0, 1}}));
    EXPECT_TRUE(repair.valid);
    EXPECT_TRUE(repair.repaired);
    EXPECT_FALSE(repair.reasons.empty());
    EXPECT_NEAR(repair.area_after_m2 / repair.area_before_m2, 1, 1e-6);
}

TEST(Repair, AnotherShapeIsNoRepair)
{
    const Repair bow_tie = geo::repair(one({{0, 0}, {1, 1}, {1, 0}, {0, 1}}));
    EXPECT_FALSE(bow_tie.valid);
    EXPECT_EQ(bow_tie.reasons.back().key, "area_would_change");
}

TEST(Repair, NothingWithAnAreaIsRefused)
{
    for (const Ring& ring :
         {Ring{}, Ring{{0, 0}}, Ring{{0, 0}, {1, 1}}, Ring{{0, 0}, {1, 1}, {0, 0}}, Ring{{0, 0}, {1, 1}, {2, 2}}}) {
        const Repair repair = geo::repair(one(ring));
        EXPECT_FALSE(repair.valid) << ring.size();
        EXPECT_FALSE(repair.reasons.empty());
    }
}

TEST(Repair, RingsLeftOutAreReported)
{
    geo::MultiPolygon shape = one({{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    shape.push_back({{{5, 5}, {6, 6}}, {}});
    const Repair repair = geo::repair(shape);
    EXPECT_TRUE(repair.valid);
    EXPECT_TRUE(repair.repaired);
    EXPECT_EQ(repair.shape.size(), 1u);
}

TEST(Repair, CoordinatesLieOnTheLattice)
{
    const Repair repair = geo::repair(one({{0.12345678949, 0}, {1, 0}, {1, 1}}));
    EXPECT_EQ(repair.shape[0].outer[0].lon, 0.123456789);
}

} // namespace
