#include "data/drafts/counts_above.h"

#include <algorithm>
#include <limits>
#include <unordered_map>

namespace data {
namespace {

struct SumBelow {
    std::int64_t known = 0;
    bool is_whole = true; // no grid without a number
    void add(const SumBelow& other) { known += other.known, is_whole = is_whole && other.is_whole; }
};

struct SumsBelow {
    SumBelow households, residents;
    void add(const SumsBelow& other) { households.add(other.households), residents.add(other.residents); }
};

SumBelow sum_of(const std::optional<int>& count) { return {count.value_or(0), count.has_value()}; }

/// Of the grids below each area, on every level.
std::map<GridId, SumsBelow> sums_of(const Draft& draft, const DraftVersion& version)
{
    std::unordered_map<GridId, SumsBelow> of_parents;
    for (geo::FaceId face = 0; face < version.grids.size(); ++face)
        if (const DraftGrid* grid = version.grid(face))
            of_parents[grid->parent].add({sum_of(grid->households), sum_of(grid->residents)});
    std::map<GridId, SumsBelow> out;
    for (const auto& [parent, sums] : of_parents) {
        GridId above = parent;
        for (std::size_t step = 0; above && step < level_names.size(); ++step) {
            out[above].add(sums);
            const Grid* area = draft.area(above);
            above = area ? area->parent : GridId{};
        }
    }
    return out;
}

std::int64_t delta(const std::optional<int>& record, const SumBelow& before, const SumBelow& after, bool is_moved)
{
    if (!record || !(is_moved || (before.is_whole && *record == before.known)))
        return 0;
    return after.known - before.known;
}

void add_count(std::optional<int>& count, std::int64_t delta)
{
    if (count)
        count = static_cast<int>(std::clamp<std::int64_t>(*count + delta, 0, std::numeric_limits<int>::max()));
}

} // namespace

std::map<GridId, CountsDelta> counts_above(const Draft& draft, std::span<const GridId> moved)
{
    std::map<GridId, SumsBelow> before = sums_of(draft, draft.base()), after = sums_of(draft, draft.version());
    for (const auto& [id, sums] : after)
        before.try_emplace(id); // an area that had no grid
    std::map<GridId, CountsDelta> out;
    for (const auto& [id, was] : before) {
        const Grid* area = draft.area(id);
        if (!area)
            continue;
        const bool is_moved = std::find(moved.begin(), moved.end(), id) != moved.end();
        const SumsBelow is = after[id];
        const CountsDelta found{delta(area->households, was.households, is.households, is_moved), delta(area->residents, was.residents, is.residents, is_moved)};
        if (!found.is_none())
            out.emplace(id, found);
    }
    return out;
}

void add_counts(Grid& area, const CountsDelta& delta)
{
    add_count(area.households, delta.households);
    add_count(area.residents, delta.residents);
}

} // namespace data
