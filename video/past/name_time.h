#pragma once
// When a recording begins, by its file's name: recorders and their exports write it there in many ways. Pure.

#include "video/clock.h"

#include <optional>
#include <string>
#include <string_view>

namespace video {

/// Finds "20261122_140500", "2026-11-22T14-05-00.250Z", "ch01_20261122140500", "1795356300" (seconds since 1970, or thousandths).
/// Local time of `utc_offset` unless a Z follows. Empty: there is none in it.
std::optional<SystemTime> time_from_name(std::string_view name, std::chrono::minutes utc_offset);

/// "20261122T140500.250000Z": sorts by time, and time_from_name() reads it back.
std::string name_from_time(SystemTime time);

}
