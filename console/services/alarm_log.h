#pragma once
// Grave incidents that nobody has seen yet stand in the strip: one row of the session log each. UI thread.

#include "console/services/view_log.h"

#include <cstdint>
#include <set>

namespace console {

class AlarmLog {
public:
    explicit AlarmLog(LogRowSink log) : log_(std::move(log)) {}

    /// Once a frame, of an open workspace; costs nothing while no incident changed.
    void follow(const data::World& world);
    void forget();

private:
    LogRowSink log_;
    std::set<data::IncidentId> shown_;
    std::uint64_t revision_ = 0; // of the world they were taken from
};

}
