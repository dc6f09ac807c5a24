#pragma once
// The rings of many shapes in whole units, as the partition is made of them: converted by two threads. Pure; any thread.

#include "geo/partition/tessellation.h"

#include <stop_token>

namespace geo {

struct FixedRings {
    struct Ring {
        std::uint32_t shape;
        bool is_hole;
        std::size_t first, count; // in points
    };
    std::vector<Ring> rings;        // shape by shape
    std::vector<FixedPoint> points;
    std::vector<WideInt> area;      // by shape, doubled: outer rings less holes
    FixedBox extent;

    std::span<const FixedPoint> of(const Ring& ring) const { return std::span(points).subspan(ring.first, ring.count); }
};

/// Throws Error for a coordinate that is not a number or off the Earth, Cancelled when stop is asked for.
FixedRings fixed_rings(std::span<const MultiPolygon* const> shapes, const std::stop_token& stop);

} // namespace geo
