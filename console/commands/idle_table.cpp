// What a command would change nothing of, though it could run: its menu rows are dim and say so. By the command's name; where a command
// needs several things at once, the first that lacks is told.

#include "console/commands/argument_choices.h"
#include "console/commands/functions.h"
#include "data/records/camera_url.h"
#include "data/records/demo_url.h"

#include <algorithm>

namespace console {
namespace {

using Why = const char*; // key of the words; null: it does something

const data::Camera* camera_of(const data::World& world, const Session& session) { return world.cameras->find(camera_in_hand(session)); }
const data::Incident* incident_of(const data::World& world, const Session& session) { return world.incidents.find(session.selection.incident); }
const WallTile& focused(const Session& session) { return session.wall.tiles[static_cast<std::size_t>(session.wall.focused)]; }

Why no_camera(const data::World& world, const Session& session)
{
    if (camera_of(world, session))
        return nullptr;
    return session.layout == Layout::wall ? "why.tile_empty" : "why.camera";
}

Why no_picture(const data::World&, const Session& session)
{
    const auto cameras = replay_commands::cameras_in_hand(session);
    if (cameras.empty())
        return session.layout == Layout::wall ? "why.tile_empty" : "why.picture";
    return std::ranges::all_of(cameras, [&](data::CameraId id) { return has_place_for(session, id); }) ? nullptr : "why.not_on_wall";
}

Why not_dialled(const data::World& world, const Session& session)
{
    if (const Why why = no_camera(world, session))
        return why;
    return data::is_dialled(*camera_of(world, session)) ? nullptr : "why.nothing_to_dial";
}

Why not_dialled_here(const data::World& world, const Session& session)
{
    if (const Why why = not_dialled(world, session))
        return why;
    return has_place_for(session, camera_in_hand(session)) ? nullptr : "why.not_on_wall";
}

Why no_diary(const data::World& world, const Session& session)
{
    if (const Why why = no_camera(world, session))
        return why;
    const std::string& url = data::least_url(*camera_of(world, session));
    return url.empty() || data::parse_demo_url(url) ? "why.nothing_to_dial" : nullptr;
}

Why selected_already(const data::World&, const Session& session)
{
    const data::CameraId asked = asked_camera(session);
    return asked && session.selection.camera == asked && session.selection.record == Record::camera ? "why.selected_already" : nullptr;
}

Why shown_already(const data::World&, const Session& session)
{
    const data::CameraId asked = asked_camera(session);
    if (!asked)
        return nullptr;
    if (session.layout == Layout::wall)
        return focused(session).camera == asked ? "why.shown_already" : nullptr;
    return session.case_cameras_open && std::ranges::find(session.case_cameras, asked) != session.case_cameras.end() ? "why.shown_already" : nullptr;
}

Why added_already(const data::World&, const Session& session)
{
    const data::CameraId asked = asked_camera(session);
    return asked && session.layout == Layout::wall && focused(session).camera == asked ? "why.shown_already" : nullptr;
}

/// About one camera: its masks. Else a form asks which.
Why no_masks(const data::World& world, const Session& session)
{
    const auto& all = *world.setup.masks;
    const data::CameraId asked = asked_camera(session);
    const auto has = [](const data::CameraMasks& of) { return !of.masks.empty(); };
    if (asked)
        return std::ranges::any_of(all.rows, [&](const data::CameraMasks& of) { return of.id == asked && has(of); }) ? nullptr : "why.no_masks";
    return std::ranges::any_of(all.rows, has) ? nullptr : "why.no_masks_at_all";
}

Why no_replay(const data::World& world, const Session& session) { return replay_commands::has_replay(world, session) ? nullptr : "why.replay"; }

Why tile_empty(const data::World&, const Session& session) { return focused(session).camera ? nullptr : "why.tile_empty"; }

Why nothing_before(const data::World&, const Session& session)
{
    const bool is_wall = session.layout == Layout::wall;
    const bool has_drawn = !is_wall && ((session.map.mode == MapMode::measure && !session.map.measured.empty()) || (session.map.mode == MapMode::area && !session.map.area_drawn.empty()));
    const bool has_picture = is_wall && (focused(session).hot || !focused(session).earlier.empty());
    return !session.typed_digits.empty() || has_drawn || has_picture ? nullptr : "why.nothing_before";
}

Why one_tile(const data::World&, const Session& session) { return session.wall.tiles_shown > 1 || session.wall.is_enlarged ? nullptr : "why.one_tile"; }

Why no_position(const data::World& world, const Session& session) { return incident_of(world, session)->has_position ? nullptr : "why.no_position"; }
Why closed(const data::World& world, const Session& session) { return data::is_open(*incident_of(world, session)) ? nullptr : "why.closed"; }

Why accepted_already(const data::World& world, const Session& session)
{
    const data::Incident& incident = *incident_of(world, session);
    if (!data::is_open(incident))
        return "why.closed";
    return incident.state == data::IncidentState::accepted && incident.attention == data::Attention::in_hand ? "why.accepted_already" : nullptr;
}

Why seen_already(const data::World& world, const Session& session)
{
    return incident_of(world, session)->attention == data::Attention::fresh ? nullptr : "why.seen_already";
}

Why none_near(const data::World&, const Session& session)
{
    return std::ranges::any_of(session.case_cameras, [](data::CameraId id) { return bool(id); }) ? nullptr : "why.none_near";
}

Why opened_already(const data::World& world, const Session& session)
{
    if (const Why why = none_near(world, session))
        return why;
    return session.case_cameras_open && (session.layout == Layout::desk || session.layout == Layout::list) ? "why.opened_already" : nullptr;
}

Why no_grids(const data::World&, const Session& session) { return session.editor.selected.empty() ? "why.grids" : nullptr; }

Why edited_already(const data::World&, const Session& session) { return session.layout == Layout::editor && !session.editor.draft.empty() ? "why.edited_already" : nullptr; }

Why no_fix(const data::World&, const Session& session) { return session.editor.fixes.empty() ? "why.by_hand" : nullptr; }

Why no_repair(const data::World& world, const Session& session) { return first::repair(world, session).empty() ? "why.by_hand" : nullptr; }

Why shown_kind(const data::World&, const Session& session)
{
    return session.log.kinds == std::set<std::string>{session.log_row->kind} ? "why.filtered_already" : nullptr;
}
Why shown_account(const data::World&, const Session& session) { return session.log.account == session.log_row->account ? "why.filtered_already" : nullptr; }

struct IdleRow {
    const char* name;
    Why (*why)(const data::World&, const Session&); // asked only where the command is enabled
};
constexpr IdleRow table[] = {
    {"camera.retry", not_dialled_here},
    {"camera.diary", no_diary},
    {"camera.select_number", selected_already},
    {"camera.open_number", shown_already},
    {"camera.unmask", no_masks},
    {"camera.lift_mask", no_masks},
    {"mask.draw", no_picture},
    {"replay.toggle", no_picture},
    {"replay.start", no_picture},
    {"replay.live", no_replay},
    {"replay.incident", none_near},
    {"evidence.snapshot", no_picture},
    {"evidence.clip", no_picture},
    {"wall.add", added_already},
    {"wall.clear", tile_empty},
    {"wall.back", nothing_before},
    {"wall.enlarge", one_tile},
    {"wall.focus_next", one_tile},
    {"incident.zoom", no_position},
    {"incident.accept", accepted_already},
    {"incident.seen", seen_already},
    {"incident.close", closed},
    {"incident.severity", closed},
    {"incident.cameras", opened_already},
    {"editor.open", edited_already},
    {"finding.fix", no_fix},
    {"finding.fix_all", no_repair},
    {"grid.assign", no_grids},
    {"grid.simplify", no_grids},
    {"grid.confirm", no_grids},
    {"log.only_kind", shown_kind},
    {"log.only_account", shown_account},
};

}

const char* why_idle_key(const CommandRow& row, const data::World& world, const Session& session)
{
    const auto at = std::ranges::find(table, std::string_view(row.name), &IdleRow::name);
    return at == std::end(table) ? nullptr : at->why(world, session);
}

}
