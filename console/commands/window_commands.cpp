#include "console/commands/functions.h"
#include "console/seat/layout_names.h"
#include "console/seat/plan.h"
#include "console/wall/memory.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <ranges>

namespace console::window_commands {
namespace {

constexpr double most_metres = 50;

void say_words(CommandContext& context, Said words) { context.session.messages.push_back({context.now, std::move(words), false}); }

/// The first monitor that no window stands on; else the primary one.
std::string free_monitor(const Session& session)
{
    for (std::size_t i = 0; i < session.monitors.size(); ++i) {
        bool is_taken = i == 0 && window_state(session, 0).place.monitor.empty();
        for (std::size_t w = 0; w < session.windows.size(); ++w)
            is_taken = is_taken || window_state(session, w).place.monitor == session.monitors[i];
        if (!is_taken)
            return session.monitors[i];
    }
    return {};
}

void check_monitor(const CommandContext& context, const std::string& monitor)
{
    const std::vector<std::string>& known = context.session.monitors;
    if (!monitor.empty() && std::ranges::find(known, monitor) == known.end())
        throw Error(geo::remark("message.no_monitor", monitor, fmt::format("{}", fmt::join(known, ", "))));
}

/// A further window that looks at the same city.
WindowState& add_window(Session& session, Layout layout, WindowPlace place)
{
    WindowState window;
    window.layout = layout;
    window.place = std::move(place);
    window.map.view = session.map.view;
    window.map.hidden = session.map.hidden;
    window.map.fit_wanted = session.map.view == MapView{};
    session.windows.push_back(std::move(window));
    return session.windows.back();
}

std::optional<std::size_t> other_wall(const Session& session)
{
    for (std::size_t i = 0; i < session.windows.size(); ++i)
        if (const WindowState& window = window_state(session, i); i != session.window && window.layout == Layout::wall && !window.close_wanted)
            return i;
    return std::nullopt;
}

}

bool is_further(const data::World&, const Session& session) { return session.window > 0; }

bool has_wall_window(const data::World& world, const Session& session)
{
    return has_workspace(world, session) && other_wall(session) && !replay_commands::cameras_in_hand(session).empty();
}

void open(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const std::string name = arguments.empty() ? "wall" : arguments[0];
    const auto layout = layout_from_name(name);
    if (!layout || *layout == Layout::start || *layout == Layout::gallery)
        throw Error(geo::remark("no_window_shows", name));
    if (session.windows.size() >= most_windows)
        throw Error(geo::remark("message.windows_full", std::to_string(most_windows)));
    const std::string monitor = arguments.size() > 1 ? rest_argument(arguments, 1) : free_monitor(session);
    check_monitor(context, monitor);
    add_window(session, *layout, {.monitor = monitor});
    session.window_wanted = session.windows.size() - 1;
}

void close(CommandContext& context, Arguments) { context.session.close_wanted = context.session.window > 0; }

void close_others(Session& session)
{
    for (std::size_t i = 1; i < session.windows.size(); ++i)
        window_state(session, i).close_wanted = true;
}

void next(CommandContext& context, Arguments)
{
    Session& session = context.session;
    session.window_wanted = (session.window + 1) % session.windows.size();
}

void fullscreen(CommandContext& context, Arguments) { context.session.place.fullscreen = !context.session.place.fullscreen; }

void to_monitor(CommandContext& context, Arguments arguments)
{
    const std::string monitor = rest_argument(arguments, 0);
    check_monitor(context, monitor);
    context.session.place.monitor = monitor;
}

void distance(CommandContext& context, Arguments arguments)
{
    const double metres = decimal_argument(arguments, 0, "metres from which it is read");
    if (!(metres >= 0 && metres <= most_metres))
        throw Error(geo::remark("distance_range", most_metres));
    context.session.place.distance_mm = static_cast<int>(std::lround(metres * 1000));
}

void send(CommandContext& context, Arguments)
{
    Session& session = context.session;
    const auto goal = other_wall(session);
    if (!goal)
        return;
    std::vector<data::CameraId> cameras = replay_commands::cameras_in_hand(session);
    const WallState& wall = window_state(session, *goal).wall;
    std::erase_if(cameras, [&](data::CameraId camera) {
        return std::ranges::any_of(wall.tiles | std::views::take(wall.tiles_shown), [&](const WallTile& tile) { return tile.camera == camera; });
    });
    if (cameras.empty())
        return say_words(context, said("message.sent_all"));
    const data::Incident* incident = session.layout == Layout::wall ? nullptr : context.world.incidents.find(session.selection.incident);
    const std::string why = incident ? "incident " + incident->number : std::string("sent");
    const std::size_t sent = [&] {
        const InWindow entered(session, *goal);
        return wall_commands::put_into_free(context, cameras, why);
    }();
    if (sent < cameras.size())
        throw Error(geo::remark("message.sent_part", std::to_string(sent), std::to_string(cameras.size())));
    say_words(context, said("message.sent", sent, *goal + 1));
}

void save(CommandContext& context, Arguments)
{
    const Session& session = context.session;
    const std::vector<WindowPlan> plan = make_seat_plan(session);
    context.services.records.change(data::SaveSeatPlan{record_from(session.seat, plan)}, {"seat_plan_saved", "seat " + session.seat, fmt::format("windows={}", plan.size())});
    say_words(context, said("message.plan_saved", plan.size(), session.seat));
}

void forget(CommandContext& context, Arguments)
{
    const std::string& seat = context.session.seat;
    if (find_seat_plan(context.world, seat).empty())
        throw Error(geo::remark("message.no_plan", seat));
    context.services.records.change(data::SaveSeatPlan{{.seat = seat}}, {"seat_plan_removed", "seat " + seat, ""});
}

void restore(CommandContext& context, const WorkspaceMemory* memory)
{
    Session& session = context.session;
    close_others(session);
    if (session.absence) {
        const Absence& absence = *session.absence;
        context.services.records.log("absence", "seat " + session.seat, "from=" + data::iso8601(absence.from) + " to=" + data::iso8601(absence.to));
        // After a crash: what was there, not what was planned.
        for (std::size_t i = 0; memory && i < memory->windows.size(); ++i) {
            const WindowMemory& window = memory->windows[i];
            WindowState& made = add_window(session, window.layout, window.place);
            if (window.view != MapView{})
                made.map.view = window.view, made.map.fit_wanted = false;
            restore_wall(made.wall, window.wall, context.world);
        }
        return;
    }
    const std::vector<WindowPlan> plan = find_seat_plan(context.world, session.seat);
    if (plan.empty())
        return;
    session.layout = plan[0].layout;
    session.place = plan[0].place;
    if (!plan[0].view.empty())
        wall_commands::view(context, std::array{plan[0].view});
    const std::size_t first_new = session.windows.size();
    for (std::size_t i = 1; i < plan.size(); ++i) {
        WindowState& made = add_window(session, plan[i].layout, plan[i].place);
        if (memory && i - 1 < memory->windows.size() && memory->windows[i - 1].layout == plan[i].layout)
            restore_wall(made.wall, memory->windows[i - 1].wall, context.world);
    }
    for (std::size_t i = 1; i < plan.size(); ++i) {
        if (plan[i].view.empty())
            continue;
        const InWindow entered(session, first_new + i - 1);
        try {
            wall_commands::view(context, std::array{plan[i].view});
        } catch (const Error& error) {
            session.messages.push_back({context.now, words_of(context.text, fault_of(error)), true}); // the view is gone; the other windows come all the same
        }
    }
}

}
