#pragma once
// Which recorder keeps a camera's pictures, in the workspace's settings as "camera.recorder.ID" = "MODEL TRACK OFFSET CREDENTIAL":
// "hikvision rtsp://10.1.2.3:554/Streaming/tracks/101 +08:00 recorder-east"; "-" leaves one of the last two out. Never a password.

#include "data/records/world.h"
#include "video/past/recorder_past.h"

#include <optional>
#include <string>

namespace console {

std::string camera_recorder_key(data::CameraId camera);
/// Empty where none is configured, or what stands there cannot be read. Signs in with its own credential, or the camera's.
std::optional<video::Recorder> camera_recorder(const data::World& world, const data::Camera& camera);
/// Why the text is none, in English for the one who typed it; empty: it is right.
std::string recorder_problem(const std::string& text);

/// Looked up at each dial, so that a password that was changed counts at once. Empty for no name: nothing is asked for.
std::function<video::SignIn()> sign_in_with(const std::string& credential);

}
