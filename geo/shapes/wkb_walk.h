#pragma once
// Looks into a WKB without making a shape of it. Pure; any thread.

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>

namespace geo {

/// As they stand in a WKB (OGC 06-103r4, table 7); what has no name here keeps its number.
enum class WkbType : std::uint32_t { none = 0, point = 1, line = 2, polygon = 3, multi_point = 4, multi_line = 5, multi_polygon = 6 };

/// `none` for what is too short to have one. Little-endian WKB.
WkbType wkb_type(std::string_view wkb);

inline bool is_line(WkbType type) { return type == WkbType::line || type == WkbType::multi_line; }
inline bool is_area(WkbType type) { return type == WkbType::polygon || type == WkbType::multi_polygon; }

/// Calls `change(x, y)` for every position of a little-endian, two-dimensional ISO WKB of any type, nested ones
/// included; what the call writes replaces the position. Stops and returns false when `change` does, or when the bytes
/// end too early.
bool change_coordinates(std::string& wkb, const std::function<bool(double& x, double& y)>& change);

} // namespace geo
