#include "console/commands/functions.h"
#include "console/wall/sheet_model.h"

#include <algorithm>

namespace console::sheet_commands {
namespace {

/// The camera named, or the one selected.
const data::Camera& sheet_camera(CommandContext& context, Arguments arguments)
{
    const data::CameraId id = arguments.empty() ? context.session.selection.camera : data::CameraId{number_argument(arguments, 0, "camera")};
    const data::Camera* camera = context.world.cameras->find(id);
    if (!camera)
        throw Error(geo::remark("message.no_camera"));
    return *camera;
}

/// The selection goes on to a neighbour; without one, to the first cell.
void step(CommandContext& context, int across, int down)
{
    Session& session = context.session;
    const auto& cameras = context.world.cameras->rows;
    const Sheet sheet = make_sheet(context.world, make_sheet_order(*context.world.cameras), session.sheet.filter, session.map.area);
    if (sheet.rows.empty())
        return;
    const auto at = std::ranges::find(sheet.rows, session.selection.camera, [&](std::uint32_t row) { return cameras[row].id; });
    const std::size_t to = step_on_sheet(sheet.rows.size(), static_cast<std::size_t>(std::max(session.sheet.columns, 1)),
                                         static_cast<std::size_t>(at - sheet.rows.begin()), across, down);
    camera_commands::take_in_hand(session, cameras[sheet.rows[to]].id);
    ++session.sheet.moves;
}

void say_tile(CommandContext& context, const data::Camera& camera, int tile)
{
    camera_commands::take_in_hand(context.session, camera.id);
    context.session.messages.push_back({context.now, said("message.on_wall", camera.number, tile + 1)});
}

}

bool is_shown(const data::World& world, const Session& session) { return has_workspace(world, session) && session.layout == Layout::sheet; }

bool has_cell(const data::World& world, const Session& session)
{
    return is_shown(world, session) && session.selection.camera && session.typed_digits.empty();
}

void filter(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "all, faulty, unasked or area");
    if (std::ranges::find(sheet_filters, name) == sheet_filters.end())
        throw Error(geo::remark("no_sheet_filter", name));
    context.session.sheet.filter = name;
}

void size(CommandContext& context, Arguments arguments)
{
    const auto wanted = number_argument(arguments, 0, "size, 0 to 3");
    if (wanted < 0 || wanted > 3)
        throw Error(geo::remark("cell_range"));
    context.session.sheet.size = static_cast<int>(wanted);
}

void columns(CommandContext& context, Arguments arguments)
{
    context.session.sheet.columns = static_cast<int>(std::clamp<std::int64_t>(number_argument(arguments, 0, "columns"), 1, 1000));
}

void left(CommandContext& context, Arguments) { step(context, -1, 0); }
void right(CommandContext& context, Arguments) { step(context, 1, 0); }
void up(CommandContext& context, Arguments) { step(context, 0, -1); }
void down(CommandContext& context, Arguments) { step(context, 0, 1); }

void to_wall(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = sheet_camera(context, arguments);
    WallState& wall = context.session.wall;
    wall_commands::put_camera(context, wall.tiles[static_cast<std::size_t>(wall.focused)], camera.id, "sheet");
    say_tile(context, camera, wall.focused);
}

void to_free(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = sheet_camera(context, arguments);
    const std::optional<int> tile = wall_commands::put_into_free(context, camera.id, "sheet");
    if (!tile)
        throw Error(geo::remark("message.no_free_tile"));
    say_tile(context, camera, *tile);
}

}
