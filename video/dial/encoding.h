#pragma once
// Bytes as text, through GnuTLS. Pure; any thread.

#include <span>
#include <string>
#include <string_view>

namespace video {

/// Lower case, two digits a byte.
std::string hex(std::span<const unsigned char> bytes);
/// With padding, without line breaks (RFC 4648, section 4).
std::string base64(std::string_view bytes);

}
