#pragma once
// Times as operators read them: always signed, minus while there is time left. Pure.

#include "data/records/world.h"

#include <chrono>
#include <optional>
#include <string>

namespace console {

/// "-01:57" with an hour and 57 minutes left, "+01:12" overdue, "-4 d 04 h" beyond 100 hours; empty without a limit.
std::string signed_time(std::optional<std::chrono::microseconds> left);
/// The part of the limit that has passed, 0 to 1; 0 without a limit.
float spent_of_limit(const data::Incident& incident, data::TimePoint now);
/// "2 h", "45 min", "3 d": the limit itself; empty without one.
std::string limit_text(const data::Incident& incident);

}
