#include "console/cli/zones_report.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr std::size_t most_zones = 20, most_cuts = 20;

/// To a tenth.
double tenths(double value) { return std::round(value * 10) / 10; }

} // namespace

ZonesReport make_zones_report(const data::Draft& draft, std::vector<data::ZoneReport> zones)
{
    ZonesReport out;
    for (data::ZoneReport& zone : zones) {
        ZonesReport::Line line;
        for (const data::ZoneCut& cut : zone.cuts) {
            const data::DraftGrid* grid = draft.version().grid(cut.face);
            line.cuts.push_back({draft.name_for_scripts(cut.face), grid ? grid->name : "", cut.inside_m2, cut.outside_m2});
        }
        out.no_unions += !zone.is_union();
        line.zone = std::move(zone);
        out.zones.push_back(std::move(line));
    }
    return out;
}

std::string json_from(const ZonesReport& report)
{
    using nlohmann::ordered_json;
    ordered_json zones = ordered_json::array();
    for (const ZonesReport::Line& line : report.zones) {
        ordered_json cuts = ordered_json::array();
        for (const ZonesReport::Cut& cut : line.cuts)
            cuts.push_back({{"grid", cut.grid}, {"name", cut.name}, {"inside_m2", tenths(cut.inside_m2)}, {"outside_m2", tenths(cut.outside_m2)}});
        zones.push_back({{"zone", line.zone.name},
                         {"grids_whole", line.zone.whole.size()},
                         {"grids_cut", std::move(cuts)},
                         {"is_union", line.zone.is_union()},
                         {"area_m2", tenths(line.zone.area_m2)},
                         {"in_no_grid_m2", tenths(line.zone.in_no_grid_m2)}});
    }
    return ordered_json{{"zones", std::move(zones)}, {"seconds", report.seconds}}.dump(-1, ' ', false, ordered_json::error_handler_t::replace);
}

std::string words_from(const ZonesReport& report)
{
    std::string out = fmt::format("{} zones, {} of them no unions of grids; {:.2f} s\n", report.zones.size(), report.no_unions, report.seconds);
    std::size_t shown = 0;
    for (const ZonesReport::Line& line : report.zones) {
        if (line.zone.is_union() || ++shown > most_zones)
            continue;
        out += line.cuts.empty() ? fmt::format("  {}: no grid lies in it\n", line.zone.name)
                                 : fmt::format("  {}: {} grids whole, {} cut\n", line.zone.name, line.zone.whole.size(), line.cuts.size());
        for (std::size_t i = 0; i < std::min(line.cuts.size(), most_cuts); ++i) {
            const ZonesReport::Cut& cut = line.cuts[i];
            out += fmt::format("    {}{}: {:.0f} m² inside, {:.0f} m² outside\n", cut.grid, cut.name.empty() || cut.name == cut.grid ? "" : " " + cut.name, cut.inside_m2, cut.outside_m2);
        }
        if (line.cuts.size() > most_cuts)
            out += fmt::format("    and {} more\n", line.cuts.size() - most_cuts);
    }
    if (shown > most_zones)
        out += fmt::format("  and {} more\n", shown - most_zones);
    return out;
}

} // namespace console
