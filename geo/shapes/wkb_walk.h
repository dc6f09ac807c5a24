#pragma once
// Visits the coordinates of a WKB in place. Pure; any thread.

#include <functional>
#include <string>

namespace geo {

/// Calls `change(x, y)` for every position of a little-endian, two-dimensional ISO WKB of any type, nested ones
/// included; what the call writes replaces the position. Stops and returns false when `change` does, or when the bytes
/// end too early.
bool change_coordinates(std::string& wkb, const std::function<bool(double& x, double& y)>& change);

} // namespace geo
