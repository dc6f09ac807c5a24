#pragma once
// Text from foreign files and errors made plain. Pure functions; any thread.

#include <string>
#include <string_view>

namespace data {

/// Without blanks and line breaks at the ends.
std::string_view trimmed(std::string_view text);

/// Without blanks at the ends; line breaks and runs of blanks inside become one blank.
std::string one_line(std::string_view text);

/// Letters in lower case, digits, and everything beyond ASCII; no blanks, no punctuation.
std::string letters(std::string_view text);

} // namespace data
