#include "console/commands/functions.h"
#include "console/wall/camera_tree.h"
#include "console/wall/views.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace console {
namespace {

constexpr int usual_dwell = 10;

void say_done(CommandContext& context, Said words) { context.session.messages.push_back({context.now, std::move(words), false}); }

WorkspaceMemory& memory_of(CommandContext& context) { return context.session.remembered[context.world.workspace.path]; }

/// Cameras by their short numbers, each once. Throws Error for a number that nobody has, or without any.
std::vector<const data::Camera*> cameras_argument(CommandContext& context, Arguments arguments)
{
    std::vector<const data::Camera*> cameras;
    for (std::size_t i = 0; i < std::max<std::size_t>(arguments.size(), 1); ++i) {
        const std::int64_t number = number_argument(arguments, i, "camera's number");
        const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number));
        if (!camera)
            throw Error(geo::remark("message.no_camera_number", std::to_string(number)));
        if (std::ranges::find(cameras, camera) == cameras.end())
            cameras.push_back(camera);
    }
    return cameras;
}

void toggle_side(CommandContext& context, const char* side)
{
    std::string& shown = context.session.wall.side;
    shown = shown == side ? "" : side;
    if (shown == "cameras")
        ++context.session.tree_focus;
}

}

namespace camera_commands {

void select_number(CommandContext& context, Arguments arguments)
{
    take_in_hand(context.session, cameras_argument(context, arguments.first(std::min<std::size_t>(arguments.size(), 1))).front()->id);
}

void favourite(CommandContext& context, Arguments arguments)
{
    const auto cameras = cameras_argument(context, arguments);
    std::set<int>& favourites = memory_of(context).favourites;
    const bool are_all = std::ranges::all_of(cameras, [&](const data::Camera* camera) { return favourites.contains(camera->number); });
    for (const data::Camera* camera : cameras)
        if (are_all)
            favourites.erase(camera->number);
        else
            favourites.insert(camera->number);
}

}

namespace wall_commands {

void tree(CommandContext& context, Arguments) { toggle_side(context, "cameras"); }
void views(CommandContext& context, Arguments) { toggle_side(context, "views"); }

void tree_by(CommandContext& context, Arguments arguments)
{
    const std::string name = text_argument(arguments, 0, "grid, recorder, owner or favourites");
    if (!tree_by_from_name(name))
        throw Error(geo::remark("tree_by", name));
    context.session.tree_by = name;
}

void add(CommandContext& context, Arguments arguments)
{
    auto cameras = cameras_argument(context, arguments);
    WallState& wall = context.session.wall;
    if (wall.locked)
        throw Error(geo::remark("message.wall_locked"));
    // What the wall shows already is not put there twice: it gets the focus.
    const auto shown = wall.tiles.begin() + wall.tiles_shown;
    const auto tile_of = [&](const data::Camera* camera) { return std::find_if(wall.tiles.begin(), shown, [&](const WallTile& tile) { return tile.camera == camera->id; }); };
    if (const auto at = tile_of(cameras.front()); at != shown)
        wall.focused = static_cast<int>(at - wall.tiles.begin());
    std::erase_if(cameras, [&](const data::Camera* camera) { return tile_of(camera) != shown; });
    if (cameras.empty()) {
        if (context.session.layout != Layout::wall)
            say_done(context, said("message.on_wall", context.world.cameras->find(wall.tiles[static_cast<std::size_t>(wall.focused)].camera)->number, wall.focused + 1));
        return;
    }
    if (cameras.size() == 1) {
        // A full wall gives its focused tile; Backspace brings back what was there.
        std::optional<int> tile = put_into_free(context, cameras.front()->id, "tree");
        if (!tile)
            put_camera(context, wall.tiles[static_cast<std::size_t>(wall.focused)], cameras.front()->id, "tree"), tile = wall.focused;
        wall.focused = *tile;
        if (context.session.layout != Layout::wall)
            say_done(context, said("message.on_wall", cameras.front()->number, *tile + 1));
        return;
    }
    std::vector<data::CameraId> ids;
    for (const data::Camera* camera : cameras)
        ids.push_back(camera->id);
    const std::size_t done = put_into_free(context, ids, "tree");
    if (done < ids.size())
        throw Error(geo::remark("message.sent_part", std::to_string(done), std::to_string(ids.size())));
}

void rename_view(CommandContext& context, Arguments arguments)
{
    // Typed, both names may be of several words: the first is the longest that a view has.
    std::string name, to;
    for (std::size_t words = arguments.size(); words-- > 1 && name.empty();) {
        const std::string before = fmt::format("{}", fmt::join(arguments.first(words), " "));
        if (find_wall_view(context.world, before))
            name = before, to = rest_argument(arguments, words);
    }
    if (name.empty())
        throw Error(geo::remark("message.no_view", text_argument(arguments, 0, "view")));
    if (to.find_first_not_of(' ') == std::string::npos)
        throw Error(geo::remark("message.view_name"));
    if (to == name)
        return;
    if (std::ranges::find(context.world.setup.wall_views->rows, to, &data::WallView::name) != context.world.setup.wall_views->rows.end())
        throw Error(geo::remark("message.view_exists", to));
    context.services.records.change(data::RenameWallView{name, to}, {"view_renamed", "view " + to, "was=" + name});
    // Windows of seats begin with it by its name.
    for (data::SeatPlan plan : context.world.setup.seat_plans->rows) {
        bool is_meant = false;
        for (data::PlannedWindow& window : plan.windows)
            if (window.view == name)
                window.view = to, is_meant = true;
        if (is_meant)
            context.services.records.change(data::SaveSeatPlan{plan}, {"seat_plan_saved", "seat " + plan.seat, "view " + to});
    }
    Session& session = context.session;
    for (std::size_t i = 0; i < session.windows.size(); ++i)
        if (std::string& shown = window_state(session, i).wall.view; shown == name)
            shown = to;
    auto& dwells = memory_of(context).dwells;
    if (const auto dwell = dwells.extract(name))
        dwells[to] = dwell.mapped();
}

bool has_removed_view(const data::World& world, const Session& session) { return has_workspace(world, session) && session.removed_view.has_value(); }

void restore_view(CommandContext& context, Arguments)
{
    const data::WallView view = *context.session.removed_view;
    if (find_wall_view(context.world, view.name))
        throw Error(geo::remark("message.view_exists", view.name));
    data::LogWords log{"view_saved", "view " + view.name, words_of(view)};
    context.services.records.change(data::SaveWallView{view}, std::move(log));
    context.session.removed_view.reset();
}

void tour_view(CommandContext& context, Arguments arguments)
{
    // The last word is a number of seconds where what stands before it is a view.
    std::string name = rest_argument(arguments, 0);
    std::optional<int> seconds;
    const bool has_number = arguments.size() > 1 && !arguments.back().empty() && arguments.back().find_first_not_of("0123456789") == std::string::npos;
    if (has_number && !find_wall_view(context.world, name)) {
        name = fmt::format("{}", fmt::join(arguments.first(arguments.size() - 1), " "));
        seconds = static_cast<int>(std::clamp<std::int64_t>(number_argument(arguments, arguments.size() - 1, "seconds a camera stays"), 3, 3600));
    }
    if (!find_wall_view(context.world, name))
        throw Error(geo::remark("message.no_view", name));
    auto& dwells = memory_of(context).dwells;
    if (seconds)
        dwells[name] = *seconds;
    const auto kept = dwells.find(name);
    tour(context, std::array{std::to_string(kept == dwells.end() ? usual_dwell : kept->second), name});
}

}
}
