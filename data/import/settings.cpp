#include "data/import/settings.h"

#include "geo/crs/position_text.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace data {
namespace {

bool is_inside(geo::LonLat p, double west, double south, double east, double north)
{
    return p.lon >= west && p.lon <= east && p.lat >= south && p.lat <= north;
}

/// All of China keeps one time, so the longitude alone would be wrong for its west.
bool keeps_china_time(geo::LonLat p)
{
    return is_inside(p, 97, 18, 124, 54) || is_inside(p, 74, 28.5, 97, 49) || is_inside(p, 124, 43, 135, 54);
}

} // namespace

std::string utc_offset_for(geo::LonLat place)
{
    const int hours = keeps_china_time(place) ? 8 : int(std::lround(place.lon / 15));
    return fmt::format("{}{:02}:00", hours < 0 ? '-' : '+', std::abs(hours));
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
        import.zone = zone_from_text(offset);
        import.settings.emplace_back("workspace.utc_offset", offset);
        import.note({"utc_offset_chosen", {offset}});
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
