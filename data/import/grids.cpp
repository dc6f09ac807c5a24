#include "data/error.h"
#include "data/import/grid_rows.h"
#include "data/import/kinds.h"
#include "data/records/time.h"
#include "geo/cancelled.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace data {
namespace {

/// The same points in the same or the opposite direction: formats differ in which way a ring must run.
bool same_ring(const geo::Ring& a, const geo::Ring& b)
{
    if (a.size() != b.size() || a.empty() || a == b)
        return a == b;
    return a.front() == b.front() && std::equal(a.begin() + 1, a.end(), b.rbegin());
}

bool same_shape(const geo::MultiPolygon& a, const geo::MultiPolygon& b)
{
    return std::ranges::equal(a, b, [](const geo::Polygon& p, const geo::Polygon& q) {
        return same_ring(p.outer, q.outer) && std::ranges::equal(p.holes, q.holes, same_ring);
    });
}

bool same(const Grid& a, const Grid& b)
{
    const auto fields = [](const Grid& g) {
        return std::tie(g.level, g.parent, g.code, g.name, g.kind, g.households, g.residents, g.unit, g.valid_from,
                        g.valid_to, g.remark);
    };
    return fields(a) == fields(b) && a.shape == b.shape;
}

/// Once there are editions their areas change by drafts alone, and so does what is in force. Throws Error.
void require_unpublished(const Import& import, const Grid& grid)
{
    const std::vector<Edition>& editions = import.world.editions->rows;
    if (editions.empty() || (!grid.from_edition && grid.to_edition == editions.front().id && grid.valid_to && *grid.valid_to < editions.front().valid_from))
        return;
    throw Error(geo::remark("published_grids", editions.back().name, level_names[std::size_t(grid.level)], grid.code.empty() ? grid.name : grid.code));
}

/// Areas of the imported levels that the source no longer has.
void treat_missing(Import& import, const std::vector<NewGrid>& found)
{
    std::set<Level> levels;
    std::set<GridId> present;
    for (const NewGrid& fresh : found) {
        levels.insert(fresh.grid.level);
        present.insert(fresh.grid.id);
    }
    std::vector<Grid> closed;
    const TimePoint ended = import.job.closed_on.value_or(import.job.now);
    for (const Grid& grid : import.world.grids->rows) {
        const TimePoint end = std::max(ended, grid.valid_from.value_or(ended));
        const bool ends_anyway = grid.valid_to && *grid.valid_to <= std::max(end, import.job.now);
        if (ends_anyway || !levels.contains(grid.level) || present.contains(grid.id))
            continue;
        ++import.report.missing;
        closed.push_back(grid);
        closed.back().valid_to = end;
    }
    if (import.job.missing == MissingPolicy::close)
        for (const Grid& grid : closed)
            require_unpublished(import, *import.world.grids->find(grid.id));
    if (import.job.missing == MissingPolicy::close && !closed.empty())
        import.note({"missing_closed", {std::to_string(closed.size()), iso8601(ended + import.local.zone.offset_at(ended)).substr(0, 10)}});
    if (import.job.missing == MissingPolicy::close && !import.job.dry_run && !closed.empty())
        import.store.put(std::span<const Grid>(closed));
}

/// Writes one level, parents first known: areas below need the ids.
void write_level(Import& import, std::vector<NewGrid*>& level, Parents& parents, ParentCounts& counts,
                 std::int64_t& next_trial_id)
{
    std::vector<Grid> batch;
    std::vector<NewGrid*> owners;
    for (NewGrid* fresh : level) {
        if (!(fresh->known && fresh->grid.parent && fresh->parent_code.empty() && fresh->parent_name.empty()))
            fresh->grid.parent = find_parent(parents, *fresh, counts);
        const Grid* before = fresh->known ? import.world.grids->find(fresh->grid.id) : nullptr;
        if (before && same_shape(before->shape, fresh->grid.shape))
            fresh->grid.shape = before->shape;
        fresh->changed = !before || !same(*before, fresh->grid);
        if (fresh->known)
            count_found(import, !fresh->changed, fresh->grid.name, *before, fresh->grid);
        if (fresh->changed) {
            // What ended before the first edition is of none.
            const std::vector<Edition>& editions = import.world.editions->rows;
            if (!before && !editions.empty() && fresh->grid.valid_to && *fresh->grid.valid_to < editions.front().valid_from)
                fresh->grid.to_edition = editions.front().id;
            require_unpublished(import, before ? *before : fresh->grid);
            batch.push_back(fresh->grid);
            owners.push_back(fresh);
        }
    }
    if (import.job.dry_run) {
        for (NewGrid* fresh : owners)
            if (!fresh->grid.id)
                fresh->grid.id = GridId{next_trial_id++};
    } else if (!batch.empty()) {
        const std::vector<GridId> ids = import.store.put(std::span<const Grid>(batch));
        for (std::size_t i = 0; i < owners.size(); ++i)
            owners[i]->grid.id = ids[i];
    }
    for (const NewGrid* fresh : level)
        parents.add(fresh->grid);
}

} // namespace

void import_grids(Import& import)
{
    std::vector<NewGrid> found = read_grids(import);
    if (import.stop.stop_requested())
        throw geo::Cancelled{};
    import.say(0.7, "writing");
    Parents parents(import.job.now);
    for (const Grid& grid : import.world.grids->rows)
        parents.add(grid);
    std::array<std::vector<NewGrid*>, level_names.size()> by_level;
    for (NewGrid& fresh : found)
        by_level[std::size_t(fresh.grid.level)].push_back(&fresh);
    ParentCounts counts;
    std::int64_t next_trial_id = std::int64_t(1) << 40; // ids that a dry run gives out and nobody keeps
    for (auto& level : by_level)
        write_level(import, level, parents, counts, next_trial_id);
    import.report.imported = std::int64_t(found.size());
    treat_missing(import, found);
    if (counts.by_code + counts.by_place > 0)
        import.note({"parents", {std::to_string(counts.by_code), std::to_string(counts.by_place), std::to_string(counts.none)}});
    import.say(1, "done");
}

} // namespace data
