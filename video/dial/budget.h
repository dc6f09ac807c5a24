#pragma once
// How many network connections all streams together may begin: a wall of 64 that opens at once, or comes back at once
// after a switch was restarted, must not look like an attack. Pure; dial_slot() below is the process's own.

#include "video/clock.h"

#include <algorithm>
#include <string>

namespace video {

class DialBudget {
public:
    DialBudget(int at_once, int per_second) : burst_(at_once), interval_(std::chrono::seconds(1) / double(per_second))
    {
    }

    /// When a dial that is asked for now may begin; takes its place in the order.
    Time take(Time now)
    {
        const auto interval = std::chrono::duration_cast<Time::duration>(interval_);
        next_ = std::max(next_, now - interval * burst_) + interval;
        return std::max(now, next_);
    }

    /// As good as new.
    bool is_idle(Time now) const { return next_ + std::chrono::duration_cast<Time::duration>(interval_) * burst_ < now; }

private:
    int burst_;
    std::chrono::duration<double> interval_;
    Time next_;
};

/// A dial of RTSP is two connections: ours, which finds out what is wrong, and the library's, which plays.
inline constexpr int host_dials_at_once = 8, host_dials_per_s = 8, dials_at_once = 16, dials_per_s = 16;

/// The first connection of a dial asks, the second plays. Each has a budget of its own: a server that was slow and then answers a crowd at
/// once must not be met by all their second ones at once.
enum class Turn { ask, play };

/// When the next dial of this process to `host` may ask for its slot: 8 at once, then 8 a second. Any thread.
Time host_slot(const std::string& host, Time now, Turn turn = Turn::ask);
/// When the next dial of this process may begin: 16 at once, then 16 a second. Asked for once the host's slot has come, so
/// that no place is kept for one who may not use it yet. Any thread.
Time dial_slot(Time now, Turn turn = Turn::ask);

}
