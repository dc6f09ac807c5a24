#pragma once

namespace console {

/// Window pixels, origin top left, y downwards.
struct ScreenPoint {
    float x = 0, y = 0;
    bool operator==(const ScreenPoint&) const = default;
};

}
