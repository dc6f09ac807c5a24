#pragma once
// How a consumer would like a stream's pictures. A value; may be changed at any time.

#include "video/frame.h"
#include "video/stream/mask.h"
#include "video/stream/stamp.h"

namespace video {

/// Pictures are scaled in the stream's thread to fit this box, beyond their own size only with `enlarge`. With a width or height of
/// 0 nothing is decoded and the state comes from the packets alone. Key frames only costs a fifteenth of the CPU; codecs without
/// other frames (MJPEG) are then shown once a second.
struct PictureWish {
    int width = 640, height = 360;
    bool key_frames_only = false;
    bool enlarge = false;             // smaller pictures are scaled up to the box
    bool fill = false;                // the picture covers the box; what sticks out is cut off evenly. Never beyond its own
                                      // size without `enlarge`
    PixelOrder order = PixelOrder::rgba;
    int most_per_s = 0;               // more pictures a second are decoded, for others need them, but not given out; 0: all
    Masks masks;                      // drawn into every picture before it leaves the stream's thread
    Stamp stamp;                      // burnt in under the masks, with the time of each picture
};

}
