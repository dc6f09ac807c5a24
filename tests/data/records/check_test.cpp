#include "data/records/check.h"

#include "tests/data/sample.h"

#include <gtest/gtest.h>

namespace {

using data::Level;

std::vector<data::Grid> numbered(std::vector<data::Grid> grids)
{
    for (std::size_t i = 0; i < grids.size(); ++i)
        grids[i].id = data::GridId{std::int64_t(i) + 1};
    return grids;
}

TEST(Check, ASoundTreeHasNoFindings)
{
    const auto grids = numbered({sample::grid(Level::street, "420106001", sample::square(114, 30, 0.02)),
                                 sample::grid(Level::community, "420106001001", sample::square(114, 30, 0.02), {1}),
                                 sample::grid(Level::grid, "420106001001001", sample::square(114, 30, 0.01), {2}),
                                 sample::grid(Level::grid, "420106001001002", sample::square(114.01, 30, 0.01), {2})});
    const data::CheckReport report = data::check_grids(grids, sample::noon);
    EXPECT_EQ(report.grids, 4);
    EXPECT_TRUE(report.findings.empty());
}

TEST(Check, FindsEachFault)
{
    auto grids = numbered(
        {sample::grid(Level::community, "420106001001", sample::square(114, 30, 0.1)),
         sample::grid(Level::grid, "420106001001001", sample::square(114, 30, 0.01), {1}),
         sample::grid(Level::grid, "420106001001002", sample::square(114.005, 30, 0.01), {1}), // overlaps the first
         sample::grid(Level::grid, "42010600100100", sample::square(114.05, 30, 0.01), {1}),   // 14 digits
         sample::grid(Level::grid, "999999001001004", sample::square(114.07, 30, 0.01), {1}),  // of another community
         sample::grid(Level::grid, "420106001001005", sample::square(114.09, 30, 0.01))});     // without a parent
    data::Grid closed = sample::grid(Level::grid, "420106001001001", sample::square(114, 30, 0.01), {1});
    closed.id = {99}, closed.valid_to = data::time_from_micros(1);
    grids.push_back(closed); // an old edition: left out
    const data::CheckReport report = data::check_grids(grids, sample::noon);
    EXPECT_EQ(report.grids, 6);
    EXPECT_EQ(report.overlaps, 1);
    EXPECT_EQ(report.code_errors, 2);
    EXPECT_EQ(report.orphans, 1);
    EXPECT_EQ(report.invalid, 0);
}

} // namespace
