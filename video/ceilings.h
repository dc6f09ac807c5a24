#pragma once
// What one stream may take at most, whatever the other side sends; docs/SECURITY.md, "Ceilings", has the table.

#include <cstdint>

namespace video::ceiling {

/// Of one picture; larger ones are refused before memory is asked for.
inline constexpr std::int64_t picture_pixels = std::int64_t{8192} * 8192;
/// One piece of FFmpeg's memory, for the whole process: a packet that never ends, a description or a part of two gigabytes. As large as the
/// brightness of the largest picture needs.
inline constexpr std::size_t library_piece = 72u << 20;

}
