#pragma once
// A camera's name as the pixels that are burnt into its demo footage, in any script. Any thread.

#include "video/footage/footage.h"

#include <string>

namespace console {

/// Noto Sans CJK at `size_px`; empty where the font is not installed.
video::FootageLabel make_demo_label(const std::string& text, int size_px);

}
