#pragma once
// In which way pictures are delivered, and for those that do not flow how new they are. Values.

#include "video/clock.h"

#include <array>
#include <cstdint>

namespace video {

enum class Delivery {
    stream,    // they flow
    multipart, // one after the other in an answer of HTTP that does not end
    still,     // one an answer, asked again and again
    playlist,  // in pieces that a list names
    page       // a web page: none
};
/// What `probe --json` prints.
inline constexpr std::array delivery_names{"stream", "multipart", "still", "playlist", "page"};
static_assert(delivery_names.size() == static_cast<std::size_t>(Delivery::page) + 1);

/// Of a still and of a playlist.
struct Freshness {
    std::uint64_t mark = 0;  // of what it holds now: the same as long as nothing new has come
    Time renewed;            // when that was new, as far as its server tells
    milliseconds every{};    // at which pace it is asked
    milliseconds patience{}; // after which the same again and again means something
    milliseconds behind{};   // of a playlist: how far its beginning lay behind its end
};

}
