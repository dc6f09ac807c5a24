#pragma once
// Plays a recording at the speed it was made: when each of its packets is due. Pure; used by the stream's thread.

#include "video/clock.h"

#include <optional>

namespace video {

class Pacer {
public:
    /// `frame` is the interval used where a packet has no usable timestamp.
    explicit Pacer(microseconds frame) : frame_(frame) {}

    /// When the next packet is due. Timestamps that jump back, or ahead by more than 10 s, count as one frame later; a
    /// player more than 3 s behind starts anew from `now` instead of running after the time it lost.
    Time due(std::optional<microseconds> timestamp, Time now);
    /// The recording begins again: its next packet follows one frame after the last.
    void next_round() { last_timestamp_.reset(); }
    /// The made timestamp of the packet last asked for: from 0, never going back, across rounds.
    microseconds position() const { return position_; }

private:
    microseconds frame_;
    microseconds position_{0};
    std::optional<microseconds> last_timestamp_;
    std::optional<Time> start_;
};

}
