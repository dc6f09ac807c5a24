#include "data/drafts/balance.h"

#include <algorithm>

namespace data {
namespace {

double distance_from_target(int households, const FindingRules& rules)
{
    const int span = households < rules.target ? rules.target - rules.least : rules.most - rules.target;
    return static_cast<double>(std::abs(households - rules.target)) / std::max(1, span);
}

} // namespace

Balance make_balance(const DraftVersion& version, const FindingRules& rules, std::optional<GridId> community)
{
    Balance out;
    std::vector<int> known;
    double sum = 0;
    visit_grids(version, [&](geo::FaceId face, const DraftGrid& grid) {
        if (grid.kind != GridKind::base || (community && grid.parent != *community))
            return;
        BalanceRow row{face, grid.id, grid.name, grid.households, grid.is_estimated};
        if (!grid.code.empty() && grid.code != grid.name)
            row.title = grid.name.empty() ? grid.code : grid.code + " " + grid.name;
        if (grid.households) {
            const int households = *grid.households;
            known.push_back(households), sum += households;
            row.off = distance_from_target(households, rules);
            row.state = households < rules.least ? BalanceState::below : households > rules.most ? BalanceState::above : BalanceState::within;
        }
        switch (row.state) {
        case BalanceState::below: ++out.below; break;
        case BalanceState::within: ++out.within; break;
        case BalanceState::above: ++out.above; break;
        case BalanceState::unknown: ++out.unknown; break;
        }
        out.rows.push_back(std::move(row));
    });
    std::stable_sort(out.rows.begin(), out.rows.end(), [](const BalanceRow& a, const BalanceRow& b) {
        return std::pair(!a.households.has_value(), -a.off) < std::pair(!b.households.has_value(), -b.off);
    });
    std::sort(known.begin(), known.end());
    if (!known.empty()) {
        out.lowest = known.front(), out.highest = known.back(), out.median = known[(known.size() - 1) / 2];
        out.mean = sum / static_cast<double>(known.size());
    }
    // The band is always to be seen, also where no grid reaches it.
    const double longest = std::max({1, out.highest, rules.most});
    for (BalanceRow& row : out.rows)
        row.bar = row.households.value_or(0) / longest;
    out.least = rules.least / longest, out.target = rules.target / longest, out.most = rules.most / longest;
    return out;
}

} // namespace data
