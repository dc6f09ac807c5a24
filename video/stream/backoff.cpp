#include "video/stream/backoff.h"

#include <algorithm>

namespace video {

std::chrono::milliseconds Backoff::next()
{
    const int base_ms = std::min(30'000, 1'000 << std::min(failures_, 5));
    ++failures_;
    random_ ^= random_ << 13;
    random_ ^= random_ >> 17;
    random_ ^= random_ << 5;
    const double part = 0.8 + 0.4 * (random_ % 1001) / 1000.0;
    return std::chrono::milliseconds(static_cast<int>(base_ms * part));
}

}
