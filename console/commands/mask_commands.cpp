#include "console/camera_masks.h"
#include "console/commands/functions.h"

#include <fmt/format.h>

namespace console::camera_commands {
namespace {

constexpr auto lift_lasts = std::chrono::minutes(10);

const data::Camera& numbered_camera(CommandContext& context, Arguments arguments)
{
    const std::string number = text_argument(arguments, 0, "camera's number");
    const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(arguments, 0, "camera's number")));
    if (!camera)
        throw Error(context.text.format("message.no_camera_number", {number}));
    return *camera;
}

std::string reason_argument(CommandContext& context, Arguments arguments)
{
    const std::string reason = rest_argument(arguments, 1);
    if (reason.empty())
        throw Error(context.text("message.mask_reason"));
    return reason;
}

}

void mask(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = numbered_camera(context, arguments);
    const auto polygon = mask_from_text(rest_argument(arguments, 1));
    if (!polygon)
        throw Error(context.text("message.mask_shape"));
    const std::string before = camera_mask_text(context.world, camera.id);
    context.services.change(data::SetSetting{camera_mask_key(camera.id), (before.empty() ? "" : before + "; ") + text_from_mask(*polygon)});
    context.services.log("mask_added", fmt::format("camera {}", camera.number), text_from_mask(*polygon));
}

void unmask(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = numbered_camera(context, arguments);
    const std::string reason = reason_argument(context, arguments);
    context.services.change(data::SetSetting{camera_mask_key(camera.id), ""});
    context.services.log("mask_removed", fmt::format("camera {}", camera.number), reason);
}

void lift_mask(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = numbered_camera(context, arguments);
    const std::string reason = reason_argument(context, arguments);
    context.session.lifted_masks[camera.id] = context.now + lift_lasts;
    context.services.log("mask_lifted", fmt::format("camera {}", camera.number), reason + "; for 10 minutes");
}

}
