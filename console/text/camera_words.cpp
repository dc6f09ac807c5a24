#include "console/text/camera_words.h"

#include "video/stream/state.h"

#include <algorithm>

namespace console {
namespace {

std::string age_words(std::chrono::microseconds age, const Texts& text)
{
    using namespace std::chrono_literals;
    if (age < 1min)
        return text("asked.now");
    if (age < 2h)
        return text.format("asked.minutes", {std::to_string(age / 1min)});
    return age < 48h ? text.format("asked.hours", {std::to_string(age / 1h)}) : text.format("asked.days", {std::to_string(age / 24h)});
}

}

const char* name_of(data::PictureState state)
{
    return state == data::PictureState::answered ? "answered" : video::state_names[static_cast<std::size_t>(state)];
}

std::string condition_words(const data::World& world, data::CameraId camera, const Texts& text, data::TimePoint now)
{
    const auto at = world.conditions.find(camera);
    const data::CameraCondition known = at == world.conditions.end() ? data::CameraCondition() : at->second;
    const bool is_asked = known.asked != data::TimePoint{};
    const std::string age = is_asked ? age_words(std::max(now - known.asked, std::chrono::microseconds(0)), text) : std::string();
    if (known.state == data::PictureState::answered)
        return text.format("asked.answered", {age});
    if (known.state == data::PictureState::never_asked)
        return is_asked ? text.format("asked.last", {age}) : std::string(text("asked.never"));
    const std::string state = text(std::string("state.") + name_of(known.state));
    return is_asked && known.since <= known.asked ? text.format("asked.state", {state, age}) : state;
}

}
