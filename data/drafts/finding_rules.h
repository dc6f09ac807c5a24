#pragma once
// What is asked of grids, by the workspace's settings. Pure; any thread.

#include <map>
#include <string>

namespace data {

struct FindingRules {
    double least_width_m = 2;      // of a grid: 2 · area / perimeter, and at its narrowest place
    double gap_width_m = 2;        // land of no grid is a gap when narrower on average …
    double gap_area_m2 = 100;      // … or smaller; else it is unassigned
    double outside_m2 = 1;         // so much beyond its community's outline is nothing
    int target = 300, least = 150, most = 500; // households of a base grid
    bool operator==(const FindingRules&) const = default;
};

/// Settings "draft.households_target", "draft.households_least", "draft.households_most" (1 to 100,000, in that order of size: least ≤ target ≤ most) and
/// "draft.least_width_m" (0.1 to 100). What is missing or no such number is as above.
FindingRules finding_rules(const std::map<std::string, std::string>& settings);

} // namespace data
