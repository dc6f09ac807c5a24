#pragma once
// Pictures and stretches of a camera's past as files for others: a PNG, or an MP4 whose coded pictures and sound are copied as they came,
// Matroska where MP4 cannot hold them (G.711). What is masked leaves the program only masked, and what has a stamp with it: then the pictures are
// coded anew, the sound stays. Written straight to the path that is given: whoever calls gives it its name when it is whole. What
// fails leaves nothing. Blocking; any thread.

#include "video/past/archive.h"
#include "video/stream/mask.h"
#include "video/stream/stamp.h"

#include <filesystem>
#include <string>

namespace video {

/// The picture that stood at `at` within the last part of `range` that there is, in its full size. Returns its time.
/// Throws Error: no_file where there is none, other when it cannot be written.
SystemTime save_snapshot(Archive& archive, TimeSpan range, SystemTime at, const Masks& masks, const std::filesystem::path& path,
                         const std::stop_token& stop = {}, const Stamp& stamp = {});

struct SavedClip {
    TimeSpan time;          // from the key frame at or before the beginning
    int pictures = 0;
    bool is_coded_anew = false; // because of masks or a stamp
    bool is_cut = false;    // it ends early: the camera's coding changed
    std::string sound;      // its coding as FFmpeg names it; empty: there is none
    std::filesystem::path path; // as asked for, or with .mkv in its place
};
/// Without `keep_sound` what there is of sound is left out. Throws Error as save_snapshot().
SavedClip save_clip(Archive& archive, TimeSpan time, const Masks& masks, const std::filesystem::path& path, bool keep_sound = true,
                    const std::stop_token& stop = {}, const Stamp& stamp = {});

}
