#include "console/text/camera_words.h"

#include <algorithm>
#include <cassert>

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
    using enum data::PictureState;
    // Without a default: the compiler asks for a new one.
    switch (state) {
    case never_asked: return "never_asked";
    case connecting: return "connecting";
    case live: return "live";
    case late: return "late";
    case frozen: return "frozen";
    case unchanged: return "unchanged";
    case black: return "black";
    case no_signal: return "no_signal";
    case retrying: return "retrying";
    case refused: return "refused";
    case no_right: return "no_right";
    case recorded: return "recorded";
    case too_dark: return "too_dark";
    case still: return "still";
    case delayed: return "delayed";
    case answered: return "answered";
    }
    assert(false && "not a state");
    return "";
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
