#pragma once
// Is it a partition? Finds overlaps, gaps, unassigned areas and shapes that are not valid. Exact where faces share their
// borders; GEOS is asked only about the few that cross. Blocks; slow queue.

#include "geo/partition/partition.h"

#include <stop_token>
#include <string>

namespace geo {

struct CheckOptions {
    /// An unowned area enclosed by faces is a gap when narrower than this on average (2 · area / perimeter) …
    double gap_width_m = 2;
    /// … or smaller than this; else it is unassigned land.
    double gap_area_m2 = 100;
    /// Overlaps and gaps thinner than this are how the same line was rounded twice; they are only counted (hairlines).
    double hairline_m = 0.001;
    /// Parts of faces narrower than this on average are slivers. Asked of a Tessellation only.
    double sliver_width_m = 2;
};

struct FaceOverlap {
    std::uint32_t face_a = 0, face_b = 0; // face_a < face_b
    double area_m2 = 0;
    LonLat place; // inside the largest piece
};

struct UnownedArea {
    Polygon shape;
    double area_m2 = 0, width_m = 0; // width: 2 · area / perimeter
    LonLat place;
    std::vector<std::uint32_t> faces; // around it, ascending
};

struct InvalidFace {
    std::uint32_t face = 0;
    std::string reason;
};

struct PartitionFindings {
    std::size_t faces = 0, arcs = 0, shared_arcs = 0;
    std::vector<FaceOverlap> overlaps; // by face_a, face_b
    std::vector<UnownedArea> gaps, unassigned;
    std::vector<InvalidFace> invalid; // by face
    std::size_t hairlines = 0;
};

/// Throws Cancelled when stop is asked for.
PartitionFindings check_partition(const Partition& partition, const CheckOptions& options = {}, std::stop_token stop = {});

}
