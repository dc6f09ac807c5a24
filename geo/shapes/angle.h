#pragma once

#include <numbers>

namespace geo {

/// Radians in a degree.
inline constexpr double rad = std::numbers::pi / 180;

} // namespace geo
