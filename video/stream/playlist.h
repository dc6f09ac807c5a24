#pragma once
// What a list of pieces (HLS, RFC 8216) says of how it stands: how far it goes, whether it is over. Pure.

#include <cstdint>
#include <optional>
#include <string_view>

namespace video {

struct PlaylistNews {
    std::int64_t end = 0;   // the number behind its last piece
    bool is_over = false;   // nothing will be added: a recording
    double piece_s = 0;     // the longest a piece may be
    double tail_s = 0;      // how long its last three pieces last, of which a player begins with the first
};

/// Empty: no list of pieces; one that names other lists is none.
std::optional<PlaylistNews> parse_playlist(std::string_view text);

}
