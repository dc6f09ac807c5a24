#pragma once
// Reads a recording from end to end as fast as it decodes: how many pictures are in it, or why it cannot be played.

#include "video/cause.h"

#include <stop_token>
#include <string>

namespace video {

struct FileCount {
    int pictures = 0;          // decoded
    int damaged_packets = 0;   // refused by the decoder
    int width = 0, height = 0; // coded size of the first picture
    int size_changes = 0;      // how often a picture had another size than the one before
    int quarter_turns = 0;     // clockwise, to stand upright
    std::string codec;
    Cause cause = Cause::none; // none: at least one picture was decoded and the end was reached
    std::string reason;        // for people; empty if cause is none
};

/// Never throws for what is in the file; ends early with Cause::stopped once `stop` is asked for. Not for the UI
/// thread.
FileCount count_frames(const std::string& path, const std::stop_token& stop = {});

}
