#include "console/commands/functions.h"

#include <algorithm>
#include <array>
#include <utility>
#include <cstdlib>

namespace console::wall_commands {
namespace {

constexpr std::size_t earlier_kept = 10, digits_kept = 5;

WallTile& tile_argument(CommandContext& context, Arguments arguments, std::size_t index)
{
    WallState& wall = context.session.wall;
    if (index >= arguments.size())
        return wall.tiles[static_cast<std::size_t>(wall.focused)];
    const std::int64_t tile = number_argument(arguments, index, "tile");
    if (tile < 1 || tile > static_cast<std::int64_t>(wall.tiles.size()))
        throw Error("The wall has no tile " + std::to_string(tile) + ".");
    return wall.tiles[static_cast<std::size_t>(tile - 1)];
}

void put_camera(CommandContext& context, WallTile& tile, data::CameraId camera, std::string why)
{
    if (tile.locked)
        throw Error(context.text("message.tile_locked"));
    if (tile.camera == camera)
        return;
    if (tile.camera) {
        tile.earlier.push_back(tile.camera);
        if (tile.earlier.size() > earlier_kept)
            tile.earlier.erase(tile.earlier.begin());
    }
    tile.camera = camera;
    tile.why = std::move(why);
}

}

void layout(CommandContext& context, Arguments arguments)
{
    const std::string text = text_argument(arguments, 0, "1, 4, 9 or 16 tiles");
    int tiles = std::atoi(text.c_str());
    if (text.find('x') != std::string::npos)
        tiles *= tiles;
    if (tiles != 1 && tiles != 4 && tiles != 9 && tiles != 16)
        throw Error("A wall shows 1, 4, 9 or 16 tiles, not " + text + ".");
    context.session.wall.tiles_shown = tiles;
    context.session.wall.focused = std::min(context.session.wall.focused, tiles - 1);
}

void put(CommandContext& context, Arguments arguments)
{
    const data::CameraId camera{number_argument(arguments, 0, "camera")};
    if (!context.world.cameras->find(camera))
        throw Error(context.text("message.no_camera"));
    put_camera(context, tile_argument(context, arguments, 1), camera, arguments.size() > 2 ? rest_argument(arguments, 2) : "command");
}

void type_digit(CommandContext& context, Arguments arguments)
{
    std::string& typed = context.session.typed_digits;
    if (typed.size() < digits_kept)
        typed += text_argument(arguments, 0, "digit").substr(0, 1);
}

void put_number(CommandContext& context, Arguments)
{
    const std::string typed = std::exchange(context.session.typed_digits, {});
    const data::Camera* camera = data::find_camera_by_number(context.world, std::atoi(typed.c_str()));
    if (!camera)
        throw Error(context.text.format("message.no_camera_number", {typed}));
    if (context.session.layout == Layout::wall)
        put_camera(context, tile_argument(context, {}, 0), camera->id, "number");
    else
        camera_commands::open(context, std::array{std::to_string(camera->id.value), std::string("number")});
}

void swap(CommandContext& context, Arguments arguments)
{
    WallTile& a = tile_argument(context, std::array{text_argument(arguments, 0, "tile")}, 0);
    WallTile& b = tile_argument(context, std::array{text_argument(arguments, 1, "other tile")}, 0);
    if (a.locked || b.locked)
        throw Error(context.text("message.tile_locked"));
    std::swap(a, b);
}

void focus(CommandContext& context, Arguments arguments)
{
    const std::int64_t tile = number_argument(arguments, 0, "tile");
    if (tile < 1 || tile > context.session.wall.tiles_shown)
        throw Error("The wall shows no tile " + std::to_string(tile) + ".");
    context.session.wall.focused = static_cast<int>(tile - 1);
}

void focus_next(CommandContext& context, Arguments)
{
    WallState& wall = context.session.wall;
    wall.focused = (wall.focused + 1) % wall.tiles_shown;
}

void clear(CommandContext& context, Arguments arguments) { put_camera(context, tile_argument(context, arguments, 0), {}, ""); }

void back(CommandContext& context, Arguments)
{
    Session& session = context.session;
    if (!session.typed_digits.empty()) {
        session.typed_digits.pop_back();
        return;
    }
    if (session.map.measuring && session.layout != Layout::wall)
        return map_commands::measure_undo(context, {});
    WallTile& tile = tile_argument(context, {}, 0);
    if (tile.locked)
        throw Error(context.text("message.tile_locked"));
    if (tile.earlier.empty())
        return;
    tile.camera = tile.earlier.back();
    tile.earlier.pop_back();
    tile.why = "back";
}

void lock(CommandContext& context, Arguments arguments)
{
    WallTile& tile = tile_argument(context, arguments, 0);
    tile.locked = !tile.locked;
}

void fill(CommandContext& context, Arguments) { context.session.wall.fill = !context.session.wall.fill; }

}
