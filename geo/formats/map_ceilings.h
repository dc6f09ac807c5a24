#pragma once
// What a server of base maps may make this program take at most; docs/SECURITY.md, "Ceilings".

#include <cstdint>

namespace geo::map_ceiling {

/// What a WMTS says of itself, in bytes.
inline constexpr std::int64_t capabilities = std::int64_t{8} << 20;

}
