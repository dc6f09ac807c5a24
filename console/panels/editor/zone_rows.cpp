#include "console/panels/editor/zone_rows.h"

#include <fmt/format.h>

#include <algorithm>

namespace console {
namespace {

std::string zone_words(const Texts& text, const data::ZoneReport& zone)
{
    std::string words = zone.is_union()      ? text.format("zones.union", {std::to_string(zone.whole.size())})
                        : zone.cuts.empty() ? std::string(text("zones.no_grid"))
                                            : text.format("zones.cuts", {std::to_string(zone.cuts.size()), std::to_string(zone.whole.size())});
    if (zone.in_no_grid_m2 >= 1)
        words += "  " + text.format("zones.in_no_grid", {fmt::format("{:.0f}", zone.in_no_grid_m2)});
    return words;
}

std::string grid_title(const data::DraftVersion& version, const data::ZoneCut& cut)
{
    const data::DraftGrid* grid = version.grid(cut.face);
    if (!grid)
        return fmt::format("#{}", cut.grid.value);
    const std::string code = grid->code.empty() ? fmt::format("#{}", grid->id.value) : grid->code;
    return grid->name.empty() || grid->name == grid->code ? code : code + "  " + grid->name;
}

}

std::vector<ZoneRow> make_zone_rows(const Texts& text, const ZoneCheck& check, const data::DraftVersion& version, std::optional<std::size_t> in_hand)
{
    std::vector<const data::ZoneReport*> order;
    for (const data::ZoneReport& zone : check.zones)
        order.push_back(&zone);
    std::ranges::stable_sort(order, {}, [](const data::ZoneReport* zone) { return zone->is_union(); });
    std::vector<ZoneRow> rows;
    for (const data::ZoneReport* zone : order) {
        rows.push_back({zone->zone, geo::no_face, zone->name, zone_words(text, *zone), zone->is_union()});
        if (in_hand != zone->zone)
            continue;
        for (const data::ZoneCut& cut : zone->cuts)
            rows.push_back({zone->zone, cut.face, grid_title(version, cut),
                            text.format("zones.cut", {fmt::format("{:.0f}", cut.inside_m2), fmt::format("{:.0f}", cut.outside_m2)}), false});
    }
    return rows;
}

std::size_t count_no_unions(const ZoneCheck& check)
{
    return static_cast<std::size_t>(std::ranges::count_if(check.zones, [](const data::ZoneReport& zone) { return !zone.is_union(); }));
}

}
