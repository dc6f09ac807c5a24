#pragma once
// Pictures of a camera that does not exist, for whoever plays one on loopback. Pure; any thread.

#include <string>

namespace video {

/// A JPEG of a few kilobytes; those of consecutive numbers differ all over.
std::string still_jpeg(int width, int height, int number);

}
