#pragma once
// The time that waiting is measured with, and its place on the calendar. Functions here take the time as a parameter; only
// stream threads ask the clock.

#include "video/state.h"

#include <chrono>

namespace video {

using Time = std::chrono::steady_clock::time_point;
using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Turns steady times of one connection into calendar times that stand still: equal inputs give equal outputs.
class Calendar {
public:
    Calendar() : steady_(std::chrono::steady_clock::now()), system_(now_on_calendar()) {}

    SystemTime operator()(Time time) const { return system_ + std::chrono::duration_cast<microseconds>(time - steady_); }

private:
    static SystemTime now_on_calendar()
    {
        return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
    }
    Time steady_;
    SystemTime system_;
};

}
