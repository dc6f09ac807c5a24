#include "data/error.h"
#include "data/import/kinds.h"
#include "data/import/source.h"
#include "data/records/time.h"
#include "geo/cancelled.h"
#include "geo/error.h"
#include "geo/formats/repair.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>
#include <unordered_map>

namespace data {
namespace {

struct NewGrid {
    Grid grid;
    std::int64_t row = 0;
    std::string parent_code, parent_name;
    bool known = false;   // was in the workspace
    bool changed = false; // differs from it
};

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

/// By what an area is recognised: its code, else its name; closed editions are areas of their own.
std::string key_of(const Grid& grid, const std::string& match, TimePoint now)
{
    const std::string text = match.empty() ? std::string() : field_text(grid, match);
    std::string key = fmt::format("{}|{}", int(grid.level), !text.empty()        ? match + "|" + text
                                                            : grid.code.empty() ? "n|" + grid.name
                                                                                : "c|" + grid.code);
    if (grid.valid_to && *grid.valid_to <= now)
        key += fmt::format("|{}", micros_from_time(*grid.valid_to));
    return key;
}

std::optional<geo::MultiPolygon> area_or_refuse(Import& import, const SourceRow& row)
{
    const geo::VectorRow& raw = row.raw();
    if (raw.wkb.empty()) {
        import.refuse(raw.number, raw.defect);
        return std::nullopt;
    }
    geo::Repair repair;
    try {
        repair = geo::repair(area_of(import, row));
    } catch (const geo::Error&) {
        import.refuse(raw.number, geo::Remark("not_an_area"));
        return std::nullopt;
    }
    if (!repair.valid) {
        import.refuse(raw.number, std::move(repair.reasons));
        return std::nullopt;
    }
    const geo::LonLatBox box = geo::box_of(repair.shape);
    if (box.east - box.west > 180) {
        import.refuse(raw.number, geo::Remark("crosses_180"));
        return std::nullopt;
    }
    if (repair.repaired) {
        ++import.report.repaired;
        repair.reasons.push_back({"mended", {fmt::format("{:.0f}", repair.area_before_m2), fmt::format("{:.0f}", repair.area_after_m2)}});
        import.report.repairs.push_back({raw.number, std::move(repair.reasons)});
    }
    return std::move(repair.shape);
}

std::optional<TimePoint> time_of(const SourceRow& row, std::string_view field, const Import& import)
{
    return parse_source_time(row.text(field), import.zone);
}

/// Only fields the source has replace those of an area already known.
void fill(Grid& grid, const SourceRow& row, const Import& import, const std::unordered_map<std::string, UnitId>& units)
{
    if (row.has("code"))
        grid.code = row.text("code");
    if (row.has("name"))
        grid.name = row.text("name");
    if (row.has("kind"))
        grid.kind = parse_grid_kind(row.text("kind")).value_or(GridKind::base);
    if (row.has("households"))
        grid.households = parse_count(row.text("households"));
    if (row.has("residents"))
        grid.residents = parse_count(row.text("residents"));
    if (row.has("unit"))
        if (const auto unit = units.find(row.text("unit")); unit != units.end())
            grid.unit = unit->second;
    if (row.has("valid_from"))
        grid.valid_from = time_of(row, "valid_from", import);
    if (row.has("valid_to"))
        grid.valid_to = time_of(row, "valid_to", import);
    if (row.has("remark"))
        grid.remark = row.text("remark");
}

/// The areas above, for finding parents: those of the workspace and those just imported, in force.
class Parents {
public:
    explicit Parents(TimePoint now) : now_(now) {}

    void add(const Grid& grid)
    {
        if (grid.valid_to && *grid.valid_to <= now_)
            return;
        Tier& tier = tiers_[std::size_t(grid.level)];
        const auto [at, added] = tier.by_id.emplace(grid.id, tier.areas.size());
        if (!added)
            tier.areas[at->second] = grid;
        else
            tier.areas.push_back(grid);
        tier.areas[at->second].box = geo::box_of(grid.shape);
        if (!grid.code.empty())
            tier.by_code[grid.code] = grid.id;
        tier.by_name[grid.name].insert(grid.id);
    }

    GridId by_code(Level level, const std::string& code) const
    {
        return find(level, [&](const Tier& tier) {
            const auto at = tier.by_code.find(code);
            return at == tier.by_code.end() ? GridId{} : at->second;
        });
    }
    /// Only a name that one area alone has says which one it is.
    GridId by_name(Level level, const std::string& name) const
    {
        return find(level, [&](const Tier& tier) {
            const auto at = tier.by_name.find(name);
            return at == tier.by_name.end() || at->second.size() != 1 ? GridId{} : *at->second.begin();
        });
    }
    /// Codes nest: 15 digits of a grid begin with the 12 of its community.
    GridId by_prefix(Level level, const std::string& code) const
    {
        return find(level, [&](const Tier& tier) {
            for (std::size_t length = code.size(); length-- > 4;)
                if (const auto at = tier.by_code.find(code.substr(0, length)); at != tier.by_code.end())
                    return at->second;
            return GridId{};
        });
    }
    GridId by_place(Level level, geo::LonLat p) const
    {
        return find(level, [&](const Tier& tier) {
            for (const Grid& area : tier.areas)
                if (area.box.contains(p) && geo::contains(area.shape, p))
                    return area.id;
            return GridId{};
        });
    }
    bool any_above(Level level) const
    {
        for (int above = int(level) - 1; above >= 0; --above)
            if (!tiers_[std::size_t(above)].areas.empty())
                return true;
        return false;
    }

private:
    struct Tier {
        std::vector<Grid> areas;
        std::unordered_map<GridId, std::size_t> by_id;
        std::unordered_map<std::string, GridId> by_code;
        std::unordered_map<std::string, std::set<GridId>> by_name;
    };
    template <class Ask> GridId find(Level level, Ask ask) const
    {
        for (int above = int(level) - 1; above >= 0; --above)
            if (const GridId id = ask(tiers_[std::size_t(above)]))
                return id;
        return {};
    }
    TimePoint now_;
    std::array<Tier, level_names.size()> tiers_;
};

struct ParentCounts {
    std::int64_t by_code = 0, by_place = 0, none = 0;
};

GridId find_parent(const Parents& parents, const NewGrid& fresh, ParentCounts& counts)
{
    const Level level = fresh.grid.level;
    GridId id;
    if (!fresh.parent_code.empty())
        id = parents.by_code(level, fresh.parent_code);
    if (!id && fresh.parent_code.empty() && fresh.grid.code.size() > 6)
        id = parents.by_prefix(level, fresh.grid.code);
    if (!id && !fresh.parent_name.empty())
        id = parents.by_name(level, fresh.parent_name);
    if (id) {
        ++counts.by_code;
        return id;
    }
    id = parents.by_place(level, geo::label_point(fresh.grid.shape));
    ++(id ? counts.by_place : counts.none);
    return id;
}

std::vector<NewGrid> collect(Import& import)
{
    std::unordered_map<std::string, UnitId> units;
    for (const Unit& unit : import.world.units->rows)
        units.emplace(unit.name, unit.id);
    const std::string& match = import.job.match;
    check_match_field(match, fields_of(Grid{}));
    std::unordered_map<std::string, const Grid*> known;
    for (const Grid& grid : import.world.grids->rows)
        known.emplace(key_of(grid, match, import.job.now), &grid);

    std::vector<NewGrid> found;
    std::unordered_map<std::string, std::int64_t> seen;
    std::set<std::string> unknown_units;
    read_source(import, geo::ShapeKind::polygon, [&](const SourceRow& row) {
        NewGrid fresh{
            .row = row.number(), .parent_code = row.text("parent_code"), .parent_name = row.text("parent_name")};
        fresh.grid.level = import.job.level ? *import.job.level : parse_level(row.text("level")).value_or(Level::grid);
        auto shape = area_or_refuse(import, row);
        if (!shape)
            return;
        fill(fresh.grid, row, import, units);
        if (fresh.grid.name.empty())
            fresh.grid.name =
                fresh.grid.code.empty() ? fmt::format("{} {}", import.report.layer, row.number()) : fresh.grid.code;
        const std::string key = key_of(fresh.grid, match, import.job.now);
        if (const auto [at, added] = seen.emplace(key, row.number()); !added) {
            import.refuse(row.number(), {fresh.grid.code.empty() ? "name_twice" : "code_twice",
                                         {fresh.grid.code.empty() ? fresh.grid.name : fresh.grid.code, std::to_string(at->second)}});
            return;
        }
        if (const std::string unit = row.text("unit"); !unit.empty() && !units.contains(unit))
            unknown_units.insert(unit);
        if (const auto at = known.find(key); at != known.end()) {
            Grid merged = *at->second;
            fill(merged, row, import, units);
            if (merged.name.empty())
                merged.name = fresh.grid.name;
            fresh.grid = std::move(merged);
            fresh.known = true;
        }
        fresh.grid.shape = std::move(*shape);
        found.push_back(std::move(fresh));
    });
    if (!unknown_units.empty())
        import.note({"units_unknown", {std::to_string(unknown_units.size()), *unknown_units.begin()}});
    return found;
}

/// Once there are editions their areas change by drafts alone, and so does what is in force. Throws Error.
void require_unpublished(const Import& import, const Grid& grid)
{
    const std::vector<Edition>& editions = import.world.editions->rows;
    if (editions.empty() || (!grid.from_edition && grid.to_edition == editions.front().id && grid.valid_to && *grid.valid_to < editions.front().valid_from))
        return;
    throw Error(fmt::format("The boundaries are published in editions, {} the newest, and {} {} would be changed; nothing was imported. Import into a draft instead: "
                            "add --draft NAME, then publish that.",
                            editions.back().name, level_names[std::size_t(grid.level)], grid.code.empty() ? grid.name : grid.code));
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
        import.note({"missing_closed", {std::to_string(closed.size()), iso8601(ended + import.zone).substr(0, 10)}});
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
            count_found(import.report, !fresh->changed, fresh->grid.name, *before, fresh->grid);
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
    std::vector<NewGrid> found = collect(import);
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
