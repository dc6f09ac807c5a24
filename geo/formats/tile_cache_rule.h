#pragma once
// Where pieces of base maps that came from servers are kept, as set_tile_cache() said.

#include <cstdint>
#include <string>

namespace geo {

struct TileCacheRule {
    std::string folder; // empty: nowhere
    std::uint64_t most_bytes = 0;
};
TileCacheRule tile_cache_rule();

}
