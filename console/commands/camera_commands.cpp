#include "console/commands/functions.h"
#include "console/wall/camera_recorder.h"
#include "console/wall/guard_list.h"
#include "console/wall/roll_call_setting.h"
#include "data/records/camera_url.h"
#include "data/records/demo_url.h"

#include <fmt/format.h>

#include <algorithm>

namespace console::camera_commands {
namespace {

data::CameraId existing(const CommandContext& context, Arguments arguments)
{
    const data::CameraId id{number_argument(arguments, 0, "camera")};
    if (!context.world.cameras->find(id))
        throw Error(geo::remark("message.no_camera"));
    return id;
}

}

void take_in_hand(Session& session, data::CameraId camera)
{
    // The incident stays selected: one looks at cameras for its sake.
    session.selection.camera = camera;
    session.selection.record = Record::camera;
    session.marked.clear();
}

void select(CommandContext& context, Arguments arguments)
{
    take_in_hand(context.session, existing(context, arguments));
}

void open(CommandContext& context, Arguments arguments)
{
    Session& session = context.session;
    const data::CameraId id = existing(context, arguments);
    session.selection.camera = id;
    if (session.layout == Layout::wall) {
        const std::string why = arguments.size() > 1 ? arguments[1] : "list";
        return wall_commands::put(context, std::array{arguments[0], std::to_string(session.wall.focused + 1), why});
    }
    if (!session.case_cameras_open)
        session.case_cameras = {};
    session.case_cameras_open = true;
    auto& cameras = session.case_cameras;
    if (std::ranges::find(cameras, id) != cameras.end())
        return;
    const auto free = std::ranges::find(cameras, data::CameraId{});
    if (free != cameras.end()) {
        *free = id;
        return;
    }
    // The oldest of the four goes.
    std::ranges::rotate(cameras, cameras.begin() + 1);
    cameras.back() = id;
}

void open_number(CommandContext& context, Arguments arguments)
{
    const std::int64_t number = number_argument(arguments, 0, "camera's number");
    const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number));
    if (!camera)
        throw Error(geo::remark("message.no_camera_number", std::to_string(number)));
    open(context, std::array{std::to_string(camera->id.value), std::string("number")});
}

void put_case(CommandContext& context, Arguments arguments)
{
    const data::CameraId id = existing(context, arguments);
    const std::int64_t slot = number_argument(arguments, 1, "picture, 1 to 4");
    auto& cameras = context.session.case_cameras;
    if (slot < 1 || slot > static_cast<std::int64_t>(cameras.size()))
        throw Error(geo::remark("near_four"));
    data::CameraId& goal = cameras[static_cast<std::size_t>(slot - 1)];
    // One that is already beside the incident changes places.
    if (const auto other = std::ranges::find(cameras, id); other != cameras.end())
        *other = goal;
    goal = id;
    context.session.case_cameras_open = true;
}

void close(CommandContext& context, Arguments arguments)
{
    const data::CameraId id = existing(context, arguments);
    for (data::CameraId& shown : context.session.case_cameras)
        if (shown == id)
            shown = {};
}

void guard(CommandContext& context, Arguments arguments)
{
    const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(arguments, 0, "camera's number")));
    if (!camera)
        throw Error(geo::remark("message.no_camera_number", arguments[0]));
    const bool is_on = !is_guarded_by_hand(context.world, camera->id);
    const std::string number = std::to_string(camera->number);
    context.services.records.change(data::SetGuarded{camera->id, is_on}, {is_on ? "guard_on" : "guard_off", "camera " + number, "why=by_hand"});
    context.session.messages.push_back({context.now, said(is_on ? "message.guard_on" : "message.guard_off", number)});
}

void roll_call(CommandContext& context, Arguments)
{
    const bool is_on = !is_roll_call_on(context.world);
    const auto count = std::ranges::count_if(context.world.cameras->rows, data::is_asked);
    if (is_on && count == 0)
        throw Error(geo::remark("message.roll_call_none"));
    context.services.records.change(data::SetSetting{roll_call_key, is_on ? "1" : ""}, {is_on ? "roll_call_on" : "roll_call_off", "", fmt::format("cameras={}", count)});
    context.session.messages.push_back({context.now, said(is_on ? "message.roll_call_on" : "message.roll_call_off", count)});
}

void recorder(CommandContext& context, Arguments arguments)
{
    const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(arguments, 0, "camera's number")));
    if (!camera)
        throw Error(geo::remark("message.no_camera_number", arguments[0]));
    const std::string text = rest_argument(arguments, 1);
    data::SetCameraRecorder change{camera->id, std::nullopt};
    if (text != "none")
        change.recorder = recorder_from_text(text);
    context.services.records.change(std::move(change), {"recorder_set", fmt::format("camera {}", camera->number), text});
}

void zoom(CommandContext& context, Arguments)
{
    const data::Camera* camera = context.world.cameras->find(camera_in_hand(context.session));
    if (!camera)
        throw Error(geo::remark("message.no_camera"));
    go_to(context, camera->position);
}

bool has_one(const data::World& world, const Session& session) { return world.cameras->find(camera_in_hand(session)) != nullptr; }

void retry(CommandContext& context, Arguments arguments)
{
    context.services.dialler.retry_camera(arguments.empty() ? camera_in_hand(context.session) : existing(context, arguments));
}

void diary(CommandContext& context, Arguments arguments)
{
    const data::CameraId id = arguments.empty() ? camera_in_hand(context.session) : existing(context, arguments);
    const data::Camera* camera = context.world.cameras->find(id);
    if (!camera)
        throw Error(geo::remark("message.no_camera"));
    if (data::parse_demo_url(data::least_url(*camera)) || data::least_url(*camera).empty())
        throw Error(geo::remark("message.nothing_to_dial"));
    context.session.diary = DiaryCard{id, nullptr};
    context.services.dialler.keep_diary(id);
    context.services.records.log("diary", fmt::format("camera {}", camera->number), "");
}

}
