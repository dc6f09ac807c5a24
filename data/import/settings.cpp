#include "data/import/settings.h"

#include "data/import/time_zones.h"
#include "geo/crs/position_text.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace data {
namespace {

/// Of standard time: the smaller of a year's two.
std::chrono::minutes standard_offset(const std::string& zone)
{
    using namespace std::chrono;
    const LocalZone local{zone, {}};
    return std::min(local.offset_at(sys_days(year(2024) / 1 / 1)), local.offset_at(sys_days(year(2024) / 7 / 1)));
}

} // namespace

std::string utc_offset_for(geo::LonLat place)
{
    const std::string zone = time_zone_at(place);
    const auto minutes = is_known_zone(zone) ? int(standard_offset(zone).count()) : int(std::lround(place.lon / 15)) * 60;
    return fmt::format("{}{:02}:{:02}", minutes < 0 ? '-' : '+', std::abs(minutes) / 60, std::abs(minutes) % 60);
}

std::optional<geo::LonLat> place_of(const WorkspaceLoaded& world)
{
    geo::LonLatBox box;
    for (const Grid& grid : world.grids->rows)
        box.add(grid.box);
    if (box.is_empty())
        for (const Camera& camera : world.cameras->rows)
            box.add(camera.position);
    if (box.is_empty())
        for (const Incident& incident : *world.incidents)
            if (incident.has_position)
                box.add(incident.position);
    return box.is_empty() ? std::nullopt : std::optional(box.centre());
}

void settle_place(Import& import, geo::LonLat place)
{
    const WorkspaceInfo& info = import.world.info;
    const bool has_time = !info.utc_offset.empty(), has_system = !info.projected_crs.empty();
    if (import.is_settled || (has_time && has_system))
        return;
    import.is_settled = true;
    if (!has_time) {
        const std::string offset = utc_offset_for(place);
        const std::string zone = time_zone_at(place);
        import.local.zone.offset = zone_from_text(offset);
        import.settings.emplace_back("workspace.utc_offset", offset);
        if (is_known_zone(zone)) {
            import.local.zone.name = zone;
            import.settings.emplace_back("workspace.time_zone", zone);
            import.note({"time_zone_chosen", {zone, offset}});
        } else {
            import.note({"utc_offset_chosen", {offset}});
        }
    }
    if (!has_system) {
        const std::string system = fmt::format("EPSG:{}", geo::projected_code_for(place));
        import.settings.emplace_back("workspace.projected_crs", system);
        import.note({"projected_chosen", {system}});
    }
}

void put_accounts(Import& import)
{
    // Somebody must be able to sign on: labels of roles, never persons.
    if (import.world.accounts->rows.empty()) {
        const std::array accounts{Account{{}, "值班员", "operator"}, Account{{}, "网格分析", "analyst"},
                                  Account{{}, "处置岗", "responder"}, Account{{}, "值班长", "supervisor"},
                                  Account{{}, "系统管理", "admin"}};
        import.store.put(std::span<const Account>(accounts));
    }
    if (import.world.posts->rows.empty()) {
        const std::array posts{Post{{}, "1", "desk-1"}, Post{{}, "2", "desk-2"}, Post{{}, "3", "desk-3"}};
        import.store.put(std::span<const Post>(posts));
    }
}

} // namespace data
