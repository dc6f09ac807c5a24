#pragma once
// The lines of a head of HTTP or RTSP: small cameras end them with a line feed alone. A pure function; any thread.

#include <cstddef>
#include <optional>
#include <string_view>

namespace video {

/// The line at `at` without its end, behind which `at` goes; empty where it is not whole yet.
inline std::optional<std::string_view> take_line(std::string_view bytes, std::size_t& at)
{
    const auto end = bytes.find('\n', at);
    if (end == std::string_view::npos)
        return std::nullopt;
    std::string_view line = bytes.substr(at, end - at);
    if (line.ends_with('\r'))
        line.remove_suffix(1);
    at = end + 1;
    return line;
}

} // namespace video
