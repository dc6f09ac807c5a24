#include "console/commands/functions.h"
#include "console/wall/hot_tiles.h"

#include <algorithm>

namespace console::hot_commands {
namespace {

WallTile& hot_tile_argument(CommandContext& context, Arguments arguments)
{
    WallState& wall = context.session.wall;
    const std::int64_t tile = arguments.empty() ? wall.focused + 1 : number_argument(arguments, 0, "tile");
    if (tile < 1 || tile > wall.tiles_shown)
        throw Error(geo::remark("no_tile", tile));
    return wall.tiles[static_cast<std::size_t>(tile - 1)];
}

void put_back(WallState& wall, WallTile& tile, data::TimePoint left)
{
    tile.camera = tile.hot->before;
    tile.why = tile.hot->why_before;
    tile.zoom = {};
    end_hot(wall, tile, left);
}

}

bool has_any(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && session.layout == Layout::wall && std::ranges::any_of(session.wall.tiles, [](const WallTile& tile) { return tile.hot.has_value(); });
}

void mark(CommandContext& context, Arguments arguments)
{
    WallTile& tile = hot_tile_argument(context, arguments);
    if (tile.is_hot && tile.hot)
        put_back(context.session.wall, tile, context.now);
    tile.is_hot = !tile.is_hot;
}

/// Comes from the wall with TILE INCIDENT CAMERA [further], as next_hot_step() found them.
void step(CommandContext& context, Arguments arguments)
{
    WallState& wall = context.session.wall;
    WallTile& tile = hot_tile_argument(context, arguments);
    const data::Incident* incident = context.world.incidents.find(data::IncidentId{number_argument(arguments, 1, "incident")});
    const data::Camera* camera = context.world.cameras->find(data::CameraId{number_argument(arguments, 2, "camera")});
    if (!incident || !camera || !tile.is_hot || tile.locked || wall.locked)
        return;
    HotPicture hot{.incident = incident->id, .before = tile.camera, .why_before = tile.why, .since = context.now, .is_further = arguments.size() > 3};
    if (tile.hot && tile.hot->incident == incident->id)
        hot = *tile.hot; // another of its cameras
    else if (tile.hot) {
        const auto has_another = [&](const WallTile& other) { return &other != &tile && other.hot && other.hot->incident == tile.hot->incident; };
        if (std::ranges::none_of(wall.tiles, has_another)) // else it is still shown
            wall.hot_left[tile.hot->incident] = context.now;
        hot.before = tile.hot->before;
        hot.why_before = tile.hot->why_before;
    }
    tile.hot = std::move(hot);
    tile.camera = camera->id;
    tile.why = "incident " + incident->number;
    tile.zoom = {};
    context.services.records.log("hot_tile", "incident " + incident->number, "tile=" + std::to_string(&tile - wall.tiles.data() + 1) + " camera=" + std::to_string(camera->number));
}

void give_back(CommandContext& context, Arguments)
{
    WallState& wall = context.session.wall;
    for (WallTile& tile : wall.tiles)
        if (tile.hot)
            put_back(wall, tile, data::TimePoint::max()); // its turn is over
}

}
