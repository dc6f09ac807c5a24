#pragma once
// The time that waiting is measured with, and its place on the calendar. Functions here take the time as a parameter;
// only stream threads ask the clock.

#include <chrono>

namespace video {

using Time = std::chrono::steady_clock::time_point;
using SystemTime = std::chrono::sys_time<std::chrono::microseconds>;
using std::chrono::microseconds;
using std::chrono::milliseconds;

/// Turns steady times of one connection into calendar times that stand still: equal inputs give equal outputs until the
/// machine's clock is set.
class Calendar {
public:
    Calendar() : steady_(std::chrono::steady_clock::now()), system_(now_on_calendar()) {}

    SystemTime operator()(Time time) const
    {
        return system_ + std::chrono::duration_cast<microseconds>(time - steady_);
    }

    /// Takes over a step of the machine's clock (a time server at last reached); smaller differences are left alone.
    void follow(Time now)
    {
        const SystemTime is = now_on_calendar();
        const auto off = is - (*this)(now);
        if (off > std::chrono::seconds(1) || off < -std::chrono::seconds(1)) {
            steady_ = now;
            system_ = is;
        }
    }

private:
    static SystemTime now_on_calendar()
    {
        return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
    }
    Time steady_;
    SystemTime system_;
};

}
