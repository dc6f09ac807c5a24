#include "console/wall/picture_state.h"

#include <algorithm>
#include <cassert>
#include <cmath>

namespace console {

data::PictureState picture_state_of(video::State state)
{
    // Without a default: the compiler asks for a new one.
    switch (state) {
    case video::State::never_asked: return data::PictureState::never_asked;
    case video::State::connecting: return data::PictureState::connecting;
    case video::State::live: return data::PictureState::live;
    case video::State::late: return data::PictureState::late;
    case video::State::frozen: return data::PictureState::frozen;
    case video::State::unchanged: return data::PictureState::unchanged;
    case video::State::black: return data::PictureState::black;
    case video::State::no_signal: return data::PictureState::no_signal;
    case video::State::retrying: return data::PictureState::retrying;
    case video::State::refused: return data::PictureState::refused;
    case video::State::no_right: return data::PictureState::no_right;
    case video::State::recorded: return data::PictureState::recorded;
    case video::State::too_dark: return data::PictureState::too_dark;
    case video::State::still: return data::PictureState::still;
    case video::State::delayed: return data::PictureState::delayed;
    }
    assert(false && "not a state");
    return data::PictureState::no_signal;
}

video::Status decided_status(video::Status status, bool waits_for_first)
{
    if (status.state == video::State::never_asked)
        status.state = video::State::connecting;
    if (status.state == video::State::live && waits_for_first) {
        status.state = video::State::connecting;
        status.step = video::Step::key_frame;
    }
    return status;
}

std::string cause_words(const Texts& text, const video::Status& status)
{
    if (status.cause == video::Cause::none || status.cause == video::Cause::stopped)
        return {};
    const std::string key = std::string("cause.") + video::cause_names[static_cast<std::size_t>(status.cause)];
    if (status.cause == video::Cause::being_drawn)
        return text.format(key, {std::to_string(std::lround(std::clamp(status.progress, 0.0, 1.0) * 100))});
    return text(key);
}

data::CameraCondition condition_from(const video::Status& status, const Texts& text)
{
    return {.state = picture_state_of(status.state), .cause = cause_words(text, status), .since = status.since};
}

}
