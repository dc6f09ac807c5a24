#pragma once
// Is the workspace's administration sound? Gaps, overlaps and invalid shapes by level, areas without a parent, codes
// that do not nest. Blocks (a second for a city); any thread.

#include "data/records/records.h"

#include <span>
#include <stop_token>
#include <string>
#include <vector>

namespace data {

struct CheckFinding {
    std::string kind; // "overlap", "gap", "unassigned", "invalid", "orphan", "code"
    std::string text; // which areas, how much, why
    geo::LonLat place;
    std::vector<GridId> grids;
};

struct CheckReport {
    std::int64_t grids = 0; // areas in force, all levels
    std::int64_t overlaps = 0, gaps = 0, unassigned = 0, invalid = 0, orphans = 0, code_errors = 0;
    std::vector<CheckFinding> findings; // at most 1,000 a kind
    std::string digest;                 // of the boundaries (data/drafts/draft.h), for whoever asks for it; empty: not asked
    double seconds = 0;
};

/// Areas that are not in force at `now` are left out. A level is a partition by itself; dedicated grids are part of the unit grids'
/// one. Orphan: the areas of a level above exist, but this one has no parent among them, or one that is closed. Code
/// error: a unit grid's code is not 15 digits, or does not begin with its parent's; two areas of one level share a
/// code. Areas without any code (imports by name) are not code errors. Throws geo::Cancelled when `stop` asked for it.
CheckReport check_grids(std::span<const Grid> grids, TimePoint now, std::stop_token stop = {});

/// One JSON object for scripts: the counts and seconds.
std::string json_from(const CheckReport& report);

} // namespace data
