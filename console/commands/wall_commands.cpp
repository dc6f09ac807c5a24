#include "console/commands/functions.h"
#include "console/wall/hot_tiles.h"
#include "console/wall/places.h"

#include <algorithm>
#include <array>
#include <utility>
#include <cstdlib>

namespace console::wall_commands {
namespace {

constexpr std::size_t earlier_kept = 10, digits_kept = 5;
constexpr float most_zoom = 16;

WallTile& tile_argument(CommandContext& context, Arguments arguments, std::size_t index)
{
    WallState& wall = context.session.wall;
    if (index >= arguments.size())
        return wall.tiles[static_cast<std::size_t>(wall.focused)];
    const std::int64_t tile = number_argument(arguments, index, "tile");
    if (tile < 1 || tile > static_cast<std::int64_t>(wall.tiles.size()))
        throw Error(geo::remark("no_wall_tile", tile));
    return wall.tiles[static_cast<std::size_t>(tile - 1)];
}

/// Whoever touches the tile of a tour wants it to stay.
void hold_tour(CommandContext& context, int tile)
{
    std::optional<TourState>& tour = context.session.wall.tour;
    if (tour && tour->tile == tile)
        tour->held = true;
}

}

void put_camera(CommandContext& context, WallTile& tile, data::CameraId camera, std::string why)
{
    if (context.session.wall.locked)
        throw Error(geo::remark("message.wall_locked"));
    if (tile.locked)
        throw Error(geo::remark("message.tile_locked"));
    if (tile.camera == camera)
        return;
    end_hot(context.session.wall, tile, context.now); // the operator's now; the incident takes its next turn elsewhere
    if (tile.camera) {
        tile.earlier.push_back(tile.camera);
        if (tile.earlier.size() > earlier_kept)
            tile.earlier.erase(tile.earlier.begin());
    }
    tile.camera = camera;
    tile.zoom = {};
    tile.why = std::move(why);
}

void layout(CommandContext& context, Arguments arguments)
{
    const std::string text = text_argument(arguments, 0, "1, 4, 1+5, 1+7, 9, 16, 25 or 64 tiles");
    const int tiles = wall_size_from_name(text);
    if (tiles == 0)
        throw Error(geo::remark("no_wall_layout", text));
    context.session.wall.tiles_shown = tiles;
    context.session.wall.is_enlarged = false;
    context.session.wall.focused = std::min(context.session.wall.focused, tiles - 1);
    context.session.layout = Layout::wall; // who asks for a wall of sixteen wants to see it
}

void put(CommandContext& context, Arguments arguments)
{
    const data::CameraId camera{number_argument(arguments, 0, "camera")};
    if (!context.world.cameras->find(camera))
        throw Error(geo::remark("message.no_camera"));
    put_camera(context, tile_argument(context, arguments, 1), camera, arguments.size() > 2 ? rest_argument(arguments, 2) : "command");
}

void type_digit(CommandContext& context, Arguments arguments)
{
    std::string& typed = context.session.typed_digits;
    hold_tour(context, context.session.wall.focused);
    if (typed.size() < digits_kept)
        typed += text_argument(arguments, 0, "digit").substr(0, 1);
}

/// The camera of the digits typed so far, which are used up. Throws Error when no camera has the number.
const data::Camera& take_typed_camera(CommandContext& context)
{
    const std::string typed = std::exchange(context.session.typed_digits, {});
    const data::Camera* camera = data::find_camera_by_number(context.world, std::atoi(typed.c_str()));
    if (!camera)
        throw Error(geo::remark("message.no_camera_number", typed));
    return *camera;
}

void put_number(CommandContext& context, Arguments)
{
    const data::Camera& camera = take_typed_camera(context);
    if (context.session.layout == Layout::wall)
        put_camera(context, tile_argument(context, {}, 0), camera.id, "number");
    else
        camera_commands::open(context, std::array{std::to_string(camera.id.value), std::string("number")});
}

std::optional<int> put_into_free(CommandContext& context, data::CameraId camera, const std::string& why)
{
    WallState& wall = context.session.wall;
    // From the focused tile on, and around; places kept free for incidents last.
    for (const bool is_hot : {false, true})
        for (int i = 0; i < wall.tiles_shown; ++i) {
            const int index = (wall.focused + i) % wall.tiles_shown;
            WallTile& tile = wall.tiles[static_cast<std::size_t>(index)];
            if (tile.camera || tile.locked || tile.is_hot != is_hot)
                continue;
            put_camera(context, tile, camera, why);
            return index;
        }
    return std::nullopt;
}

std::size_t put_into_free(CommandContext& context, std::span<const data::CameraId> cameras, const std::string& why)
{
    std::size_t done = 0;
    while (done < cameras.size() && put_into_free(context, cameras[done], why))
        ++done;
    return done;
}

void put_free(CommandContext& context, Arguments)
{
    if (!put_into_free(context, take_typed_camera(context).id, "number"))
        throw Error(geo::remark("message.no_free_tile"));
}

void find(CommandContext& context, Arguments)
{
    const std::string typed = context.session.typed_digits;
    const data::Camera& camera = take_typed_camera(context);
    WallState& wall = context.session.wall;
    for (int i = 0; i < wall.tiles_shown; ++i)
        if (wall.tiles[static_cast<std::size_t>(i)].camera == camera.id) {
            wall.focused = i;
            return;
        }
    throw Error(geo::remark("message.not_on_wall", typed));
}

void enlarge(CommandContext& context, Arguments)
{
    WallState& wall = context.session.wall;
    wall.is_enlarged = !wall.is_enlarged && wall.tiles_shown > 1;
    hold_tour(context, wall.focused);
}

void lock_all(CommandContext& context, Arguments) { context.session.wall.locked = !context.session.wall.locked; }

void zoom(CommandContext& context, Arguments arguments)
{
    WallTile& tile = tile_argument(context, arguments, 0);
    const float factor = std::clamp(static_cast<float>(decimal_argument(arguments, 1, "how much larger")), 1.F, most_zoom);
    const auto share = [&](std::size_t index) { return arguments.size() > index ? static_cast<float>(decimal_argument(arguments, index, "point")) - 0.5F : 0.F; };
    if (!tile.camera)
        return;
    // The point under the pointer stays there.
    const float before = 1 / tile.zoom.factor, after = 1 / factor;
    const auto middle = [&](float at, float offset) { return std::clamp(at + offset * (before - after), after / 2, 1 - after / 2); };
    tile.zoom = {factor, middle(tile.zoom.x, share(2)), middle(tile.zoom.y, share(3))};
}

void swap(CommandContext& context, Arguments arguments)
{
    if (context.session.wall.locked)
        throw Error(geo::remark("message.wall_locked"));
    WallTile& a = tile_argument(context, std::array{text_argument(arguments, 0, "tile")}, 0);
    WallTile& b = tile_argument(context, std::array{text_argument(arguments, 1, "other tile")}, 0);
    if (a.locked || b.locked)
        throw Error(geo::remark("message.tile_locked"));
    for (WallTile* tile : {&a, &b})
        end_hot(context.session.wall, *tile, context.now); // whoever moves a picture keeps it
    std::swap(a, b);
    std::swap(a.is_hot, b.is_hot); // the place, not the picture
}

void focus(CommandContext& context, Arguments arguments)
{
    const std::int64_t tile = number_argument(arguments, 0, "tile");
    if (tile < 1 || tile > context.session.wall.tiles_shown)
        throw Error(geo::remark("no_tile", tile));
    context.session.wall.focused = static_cast<int>(tile - 1);
    hold_tour(context, context.session.wall.focused);
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
    if (session.map.mode == MapMode::measure && session.layout != Layout::wall)
        return map_commands::measure_undo(context, {});
    if (session.map.mode == MapMode::area && session.layout != Layout::wall)
        return map_commands::area_undo(context, {});
    WallTile& tile = tile_argument(context, {}, 0);
    if (tile.locked || session.wall.locked)
        throw Error(geo::remark("message.tile_locked"));
    if (tile.hot)
        return hot_commands::give_back(context, {});
    if (tile.earlier.empty())
        return;
    tile.camera = tile.earlier.back();
    tile.earlier.pop_back();
    tile.why = "back";
    tile.zoom = {};
}

void lock(CommandContext& context, Arguments arguments)
{
    WallTile& tile = tile_argument(context, arguments, 0);
    tile.locked = !tile.locked;
}

void fill(CommandContext& context, Arguments) { context.session.wall.fill = !context.session.wall.fill; }

}
