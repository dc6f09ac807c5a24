#pragma once
// Households and residents of the areas above the grids whose outline a draft moves. Pure; any thread.

#include "data/drafts/draft.h"

#include <map>
#include <span>

namespace data {

struct CountsDelta {
    std::int64_t households = 0, residents = 0;
};

/// What the counts of the areas in `moved` grow (below zero: shrink) by: what their grids won and lost, a grid without a number as none. The
/// other areas keep what their record says: it may have been counted otherwise, and a row made anew takes all below it along.
std::map<GridId, CountsDelta> counts_above(const Draft& draft, std::span<const GridId> moved);

/// Adds, where the number is known; never below 0.
void add_counts(Grid& area, const CountsDelta& delta);

} // namespace data
