#include "data/import/grid_rows.h"

#include "data/records/time.h"
#include "geo/error.h"
#include "geo/formats/repair.h"

#include <fmt/format.h>
#include <fmt/ranges.h>

namespace data {
namespace {

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
        import.refuse(row.number(), raw.defect);
        return std::nullopt;
    }
    geo::Repair repair;
    try {
        repair = geo::repair(area_of(import, row));
    } catch (const geo::Error&) {
        import.refuse(row.number(), geo::Remark("not_an_area"));
        return std::nullopt;
    }
    if (!repair.valid) {
        import.refuse(row.number(), std::move(repair.reasons));
        return std::nullopt;
    }
    const geo::LonLatBox box = geo::box_of(repair.shape);
    if (box.east - box.west > 180) {
        import.refuse(row.number(), geo::Remark("crosses_180"));
        return std::nullopt;
    }
    if (repair.repaired) {
        ++import.report.repaired;
        repair.reasons.push_back({"mended", {fmt::format("{:.0f}", repair.area_before_m2), fmt::format("{:.0f}", repair.area_after_m2)}});
        import.report.repairs.push_back({row.number(), std::move(repair.reasons)});
    }
    return std::move(repair.shape);
}

/// As the row has it.
void fill(NewGrid& fresh, const SourceRow& row, Import& import, const std::unordered_map<std::string, UnitId>& units)
{
    Grid& grid = fresh.grid;
    for (const char* field : {"code", "name", "kind", "households", "residents", "valid_from", "valid_to", "remark"})
        if (row.has(field))
            fresh.fields.insert(field);
    grid.code = row.text("code");
    grid.name = row.text("name");
    grid.kind = word_of<GridKind>(import, row, "kind", parse_grid_kind).value_or(GridKind::base);
    grid.households = count_of(import, row, "households");
    grid.residents = count_of(import, row, "residents");
    if (const auto unit = units.find(row.text("unit")); unit != units.end())
        grid.unit = unit->second, fresh.fields.insert("unit");
    grid.valid_from = time_of(import, row, "valid_from");
    grid.valid_to = time_of(import, row, "valid_to");
    grid.remark = row.text("remark");
}

} // namespace

void take_fields(Grid& grid, const NewGrid& from)
{
    const Grid& source = from.grid;
    const auto has = [&](const char* field) { return from.fields.contains(field); };
    if (has("code"))
        grid.code = source.code;
    if (has("name"))
        grid.name = source.name;
    if (has("kind"))
        grid.kind = source.kind;
    if (has("households"))
        grid.households = source.households;
    if (has("residents"))
        grid.residents = source.residents;
    if (has("unit"))
        grid.unit = source.unit;
    if (has("valid_from"))
        grid.valid_from = source.valid_from;
    if (has("valid_to"))
        grid.valid_to = source.valid_to;
    if (has("remark"))
        grid.remark = source.remark;
    if (grid.name.empty())
        grid.name = source.name;
}

void Parents::add(const Grid& grid)
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

GridId Parents::by_code(Level level, const std::string& code) const
{
    return find(level, [&](const Tier& tier) {
        const auto at = tier.by_code.find(code);
        return at == tier.by_code.end() ? GridId{} : at->second;
    });
}

GridId Parents::by_name(Level level, const std::string& name) const
{
    return find(level, [&](const Tier& tier) {
        const auto at = tier.by_name.find(name);
        return at == tier.by_name.end() || at->second.size() != 1 ? GridId{} : *at->second.begin();
    });
}

GridId Parents::by_prefix(Level level, const std::string& code) const
{
    return find(level, [&](const Tier& tier) {
        for (std::size_t length = code.size(); length-- > 4;)
            if (const auto at = tier.by_code.find(code.substr(0, length)); at != tier.by_code.end())
                return at->second;
        return GridId{};
    });
}

GridId Parents::by_place(Level level, geo::LonLat p) const
{
    return find(level, [&](const Tier& tier) {
        for (const Grid& area : tier.areas)
            if (area.box.contains(p) && geo::contains(area.shape, p))
                return area.id;
        return GridId{};
    });
}

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

namespace {

/// Areas of the workspace by where they lie: for a source without codes and names.
class ByShape {
public:
    ByShape(const std::vector<Grid>& grids, TimePoint now)
    {
        for (const Grid& grid : grids)
            if (!(grid.valid_to && *grid.valid_to <= now))
                grids_.push_back({&grid, geo::box_of(grid.shape), geo::label_point(grid.shape), false});
    }
    /// The area that contains a point inside this one and has a point inside this one, once each; null: none.
    const Grid* take(Level level, const geo::MultiPolygon& shape)
    {
        const geo::LonLat inside = geo::label_point(shape);
        for (One& one : grids_)
            if (!one.is_taken && one.grid->level == level && one.box.contains(inside) && geo::contains(one.grid->shape, inside) && geo::contains(shape, one.inside)) {
                one.is_taken = true;
                return one.grid;
            }
        return nullptr;
    }

private:
    struct One {
        const Grid* grid;
        geo::LonLatBox box;
        geo::LonLat inside;
        bool is_taken;
    };
    std::vector<One> grids_;
};

/// "LAYER 7": no other area has it.
std::string free_name(const std::string& layer, std::set<std::string>& names, std::int64_t& number)
{
    std::string name;
    do
        name = fmt::format("{} {}", layer, number++);
    while (!names.insert(name).second);
    return name;
}

} // namespace

std::vector<NewGrid> read_grids(Import& import, bool recognise)
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
    std::set<std::string> unknown_units, names;
    for (const Grid& grid : import.world.grids->rows)
        names.insert(grid.name);
    ByShape by_shape(import.world.grids->rows, import.job.now);
    std::int64_t next_name = 1, nameless = 0;
    read_source(import, geo::ShapeKind::polygon, [&](const SourceRow& row) {
        NewGrid fresh{.row = row.number(), .parent_code = row.text("parent_code"), .parent_name = row.text("parent_name")};
        fresh.grid.level = import.job.level ? *import.job.level : word_of<Level>(import, row, "level", parse_level).value_or(Level::grid);
        auto shape = area_or_refuse(import, row);
        if (!shape)
            return;
        fill(fresh, row, import, units);
        const bool is_nameless = match.empty() && fresh.grid.code.empty() && fresh.grid.name.empty();
        nameless += is_nameless;
        if (fresh.grid.name.empty())
            fresh.grid.name = fresh.grid.code;
        const Grid* before = nullptr;
        if (is_nameless)
            before = recognise ? by_shape.take(fresh.grid.level, *shape) : nullptr;
        if (is_nameless && !before)
            fresh.grid.name = free_name(import.report.layer, names, next_name);
        const std::string key = is_nameless ? fmt::format("row|{}", row.number()) : key_of(fresh.grid, match, import.job.now);
        const bool is_named_alone = recognise || !match.empty() || !fresh.grid.code.empty();
        if (const auto [at, added] = is_named_alone ? seen.emplace(key, row.number()) : std::pair(seen.end(), true); !added) {
            import.refuse(row.number(), {fresh.grid.code.empty() ? "name_twice" : "code_twice",
                                         {fresh.grid.code.empty() ? fresh.grid.name : fresh.grid.code, std::to_string(at->second)}});
            return;
        }
        if (const std::string unit = row.text("unit"); !unit.empty() && !units.contains(unit))
            unknown_units.insert(unit);
        if (const auto at = known.find(key); recognise && at != known.end())
            before = at->second;
        if (before) {
            Grid merged = *before;
            take_fields(merged, fresh);
            fresh.grid = std::move(merged);
            fresh.known = true;
        }
        fresh.grid.shape = std::move(*shape);
        found.push_back(std::move(fresh));
    });
    if (nameless > 0)
        import.note({"no_identity", {std::to_string(nameless), fmt::format("{}", fmt::join(import.report.columns_not_taken, ", "))}});
    if (!unknown_units.empty())
        import.note({"units_unknown", {std::to_string(unknown_units.size()), *unknown_units.begin()}});
    return found;
}

} // namespace data
