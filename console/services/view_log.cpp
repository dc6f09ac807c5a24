#include "console/services/view_log.h"

#include <fmt/format.h>

#include <algorithm>

namespace console {

void ViewLog::follow(const data::World& world, const Wanted& wanted)
{
    std::map<std::pair<std::string, data::CameraId>, std::string> shown;
    for (const WantedPicture& wish : wanted.pictures)
        if (wish.camera && !wish.is_prefetch)
            shown.emplace(std::pair(wish.where, wish.camera), wish.why);
    const auto say = [&](const char* kind, const auto& view, const std::string& why) {
        const data::Camera* camera = world.cameras->find(view.second);
        if (camera)
            numbers_[view.second] = camera->number;
        log_(kind, fmt::format("camera {}", numbers_[view.second]), fmt::format("where={}{}{}", view.first, why.empty() ? "" : " why=", why));
    };
    for (const auto& [view, why] : shown_)
        if (!shown.contains(view))
            say("camera_hidden", view,
                std::ranges::any_of(shown, [&](const auto& other) { return other.first.first == view.first; }) ? "replaced" : "closed");
    for (const auto& [view, why] : shown)
        if (!shown_.contains(view))
            say("camera_shown", view, why);
    shown_ = std::move(shown);
}

void ViewLog::close()
{
    for (const auto& [view, why] : shown_)
        log_("camera_hidden", fmt::format("camera {}", numbers_[view.second]), fmt::format("where={} why={}", view.first, "workspace_closed"));
    forget();
}

}
