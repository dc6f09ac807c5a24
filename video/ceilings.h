#pragma once
// What the other side of a stream can make this program take at most, whatever it sends. docs/SECURITY.md, "Ceilings", has the same table, and so has
// `gridwatch doctor --json`.

#include <cstdint>
#include <span>

namespace video {

namespace ceiling {

/// Of one picture; larger ones are refused before memory is asked for.
inline constexpr std::int64_t picture_pixels = std::int64_t{8192} * 8192;
/// What all decoders hold of decoded pictures together, in bytes, beyond what each has for itself.
inline constexpr std::int64_t pictures_together = std::int64_t{256} << 20;
/// What each decoder has for itself: seven pictures of 1920 × 1080, more than an ordinary camera's stream needs.
inline constexpr std::int64_t pictures_of_one = std::int64_t{24} << 20;
/// One coded picture, in bytes.
inline constexpr std::int64_t packet = std::int64_t{32} << 20;
/// One piece of FFmpeg's memory, for the whole process: a packet that never ends, a length of two gigabytes. A packet with what surrounds it.
inline constexpr std::int64_t library_piece = std::int64_t{34} << 20;
/// What a camera says of its stream (SDP), and a list of pieces to be played (HLS), in bytes.
inline constexpr std::int64_t description = std::int64_t{1} << 20, playlist = std::int64_t{1} << 20;
/// How often a camera may send us on. Never with a sign-in to another host or port.
inline constexpr int redirects = 3;

}

struct Ceiling {
    const char* name;  // for scripts: "picture_pixels"
    std::int64_t most; // of …
    const char* unit;  // "bytes", "pixels", ""
};

/// All of them, in the order of the table.
std::span<const Ceiling> ceilings();

}
