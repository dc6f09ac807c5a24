#include "console/commands/functions.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace console {

}

namespace console::replay_commands {

std::vector<data::CameraId> cameras_in_hand(const Session& session)
{
    if (const data::CameraId asked = asked_camera(session))
        return {asked};
    if (session.layout == Layout::wall) {
        const data::CameraId id = session.wall.tiles[static_cast<std::size_t>(session.wall.focused)].camera;
        return id ? std::vector{id} : std::vector<data::CameraId>{};
    }
    std::vector<data::CameraId> cameras;
    if (session.case_cameras_open)
        std::ranges::copy_if(session.case_cameras, std::back_inserter(cameras), [](data::CameraId id) { return bool(id); });
    if (cameras.empty() && session.selection.camera)
        cameras.push_back(session.selection.camera);
    return cameras;
}

namespace {

using namespace std::chrono_literals;

constexpr auto usual_start = 15s, reach = 60s;         // where one key begins, and how far back the strip goes
constexpr auto before_report = 5min, after_report = 2min, report_start = 2min;
constexpr std::array speeds{0.25, 0.5, 1.0, 2.0, 4.0, 8.0};

std::vector<data::CameraId> replayed(const Session& session)
{
    std::vector<data::CameraId> cameras = cameras_in_hand(session);
    std::erase_if(cameras, [&](data::CameraId id) { return !session.replays.contains(id); });
    return cameras;
}

/// Of a camera named by its id, or of those in hand. Throws when none of them is a replay.
template <typename Change> void change(CommandContext& context, Arguments arguments, std::size_t index, Change how)
{
    Session& session = context.session;
    std::vector<data::CameraId> cameras = arguments.size() > index ? std::vector{data::CameraId{number_argument(arguments, index, "camera")}} : replayed(session);
    std::erase_if(cameras, [&](data::CameraId id) { return !session.replays.contains(id); });
    if (cameras.empty())
        throw Error(geo::remark("message.no_replay"));
    for (const data::CameraId id : cameras)
        how(session.replays.at(id));
}

void begin(CommandContext& context, data::CameraId camera, ReplayState state)
{
    const data::Camera* known = context.world.cameras->find(camera);
    if (!known)
        throw Error(geo::remark("message.no_camera"));
    context.services.records.log("replay_started", fmt::format("camera {}", known->number), fmt::format("from={} why={}", data::iso8601(state.start), state.why));
    context.session.replays[camera] = std::move(state);
}

void end(CommandContext& context, data::CameraId camera)
{
    if (context.session.replays.erase(camera) == 0)
        return;
    if (const data::Camera* known = context.world.cameras->find(camera))
        context.services.records.log("replay_ended", fmt::format("camera {}", known->number), "");
}

void set_speed(ReplayState& state, double speed)
{
    state.speed = speed;
    state.paused = false;
}

}

bool can_replay(const data::World& world, const Session& session) { return has_workspace(world, session) && !cameras_in_hand(session).empty(); }
bool has_replay(const data::World& world, const Session& session) { return has_workspace(world, session) && !replayed(session).empty(); }

bool is_paused(const Session& session)
{
    const auto now = replayed(session);
    return !now.empty() && std::ranges::all_of(now, [&](data::CameraId id) { return session.replays.at(id).paused; });
}

void toggle(CommandContext& context, Arguments)
{
    if (const auto now = replayed(context.session); !now.empty()) {
        for (const data::CameraId id : now)
            end(context, id);
        return;
    }
    start(context, {});
}

void start(CommandContext& context, Arguments arguments)
{
    const auto back = arguments.empty() ? std::chrono::seconds(usual_start) : std::chrono::seconds(number_argument(arguments, 0, "how many seconds ago"));
    std::vector<data::CameraId> cameras = cameras_in_hand(context.session);
    if (arguments.size() > 1) {
        const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(arguments, 1, "camera's number")));
        if (!camera)
            throw Error(geo::remark("message.no_camera_number", arguments[1]));
        cameras = {camera->id};
    }
    if (cameras.empty())
        throw Error(geo::remark("message.no_replay_camera"));
    for (const data::CameraId id : cameras)
        begin(context, id, {.from = context.now - std::max<std::chrono::seconds>(reach, back + 5s), .to = context.now, .start = context.now - back, .why = "instant"});
}

void incident(CommandContext& context, Arguments)
{
    const data::Incident* incident = context.world.incidents.find(context.session.selection.incident);
    if (!incident)
        throw Error(geo::remark("message.no_incident"));
    if (!context.session.case_cameras_open || std::ranges::all_of(context.session.case_cameras, [](data::CameraId id) { return !id; }))
        incident_commands::cameras(context, {}); // throws where there are none
    const data::TimePoint to = std::max(std::min(context.now, incident->reported + after_report), incident->reported);
    for (const data::CameraId id : context.session.case_cameras)
        if (id)
            begin(context, id, {.from = incident->reported - before_report, .to = to, .start = incident->reported - report_start, .why = "incident " + incident->number});
}

void live(CommandContext& context, Arguments arguments)
{
    if (!arguments.empty())
        return end(context, data::CameraId{number_argument(arguments, 0, "camera")});
    for (const data::CameraId id : replayed(context.session))
        end(context, id);
}

void pause(CommandContext& context, Arguments arguments)
{
    change(context, arguments, 0, [](ReplayState& state) { state.paused = !state.paused; });
}

void step_back(CommandContext& context, Arguments)
{
    change(context, {}, 0, [](ReplayState& state) { state.paused = true, --state.steps; });
}

void step_on(CommandContext& context, Arguments)
{
    change(context, {}, 0, [](ReplayState& state) { state.paused = true, ++state.steps; });
}

void move(CommandContext& context, Arguments arguments)
{
    const auto by = std::chrono::microseconds(static_cast<std::int64_t>(decimal_argument(arguments, 0, "seconds") * 1e6));
    change(context, {}, 0, [&](ReplayState& state) { state.moved += by; });
}

void move_back(CommandContext& context, Arguments)
{
    change(context, {}, 0, [](ReplayState& state) { state.moved -= 5s; });
}

void move_on(CommandContext& context, Arguments)
{
    change(context, {}, 0, [](ReplayState& state) { state.moved += 5s; });
}

void seek(CommandContext& context, Arguments arguments)
{
    const data::TimePoint to{std::chrono::microseconds(number_argument(arguments, 1, "instant in microseconds since 1970"))};
    change(context, arguments, 0, [&](ReplayState& state) { state.seek_to = to, ++state.seeks; });
}

void slower(CommandContext& context, Arguments arguments)
{
    change(context, arguments, 0, [](ReplayState& state) {
        const auto at = std::ranges::lower_bound(speeds, state.speed);
        set_speed(state, at == speeds.begin() ? speeds.front() : *(at - 1));
    });
}

/// After the fastest comes the slowest: the mouse has one button for all of them.
void faster(CommandContext& context, Arguments arguments)
{
    change(context, arguments, 0, [](ReplayState& state) {
        const auto at = std::ranges::upper_bound(speeds, state.speed);
        set_speed(state, at == speeds.end() ? speeds.front() : *at);
    });
}

void speed(CommandContext& context, Arguments arguments)
{
    const double wanted = decimal_argument(arguments, 0, "speed");
    if (!(wanted >= speeds.front() && wanted <= speeds.back()))
        throw Error(geo::remark("message.replay_speed"));
    change(context, arguments, 1, [&](ReplayState& state) { set_speed(state, wanted); });
}

}
