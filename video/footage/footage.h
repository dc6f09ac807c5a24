#pragma once
// Draws what a camera would see of a street: roads with markings and traffic, buildings, trees, lamps, weather and night, as a
// clip that loops without a seam. No people, and no words: a clock that goes round would lie (stamp.h). Inputs are plain values in metres around the camera. Blocking; any thread.

#include "video/footage/scene.h"
#include "video/frame.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace video {

struct FootageOptions {
    int width = 640, height = 360;    // even
    int frames_per_s = 12;
    int seconds = 20;
};

/// One picture of the clip, 0 ≤ frame < frames_per_s · seconds.
Frame draw_footage_frame(const FootageScene& scene, const FootageOptions& options, int frame);

/// Draws the clip and encodes it into `out` (MP4; H.264, or MPEG-4 part 2 where FFmpeg has no x264), under another name until it is
/// whole. Works on a thread of its own at low priority while the caller waits. `progress` gets 0 to 1, on that thread.
/// Throws Error when stopped or when the file cannot be written.
void draw_footage(const FootageScene& scene, const FootageOptions& options, const std::filesystem::path& out,
                  const std::function<void(double)>& progress = {}, std::stop_token stop = {});

}
