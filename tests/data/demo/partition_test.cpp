// The demos' areas by the geometry library's own judgement: no overlap, no gap, nothing invalid on any level.

#include "data/demo/contents.h"
#include "geo/partition/check.h"

#include <gtest/gtest.h>

namespace data {
namespace {

void expect_partition(const demo::Contents& contents)
{
    for (const Level level : {Level::district, Level::street, Level::community, Level::grid}) {
        std::vector<geo::MultiPolygon> shapes;
        for (const Grid& grid : contents.grids)
            if (grid.level == level)
                shapes.push_back(grid.shape);
        const geo::PartitionFindings findings = geo::check_partition(geo::Partition(shapes));
        EXPECT_EQ(findings.faces, shapes.size());
        EXPECT_TRUE(findings.overlaps.empty()) << level_names[std::size_t(level)];
        EXPECT_TRUE(findings.gaps.empty()) << level_names[std::size_t(level)];
        EXPECT_TRUE(findings.unassigned.empty()) << level_names[std::size_t(level)];
        EXPECT_TRUE(findings.invalid.empty()) << level_names[std::size_t(level)];
        EXPECT_EQ(findings.hairlines, 0u) << level_names[std::size_t(level)];
    }
}

TEST(DemoPartition, StreetsHaveNeitherGapsNorOverlaps)
{
    for (unsigned seed = 1; seed <= 8; ++seed) {
        SCOPED_TRACE(seed);
        expect_partition(demo::make_street(seed, demo_moment));
    }
}

TEST(DemoPartition, DistrictHasNeitherGapsNorOverlaps)
{
    expect_partition(demo::make_city(DemoSize::district, 1, demo_moment));
}

TEST(DemoPartition, CityHasNeitherGapsNorOverlaps)
{
    expect_partition(demo::make_city(DemoSize::city, 1, demo_moment));
}

}
}
