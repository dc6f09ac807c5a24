#include "data/records/check.h"

#include "geo/partition/check.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <chrono>
#include <unordered_map>

namespace data {
namespace {

constexpr std::size_t max_findings = 1000; // of each kind; the counts are whole

class Findings {
public:
    explicit Findings(CheckReport& report) : report_(report) {}

    void add(const char* kind, std::int64_t& count, std::string text, geo::LonLat place, std::vector<GridId> grids)
    {
        if (count++ < std::int64_t(max_findings))
            report_.findings.push_back({kind, std::move(text), place, std::move(grids)});
    }

private:
    CheckReport& report_;
};

std::string title(const Grid& grid)
{
    return grid.code.empty()                             ? grid.name
           : grid.name.empty() || grid.name == grid.code ? grid.code
                                                         : grid.code + " " + grid.name;
}

void check_shapes(const std::vector<const Grid*>& level, CheckReport& report, Findings& findings,
                  const std::stop_token& stop)
{
    if (level.empty())
        return;
    std::vector<geo::MultiPolygon> shapes;
    for (const Grid* grid : level)
        shapes.push_back(grid->shape);
    const geo::PartitionFindings found = geo::check_partition(geo::Partition(shapes), {}, stop);
    const char* level_name = level_names[std::size_t(level.front()->level)];
    for (const geo::FaceOverlap& overlap : found.overlaps) {
        const Grid &a = *level[overlap.face_a], &b = *level[overlap.face_b];
        findings.add("overlap", report.overlaps,
                     fmt::format("{} and {} overlap by {:.1f} m²", title(a), title(b), overlap.area_m2), overlap.place,
                     {a.id, b.id});
    }
    const auto unowned = [&](const char* kind, std::int64_t& count, const geo::UnownedArea& area) {
        std::vector<GridId> around;
        for (const std::uint32_t face : area.faces)
            around.push_back(level[face]->id);
        findings.add(kind, count,
                     fmt::format("{:.1f} m², {:.2f} m wide, in no {}", area.area_m2, area.width_m, level_name),
                     area.place, std::move(around));
    };
    for (const geo::UnownedArea& gap : found.gaps)
        unowned("gap", report.gaps, gap);
    for (const geo::UnownedArea& land : found.unassigned)
        unowned("unassigned", report.unassigned, land);
    for (const geo::InvalidFace& face : found.invalid) {
        const Grid& grid = *level[face.face];
        findings.add("invalid", report.invalid, title(grid) + ": " + face.reason, grid.label, {grid.id});
    }
}

bool is_digits(const std::string& code)
{
    return !code.empty() && std::ranges::all_of(code, [](char c) { return c >= '0' && c <= '9'; });
}

void check_tree(std::span<const Grid* const> grids, CheckReport& report, Findings& findings)
{
    std::unordered_map<GridId, const Grid*> by_id;
    std::array<bool, level_names.size()> has_level{};
    std::array<std::unordered_map<std::string, const Grid*>, level_names.size()> by_code;
    for (const Grid* grid : grids) {
        by_id.emplace(grid->id, grid);
        has_level[std::size_t(grid->level)] = true;
    }
    for (const Grid* grid : grids) {
        const bool has_above =
            std::any_of(has_level.begin(), has_level.begin() + int(grid->level), [](bool has) { return has; });
        const auto at = by_id.find(grid->parent);
        const Grid* parent = at == by_id.end() ? nullptr : at->second;
        if (grid->parent ? !parent : has_above)
            findings.add("orphan", report.orphans,
                         title(*grid) + (grid->parent ? ": the area it belongs to is closed or gone"
                                                      : ": belongs to no area above"),
                         grid->label, {grid->id});
        else if (parent && parent->level >= grid->level)
            findings.add("orphan", report.orphans,
                         fmt::format("{}: belongs to {}, which is not above it", title(*grid), title(*parent)),
                         grid->label, {grid->id, parent->id});
        if (grid->code.empty())
            continue;
        if (const auto [same, added] = by_code[std::size_t(grid->level)].emplace(grid->code, grid); !added)
            findings.add("code", report.code_errors,
                         fmt::format("{} and {} have the same code", title(*grid), title(*same->second)), grid->label,
                         {grid->id, same->second->id});
        else if (grid->level == Level::grid && (grid->code.size() != 15 || !is_digits(grid->code)))
            findings.add("code", report.code_errors, title(*grid) + ": a unit grid's code has 15 digits", grid->label,
                         {grid->id});
        else if (parent && is_digits(grid->code) && is_digits(parent->code) && !grid->code.starts_with(parent->code))
            findings.add(
                "code", report.code_errors,
                fmt::format("{}: does not begin with {}, the code of {}", title(*grid), parent->code, parent->name),
                grid->label, {grid->id, parent->id});
    }
}

} // namespace

CheckReport check_grids(std::span<const Grid> grids, TimePoint now, std::stop_token stop)
{
    const auto begin = std::chrono::steady_clock::now();
    CheckReport report;
    Findings findings(report);
    std::vector<const Grid*> in_force;
    std::array<std::vector<const Grid*>, level_names.size()> levels;
    for (const Grid& grid : grids)
        if (is_in_force(grid, now)) {
            in_force.push_back(&grid);
            levels[std::size_t(grid.level)].push_back(&grid);
        }
    report.grids = std::int64_t(in_force.size());
    for (const auto& level : levels)
        check_shapes(level, report, findings, stop);
    check_tree(in_force, report, findings);
    report.seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    return report;
}

std::string json_from(const CheckReport& report)
{
    using nlohmann::ordered_json;
    ordered_json object{{"grids", report.grids},
                              {"overlaps", report.overlaps},
                              {"gaps", report.gaps},
                              {"unassigned", report.unassigned},
                              {"invalid", report.invalid},
                              {"orphans", report.orphans},
                              {"code_errors", report.code_errors},
                              {"seconds", report.seconds}};
    if (!report.digest.empty())
        object["digest"] = report.digest;
    return object.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

} // namespace data
