#pragma once
// Local time of the city: a zone of the IANA's table by its name, which follows daylight saving, or a fixed offset where the workspace has none.
// The rules are the system's (/usr/share/zoneinfo), read by GLib. Any thread.

#include "data/records/time.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>

namespace data {

struct LocalZone {
    std::string name;               // "Asia/Shanghai"; empty, or not known to the system: the fixed offset holds
    std::chrono::minutes offset{};  // where there is no zone, and of standard time where there is

    /// Local time is UTC plus this at an instant.
    std::chrono::minutes offset_at(TimePoint at) const;
    /// A local time as an instant. Of an hour that comes twice the first, of one that is left out as if the clock had not been set forward.
    TimePoint instant_of(TimePoint local) const;
    /// A text of parse_time() without a zone of its own is local.
    std::optional<TimePoint> parse(std::string_view text) const;
};

/// Whether the system knows the zone.
bool is_known_zone(const std::string& name);

} // namespace data
