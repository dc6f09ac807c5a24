#pragma once
// Words as pixels, in any script, for what is burnt into the demo's pictures. Any thread.

#include <cstdint>
#include <string>
#include <vector>

namespace console {

/// Coverage 0–255, rows top down.
struct DemoLabel {
    int width = 0, height = 0;
    std::vector<std::uint8_t> coverage;
};

/// Noto Sans CJK at `size_px`; empty where the font is not installed.
DemoLabel make_demo_label(const std::string& text, int size_px);

}
