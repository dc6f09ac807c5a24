#pragma once
// Where the arcs of a would-be partition cross or touch without a common vertex. In a true partition: nowhere.

#include "geo/partition/partition.h"

#include <stop_token>
#include <utility>

namespace geo {

struct Crossings {
    std::vector<std::pair<std::uint32_t, std::uint32_t>> crossing; // pairs of arcs that properly cross, first ≤ second
    std::vector<std::pair<std::uint32_t, std::uint32_t>> touching; // a vertex of one on the inside of a segment of the other
};

/// Exact. Each pair once, ascending.
Crossings find_crossings(const Partition& partition, std::stop_token stop = {});

}
