#pragma once
// The times that a camera or a recording gives its coded packets. A value.

#include "video/clock.h"

#include <optional>

namespace video {

/// The camera's own, where it has any.
struct PacketTimes {
    std::optional<microseconds> decoding, presentation;

    /// When it is to be decoded, or shown where only that is said.
    std::optional<microseconds> either() const { return decoding ? decoding : presentation; }
};

}
