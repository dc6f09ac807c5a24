#pragma once
// What a picture shows at all: a scene, or one of the things devices send when they have none. Pure; for the analysis
// thread, since a look costs more than a frame may.

#include "video/frame.h"

namespace video {

enum class Content {
    scene,
    too_dark,    // something is there, nothing can be made out
    flat_colour, // one strong colour, captions apart: the blue of a recorder without a camera. No scene looks so
    flat_grey,   // one grey or white, captions apart: a device's idle screen, but dense fog too
    colour_bars
};

/// Looks at the picture in a small size (it is meant for thumbnails of 160×90). Never throws for what is in it; anything
/// doubtful is a scene.
Content look_at(const Frame& picture);

/// Mean difference per channel, 0 to 255; 255 for pictures of different sizes.
double difference(const Frame& a, const Frame& b);

}
