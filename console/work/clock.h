#pragma once
// The one `now` of a frame. Scripts may set it: it then stands still, so that pictures repeat. UI thread.

#include "data/records/time.h"

#include <optional>

#include <ctime>

namespace console {

class AppClock {
public:
    /// `start`: what the clock shows at its beginning, running on from there; empty: the computer's time.
    explicit AppClock(std::optional<data::TimePoint> start = {})
        : shift_(start ? *start - system_now() : std::chrono::microseconds{}), began_(now()), began_running_(since_boot())
    {
    }
    static data::TimePoint system_now()
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    void stand_at(data::TimePoint t) { standing_ = t; }
    bool is_standing() const { return standing_.has_value(); }
    data::TimePoint now() const { return standing_ ? *standing_ : system_now() + shift_; }
    /// For how long something lasts: goes on whatever is done to the computer's clock, also while the machine sleeps. A script's time moves it.
    data::RunningTime running() const
    {
        return data::RunningTime((standing_ ? *standing_ : began_ + (since_boot() - began_running_)).time_since_epoch());
    }
    /// What to add to a time that a stream stamped with the computer's clock.
    std::chrono::microseconds shift() const { return standing_ ? *standing_ - system_now() : shift_; }

private:
    static std::chrono::microseconds since_boot()
    {
        timespec time{};
        clock_gettime(CLOCK_BOOTTIME, &time);
        return std::chrono::seconds(time.tv_sec) + std::chrono::duration_cast<std::chrono::microseconds>(std::chrono::nanoseconds(time.tv_nsec));
    }

    std::chrono::microseconds shift_;
    std::optional<data::TimePoint> standing_;
    data::TimePoint began_;
    std::chrono::microseconds began_running_;
};

}
