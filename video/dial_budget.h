#pragma once
// How many network connections all streams together may begin: a wall of 64 that opens at once, or comes back at once
// after a switch was restarted, must not look like an attack. Pure; dial_slot() below is the process's own.

#include "video/clock.h"

#include <algorithm>

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

private:
    int burst_;
    std::chrono::duration<double> interval_;
    Time next_;
};

/// When the next dial of this process may begin: 16 at once, then 16 a second. Any thread.
Time dial_slot(Time now);

}
