#pragma once
// Percent coding of URLs (RFC 3986): letters, digits and "-._~" stand for themselves. Pure; any thread.

#include <string>
#include <string_view>

namespace video {

std::string percent_encoded(std::string_view text);
/// What is no code stays as it is.
std::string percent_decoded(std::string_view text);

}
