#pragma once
// What is known of a camera's picture while nobody looks at it, in words and with its age. Pure.

#include "console/text/text.h"
#include "data/records/world.h"

#include <string>

namespace console {

/// "live", "answered", …: for the session log and probes.
const char* name_of(data::PictureState state);
/// "live", "answered 4 min ago", "retrying, asked 4 min ago", "never asked".
std::string condition_words(const data::World& world, data::CameraId camera, const Texts& text, data::TimePoint now);

}
