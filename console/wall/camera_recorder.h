#pragma once
// Which recorder keeps a camera's pictures: from the workspace to the reader of recorders, and as people write it: "MODEL ADDRESS
// [OFFSET [CREDENTIAL]]", "hikvision rtsp://10.1.2.3:554/Streaming/tracks/101 +08:00 recorder-east"; "-" leaves one of the last two
// out. Never a password.

#include "data/records/world.h"
#include "video/past/recorder_past.h"

#include <optional>
#include <string>

namespace console {

/// Empty where none is set up, or what is cannot be asked. Signs in with its own credential, or the camera's.
std::optional<video::Recorder> camera_recorder(const data::World& world, const data::Camera& camera, data::TimePoint now);
/// Throws Error that says why the text is none, in English for the one who typed it.
data::CameraRecorder recorder_from_text(const std::string& text);

/// Looked up at each dial, so that a password that was changed counts at once. Empty for no name: nothing is asked for.
std::function<video::SignIn()> sign_in_with(const std::string& credential);

}
