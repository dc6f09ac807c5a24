#pragma once
// How a camera's picture stands, decided once: its tile and the world (data::CameraCondition) get the same. Pure; any thread.

#include "console/text/text.h"
#include "data/records/world.h"
#include "video/stream/state.h"

#include <string>

namespace console {

/// The same state in the records' words.
data::PictureState picture_state_of(video::State state);

/// What is said of a stream that says `status` of itself: before its thread has begun it connects; while somebody waits for its pictures
/// it is not live before the first one is there (it was connected unseen, and packets come).
video::Status decided_status(video::Status status, bool waits_for_first);

/// Why, in words; "": nothing to say.
std::string cause_words(const Texts& text, const video::Status& status);

/// What the world is told of it.
data::CameraCondition condition_from(const video::Status& status, const Texts& text);

}
