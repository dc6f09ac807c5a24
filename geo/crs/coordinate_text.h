#pragma once
// Coordinates as people type and tables hold them. Pure functions; any thread.

#include <optional>
#include <string>
#include <string_view>

namespace geo {

/// Full-width letters, digits and signs (U+FF01 to U+FF5E) and the blank of Chinese text as their ASCII ones: "２９８（户）" is "298(户)".
std::string half_width(std::string_view text);

/// A number with a decimal point or a decimal comma ("25,003"; thousands as in "3,386,666.5" and "3.386.666,5"), blanks around it allowed; nothing else, no "1e309", no
/// NaN.
std::optional<double> parse_number(std::string_view text);

/// Decimal degrees from a plain number or from degrees, minutes and seconds in any usual dress: "35 51 20",
/// "1°05'30.6\"N", "n1 05 30.6", "121:30:00 E", "东经114°20′". South and west are negative. Minutes and seconds must be
/// below 60.
std::optional<double> parse_angle(std::string_view text);

} // namespace geo
