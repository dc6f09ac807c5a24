#pragma once
// What a list of JSON may make this program take at most; docs/SECURITY.md, "Ceilings". A list beyond is refused before it is read into memory.

#include <cstdint>

namespace geo::json_ceiling {

/// Of its text, unpacked; it is in memory once while it is read.
inline constexpr std::int64_t bytes = std::int64_t{512} << 20;
inline constexpr std::int64_t values = 40'000'000, record_values = 100'000;
inline constexpr int depth = 64; // levels in one another
inline constexpr std::int64_t columns = 2'000, cells = 20'000'000;

}
