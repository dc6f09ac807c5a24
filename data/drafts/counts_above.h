#pragma once
// Households and residents of the areas above the grids, as a draft makes them. Pure; any thread.

#include "data/drafts/draft.h"

#include <map>
#include <span>

namespace data {

struct CountsDelta {
    std::int64_t households = 0, residents = 0;
    bool is_none() const { return households == 0 && residents == 0; }
};

/// What the counts of an area grow (below zero: shrink) by, for those where it is not nothing. An area whose record is the sum of its grids, each
/// of them known, stays the sum; one that says something else follows only if its outline is among `moved`, by what its grids won and lost:
/// somebody counted it otherwise, and a grid's corrected number is nothing to it. What is unknown stays so.
std::map<GridId, CountsDelta> counts_above(const Draft& draft, std::span<const GridId> moved);

/// Adds, where the number is known; never below 0.
void add_counts(Grid& area, const CountsDelta& delta);

} // namespace data
