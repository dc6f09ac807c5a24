#pragma once
// How long to wait before the next dial. Pure: the caller brings the time and the chance.

#include <chrono>
#include <cstdint>

namespace video {

/// 1, 2, 4, 8, 16, 30, 30 … seconds, each drawn from ±20 % of that, so that a thousand cameras behind one switch do not
/// dial in step when it comes back.
class Backoff {
public:
    explicit Backoff(std::uint32_t seed) : random_(seed | 1u) {}

    /// The wait before the next attempt; each call doubles it, up to 30 s.
    std::chrono::milliseconds next();
    /// How many attempts failed in a row.
    int failures() const { return failures_; }
    void reset() { failures_ = 0; }

private:
    std::uint32_t random_;
    int failures_ = 0;
};

}
