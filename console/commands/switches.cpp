#include "console/commands/switches.h"

#include "console/commands/functions.h"
#include "console/wall/guard_list.h"
#include "console/wall/roll_call_setting.h"

#include <algorithm>
#include <charconv>

namespace console::switches {
namespace {

/// The camera a menu is about; without one the camera in hand.
const data::Camera* camera_of(const data::World& world, const Session& session, About about)
{
    int number = 0;
    if (about.empty() || std::from_chars(about[0].data(), about[0].data() + about[0].size(), number).ec != std::errc())
        return world.cameras->find(camera_in_hand(session));
    return data::find_camera_by_number(world, number);
}

const WallTile& focused(const Session& session) { return session.wall.tiles[static_cast<std::size_t>(session.wall.focused)]; }

}

bool is_tracing(const data::World&, const Session& session, About) { return session.editor.is_tracing; }
bool has_snap_settings(const data::World&, const Session& session, About) { return session.editor.settings_open; }
bool is_queue_over_map(const data::World&, const Session& session, About) { return session.queue_over_map; }
bool is_fullscreen(const data::World&, const Session& session, About) { return session.place.fullscreen; }
bool has_layers_open(const data::World&, const Session& session, About) { return session.map.layers_open; }
bool has_equal_steps(const data::World&, const Session& session, About) { return session.map.measure_equal_steps; }
bool has_ring(const data::World&, const Session& session, About) { return session.map.ring.has_value(); }
bool is_case_enlarged(const data::World&, const Session& session, About) { return enlarged_in_case(session) >= 0; }

bool is_layer_shown(const data::World& world, const Session& session, About layer)
{
    if (layer.empty())
        return false;
    std::int64_t id = 0;
    const std::string& name = layer[0];
    if (const auto [end, error] = std::from_chars(name.data(), name.data() + name.size(), id); error == std::errc() && end == name.data() + name.size()) {
        const data::Layer* found = world.layers->find({id});
        return found && found->visible;
    }
    return !session.map.hidden.contains(name);
}

bool is_favourite(const data::World& world, const Session& session, About camera)
{
    const data::Camera* found = camera_of(world, session, camera);
    const auto memory = session.remembered.find(world.workspace.path);
    return found && memory != session.remembered.end() && memory->second.favourites.contains(found->number);
}

bool is_guarded(const data::World& world, const Session& session, About camera)
{
    const data::Camera* found = camera_of(world, session, camera);
    return found && is_guarded_by_hand(world, found->id);
}

bool has_roll_call(const data::World& world, const Session&, About) { return is_roll_call_on(world); }
bool is_drawing_mask(const data::World&, const Session& session, About) { return session.mask_drawing.has_value(); }
bool is_replayed(const data::World& world, const Session& session, About) { return replay_commands::has_replay(world, session); }

bool is_replay_paused(const data::World&, const Session& session, About) { return replay_commands::is_paused(session); }

bool is_tile_locked(const data::World&, const Session& session, About) { return focused(session).locked; }
bool is_tile_hot(const data::World&, const Session& session, About) { return focused(session).is_hot; }
bool is_wall_locked(const data::World&, const Session& session, About) { return session.wall.locked; }
bool is_tile_enlarged(const data::World&, const Session& session, About) { return session.wall.is_enlarged; }
bool is_filled(const data::World&, const Session& session, About) { return session.wall.fill; }
bool has_tree(const data::World&, const Session& session, About) { return session.wall.side == "cameras"; }
bool has_views(const data::World&, const Session& session, About) { return session.wall.side == "views"; }
bool is_tour_held(const data::World&, const Session& session, About) { return session.wall.tour && session.wall.tour->held; }

}
