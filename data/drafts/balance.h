#pragma once
// Households grid by grid, those out of the band first: what the balance tab draws and `--json` says. Pure.

#include "data/drafts/findings.h"

namespace data {

enum class BalanceState { below, within, above, unknown };

struct BalanceRow {
    geo::FaceId face = 0;
    GridId id;
    std::string title;              // code and name
    std::optional<int> households;
    bool is_estimated = false;
    BalanceState state = BalanceState::unknown;
    double off = 0;                 // how far from the target: 0 on it, 1 at the end of the band on that side, more beyond it
    double bar = 0;                 // length, 0 … 1, of the longest bar of all rows
};

struct Balance {
    std::vector<BalanceRow> rows;   // farthest off first, then by face; those nobody knows last
    double least = 0, target = 0, most = 0; // where the band's marks stand, as the bars
    std::size_t below = 0, within = 0, above = 0, unknown = 0;
    int lowest = 0, median = 0, highest = 0; // of those that are known
    double mean = 0;
};

/// Base grids, of one community or all.
Balance make_balance(const DraftVersion& version, const FindingRules& rules, std::optional<GridId> community = {});

} // namespace data
