#include "console/commands/functions.h"
#include "console/wall/places.h"
#include "console/wall/views.h"

#include <fmt/format.h>

#include <algorithm>

namespace console::wall_commands {
namespace {

constexpr auto first_wait = std::chrono::seconds(3); // for a camera that is asked in place of one that does not answer

void say(CommandContext& context, Said words) { context.session.messages.push_back({context.now, std::move(words), false}); }

void show_view(CommandContext& context, const std::string& name)
{
    const auto view = find_wall_view(context.world, name);
    if (!view)
        throw Error(geo::remark("message.no_view", name));
    WallState& wall = context.session.wall;
    if (wall.locked)
        throw Error(geo::remark("message.wall_locked"));
    std::string missing;
    wall.tiles_shown = view->tiles;
    wall.focused = std::min(wall.focused, view->tiles - 1);
    for (std::size_t i = 0; i < static_cast<std::size_t>(view->tiles); ++i) {
        if (wall.tiles[i].locked)
            continue;
        const int number = i < view->numbers.size() ? view->numbers[i] : 0;
        const data::Camera* camera = data::find_camera_by_number(context.world, number);
        if (number > 0 && !camera)
            missing += (missing.empty() ? "" : ", ") + std::to_string(number);
        put_camera(context, wall.tiles[i], camera ? camera->id : data::CameraId{}, "view " + name);
        wall.tiles[i].is_hot = std::ranges::find(view->hot, static_cast<int>(i) + 1) != view->hot.end();
    }
    wall.view = name;
    if (!missing.empty())
        say(context, said("message.view_without", name, missing));
}

/// The view `step` away from the one shown, in the order of names.
void step_view(CommandContext& context, int step)
{
    const std::vector<std::string> names = wall_view_names(context.world);
    if (names.empty())
        throw Error(geo::remark("message.no_views"));
    const auto at = std::ranges::find(names, context.session.wall.view);
    const auto count = static_cast<std::ptrdiff_t>(names.size());
    const std::ptrdiff_t from = at != names.end() ? at - names.begin() : step > 0 ? -1 : 0;
    show_view(context, names[static_cast<std::size_t>((from + step + count) % count)]);
}

void start_tour(CommandContext& context, int dwell_s, std::vector<int> numbers)
{
    WallState& wall = context.session.wall;
    std::erase_if(numbers, [&](int number) { return !data::find_camera_by_number(context.world, number); });
    if (numbers.size() < 2)
        throw Error(geo::remark("message.tour_short"));
    if (wall.tiles[static_cast<std::size_t>(wall.focused)].locked || wall.locked)
        throw Error(geo::remark("message.tile_locked"));
    TourState tour{.numbers = std::move(numbers), .tile = wall.focused, .dwell = std::chrono::seconds(std::clamp(dwell_s, 3, 3600))};
    tour.next_at = context.now + tour.dwell;
    const data::Camera* first = data::find_camera_by_number(context.world, tour.numbers[0]);
    put_camera(context, wall.tiles[static_cast<std::size_t>(tour.tile)], first->id, "tour");
    wall.tour = std::move(tour);
}

}

void save_view(CommandContext& context, Arguments arguments)
{
    const std::string name = rest_argument(arguments, 0);
    if (name.empty())
        throw Error(geo::remark("message.view_name"));
    data::WallView view{.name = name, .tiles = context.session.wall.tiles_shown};
    for (int i = 0; i < view.tiles; ++i) {
        const WallTile& tile = context.session.wall.tiles[static_cast<std::size_t>(i)];
        const data::Camera* camera = context.world.cameras->find(tile.hot ? tile.hot->before : tile.camera);
        view.numbers.push_back(camera ? camera->number : 0);
        if (tile.is_hot)
            view.hot.push_back(i + 1);
    }
    data::LogWords log{"view_saved", "view " + name, words_of(view)};
    context.services.records.change(data::SaveWallView{std::move(view)}, std::move(log));
    context.session.wall.view = name;
    say(context, said("message.view_saved", name));
}

void view(CommandContext& context, Arguments arguments) { show_view(context, rest_argument(arguments, 0)); }
void next_view(CommandContext& context, Arguments) { step_view(context, 1); }
void previous_view(CommandContext& context, Arguments) { step_view(context, -1); }

void remove_view(CommandContext& context, Arguments arguments)
{
    const std::string name = rest_argument(arguments, 0);
    const auto removed = find_wall_view(context.world, name);
    if (!removed)
        throw Error(geo::remark("message.no_view", name));
    context.services.records.change(data::RemoveWallView{name}, {"view_removed", "view " + name, ""});
    context.session.removed_view = removed;
}

void tour(CommandContext& context, Arguments arguments)
{
    const auto dwell = static_cast<int>(number_argument(arguments, 0, "seconds a camera stays"));
    std::vector<int> numbers;
    if (arguments.size() == 2 && find_wall_view(context.world, arguments[1])) {
        numbers = find_wall_view(context.world, arguments[1])->numbers;
    } else {
        for (std::size_t i = 1; i < arguments.size(); ++i)
            numbers.push_back(static_cast<int>(number_argument(arguments, i, "camera's number")));
    }
    start_tour(context, dwell, std::move(numbers));
}

void tour_step(CommandContext& context, Arguments)
{
    WallState& wall = context.session.wall;
    if (!wall.tour || wall.tour->held)
        return;
    TourState& tour = *wall.tour;
    WallTile& tile = wall.tiles[static_cast<std::size_t>(tour.tile)];
    const data::Camera* camera = data::find_camera_by_number(context.world, tour.numbers[tour.coming()]);
    if (camera && !tile.locked && !wall.locked) {
        put_camera(context, tile, camera->id, "tour");
        tile.earlier.clear(); // a tour's steps are not the operator's
    }
    tour.at = tour.coming();
    tour.skipped = 0;
    tour.next_at = context.now + tour.dwell;
}

void tour_skip(CommandContext& context, Arguments)
{
    if (!context.session.wall.tour)
        return;
    TourState& tour = *context.session.wall.tour;
    tour.skipped = (tour.skipped + 1) % tour.numbers.size();
    if (tour.coming() == tour.at) // all the others were asked: begin again with the next
        tour.skipped = 0;
    tour.next_at = context.now + first_wait;
}

void tour_hold(CommandContext& context, Arguments)
{
    if (!context.session.wall.tour)
        return;
    TourState& tour = *context.session.wall.tour;
    tour.held = !tour.held;
    tour.next_at = context.now + tour.dwell;
}

void tour_stop(CommandContext& context, Arguments) { context.session.wall.tour.reset(); }

}
