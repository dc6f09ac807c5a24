#pragma once
// The one `now` of a frame. Scripts may set it: it then stands still, so that pictures repeat. UI thread.

#include "data/records/time.h"

#include <optional>

namespace console {

class AppClock {
public:
    /// `start`: what the clock shows at its beginning, running on from there; empty: the computer's time.
    explicit AppClock(std::optional<data::TimePoint> start = {})
        : shift_(start ? *start - system_now() : std::chrono::microseconds{})
    {
    }
    static data::TimePoint system_now()
    {
        return std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    }
    void stand_at(data::TimePoint t) { standing_ = t; }
    bool is_standing() const { return standing_.has_value(); }
    data::TimePoint now() const { return standing_ ? *standing_ : system_now() + shift_; }
    /// What to add to a time that a stream stamped with the computer's clock.
    std::chrono::microseconds shift() const { return standing_ ? *standing_ - system_now() : shift_; }

private:
    std::chrono::microseconds shift_;
    std::optional<data::TimePoint> standing_;
};

}
