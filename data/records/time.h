#pragma once
// Instants are microseconds UTC everywhere; local time exists only on screen and in files.

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace data {

/// What nobody sets, and nobody sets back: for how long something lasts. Never written down. (`console::AppClock::running`)
struct RunningClock {
    using duration = std::chrono::microseconds;
    using rep = duration::rep;
    using period = duration::period;
    using time_point = std::chrono::time_point<RunningClock, duration>;
    static constexpr bool is_steady = true;
};
using RunningTime = RunningClock::time_point;

using TimePoint = std::chrono::sys_time<std::chrono::microseconds>;

inline std::int64_t micros_from_time(TimePoint t) { return t.time_since_epoch().count(); }
inline TimePoint time_from_micros(std::int64_t us) { return TimePoint{std::chrono::microseconds{us}}; }

/// "2026-11-22T02:12:09Z"; with microseconds only when they are not zero.
std::string iso8601(TimePoint t);

/// ISO 8601 and US dates: "2018-01-31T14:05:00Z", "…+08:00", "2018-01-31 14:05", "2018/1/31", "01/31/2018 02:05:00 PM",
/// "20180131". A text without a zone is taken at `zone_offset`. Empty when it is none of these.
std::optional<TimePoint> parse_time(std::string_view text, std::chrono::minutes zone_offset = {});

/// "+08:00" → 480, "-03:30" → −210; zero for anything else.
std::chrono::minutes zone_from_text(std::string_view text);

}
