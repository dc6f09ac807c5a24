#include "data/drafts/counts_above.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace data {
namespace {

/// Adds what the grids of a version have to the areas of `deltas` that they lie in, on every level.
void add_grids(const Draft& draft, const DraftVersion& version, std::int64_t sign, std::map<GridId, CountsDelta>& deltas)
{
    std::unordered_map<GridId, CountsDelta> of_parents;
    visit_grids(version, [&](geo::FaceId, const DraftGrid& grid) {
        CountsDelta& sum = of_parents[grid.parent];
        sum.households += sign * grid.households.value_or(0);
        sum.residents += sign * grid.residents.value_or(0);
    });
    for (const auto& [parent, sum] : of_parents) {
        GridId above = parent;
        for (std::size_t step = 0; above && step < level_names.size(); ++step) {
            if (const auto at = deltas.find(above); at != deltas.end())
                at->second.households += sum.households, at->second.residents += sum.residents;
            const Grid* area = draft.area(above);
            above = area ? area->parent : GridId{};
        }
    }
}

void add_count(std::optional<int>& count, std::int64_t delta)
{
    if (count)
        count = static_cast<int>(std::clamp<std::int64_t>(*count + delta, 0, std::numeric_limits<int>::max()));
}

} // namespace

std::map<GridId, CountsDelta> counts_above(const Draft& draft, std::span<const GridId> moved)
{
    std::map<GridId, CountsDelta> deltas;
    for (const GridId id : moved)
        deltas.try_emplace(id);
    if (deltas.empty())
        return deltas;
    add_grids(draft, draft.base(), -1, deltas);
    add_grids(draft, draft.version(), 1, deltas);
    return deltas;
}

void add_counts(Grid& area, const CountsDelta& delta)
{
    add_count(area.households, delta.households);
    add_count(area.residents, delta.residents);
}

} // namespace data
