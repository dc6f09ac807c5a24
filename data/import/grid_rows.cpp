#include "data/import/grid_rows.h"

#include "data/records/time.h"
#include "geo/error.h"
#include "geo/formats/repair.h"

#include <fmt/format.h>

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

/// As the row has it.
void fill(NewGrid& fresh, const SourceRow& row, const Import& import, const std::unordered_map<std::string, UnitId>& units)
{
    Grid& grid = fresh.grid;
    for (const char* field : {"code", "name", "kind", "households", "residents", "valid_from", "valid_to", "remark"})
        if (row.has(field))
            fresh.fields.insert(field);
    grid.code = row.text("code");
    grid.name = row.text("name");
    grid.kind = parse_grid_kind(row.text("kind")).value_or(GridKind::base);
    grid.households = parse_count(row.text("households"));
    grid.residents = parse_count(row.text("residents"));
    if (const auto unit = units.find(row.text("unit")); unit != units.end())
        grid.unit = unit->second, fresh.fields.insert("unit");
    grid.valid_from = time_of(row, "valid_from", import);
    grid.valid_to = time_of(row, "valid_to", import);
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
    std::set<std::string> unknown_units;
    read_source(import, geo::ShapeKind::polygon, [&](const SourceRow& row) {
        NewGrid fresh{.row = row.number(), .parent_code = row.text("parent_code"), .parent_name = row.text("parent_name")};
        fresh.grid.level = import.job.level ? *import.job.level : parse_level(row.text("level")).value_or(Level::grid);
        auto shape = area_or_refuse(import, row);
        if (!shape)
            return;
        fill(fresh, row, import, units);
        if (fresh.grid.name.empty())
            fresh.grid.name =
                fresh.grid.code.empty() ? fmt::format("{} {}", import.report.layer, row.number()) : fresh.grid.code;
        const std::string key = key_of(fresh.grid, match, import.job.now);
        const bool is_named_alone = recognise || !match.empty() || !fresh.grid.code.empty();
        if (const auto [at, added] = is_named_alone ? seen.emplace(key, row.number()) : std::pair(seen.end(), true); !added) {
            import.refuse(row.number(), {fresh.grid.code.empty() ? "name_twice" : "code_twice",
                                         {fresh.grid.code.empty() ? fresh.grid.name : fresh.grid.code, std::to_string(at->second)}});
            return;
        }
        if (const std::string unit = row.text("unit"); !unit.empty() && !units.contains(unit))
            unknown_units.insert(unit);
        if (const auto at = known.find(key); recognise && at != known.end()) {
            Grid merged = *at->second;
            take_fields(merged, fresh);
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

} // namespace data
