#pragma once
// The limits of handling. Figures are the common ones (2 h, 24 h, 72 h by severity, at risk from 75 %): defaults that a
// city's own table can change, not law. Pure functions.

#include "data/records/records.h"

#include <chrono>

namespace data {

/// Time from report to closing.
std::chrono::minutes limit_of(Severity severity);

/// When an incident reported then is due.
TimePoint due_at(Severity severity, TimePoint reported);

/// Share of the limit that may pass before an incident is "at risk".
inline constexpr double at_risk_share = 0.75;

/// Time left until the limit, negative when it has passed; none for closed incidents and those without a limit.
std::optional<std::chrono::microseconds> time_left(const Incident& incident, TimePoint now);

} // namespace data
