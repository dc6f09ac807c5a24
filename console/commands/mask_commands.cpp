#include "console/commands/functions.h"
#include "console/map/tools/area.h"
#include "console/wall/camera_masks.h"

#include <fmt/format.h>

namespace console::camera_commands {
namespace {

constexpr auto lift_lasts = std::chrono::minutes(10);

const data::Camera& numbered_camera(CommandContext& context, Arguments arguments)
{
    const std::string number = text_argument(arguments, 0, "camera's number");
    const data::Camera* camera = data::find_camera_by_number(context.world, static_cast<int>(number_argument(arguments, 0, "camera's number")));
    if (!camera)
        throw Error(geo::remark("message.no_camera_number", number));
    return *camera;
}

std::string reason_argument(CommandContext&, Arguments arguments)
{
    const std::string reason = rest_argument(arguments, 1);
    if (reason.empty())
        throw Error(geo::remark("message.mask_reason"));
    return reason;
}

}

void mask(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = numbered_camera(context, arguments);
    auto polygon = mask_from_text(rest_argument(arguments, 1));
    // Many write the first corner again at the end.
    if (polygon && polygon->size() > 3 && polygon->front() == polygon->back())
        polygon->pop_back();
    if (!polygon)
        throw Error(geo::remark("message.mask_shape"));
    geo::Ring ring;
    for (const data::MaskCorner& corner : *polygon)
        ring.push_back({corner.x, corner.y});
    // Its inside by the even-odd rule would have holes.
    if (crosses_itself(ring))
        throw Error(geo::remark("message.mask_crosses"));
    context.services.records.change(data::ChangeMasks{camera.id, {*polygon}, {}}, {"mask_added", fmt::format("camera {}", camera.number), text_from_mask(*polygon)});
}

void unmask(CommandContext& context, Arguments arguments)
{
    const std::string named = text_argument(arguments, 0, "camera's number");
    const std::size_t colon = named.find(':');
    const data::Camera& camera = numbered_camera(context, std::array{named.substr(0, colon)});
    const std::string reason = reason_argument(context, arguments);
    data::ChangeMasks change{camera.id, {}, camera_masks(context.world, camera.id)};
    if (colon != std::string::npos) {
        const auto chosen = number_argument(std::array{named.substr(colon + 1)}, 0, "mask");
        if (chosen < 1 || chosen > std::ssize(change.removed))
            throw Error(geo::remark("message.no_mask", std::to_string(camera.number), std::to_string(chosen)));
        change.removed = {change.removed[static_cast<std::size_t>(chosen - 1)]};
    }
    context.services.records.change(std::move(change), {"mask_removed", "camera " + named, reason});
}

void lift_mask(CommandContext& context, Arguments arguments)
{
    const data::Camera& camera = numbered_camera(context, arguments);
    const std::string reason = reason_argument(context, arguments);
    context.session.lifted_masks[camera.id] = context.running + lift_lasts;
    context.services.records.log("mask_lifted", fmt::format("camera {}", camera.number), "minutes=10 reason=" + reason);
}

}
