#pragma once
// What a version of the partition lacks to be a good one: overlaps, gaps, slivers, faces in parts. Exact where land is told apart; sizes are
// geodesic. Pure; any thread.

#include "geo/partition/check.h"
#include "geo/partition/tessellation.h"

#include <stop_token>

namespace geo {

struct SharedLand {
    FaceId face = no_face; // the overlap
    std::vector<FaceId> owners;
    double area_m2 = 0;
    double width_m = 0; // of its widest piece: 2 · area / perimeter
    LonLat place;       // in its largest piece
};

struct Sliver {
    FaceId face = no_face;
    double area_m2 = 0, width_m = 0; // of the part; a spike: 0
    LonLat place;
    bool is_spike = false; // a corner that runs out into a point, and not a part of its own
    bool is_whole = false; // all the face has
};

struct FaceInParts {
    FaceId face = no_face;
    std::size_t parts = 0;
    LonLat place; // in the second largest
};

struct TessellationFindings {
    std::size_t faces = 0, arcs = 0, shared_arcs = 0; // overlaps are no faces here
    std::vector<SharedLand> overlaps; // by face
    std::vector<UnownedArea> gaps, unassigned;
    // Of what a face has with all its overlaps.
    std::vector<Sliver> slivers;
    std::vector<FaceInParts> in_parts;
    std::size_t hairlines = 0; // pieces of overlaps and gaps, as in check.h
};

/// Parts too many, slivers and spikes of one face together with its overlaps (named by the caller). What has no land has none.
struct FaceFaults {
    std::size_t parts = 0; // of its land
    std::vector<Sliver> slivers;
    LonLat second_part;
    std::size_t count() const { return slivers.size() + (parts > 1 ? parts - 1 : 0); }
};
FaceFaults check_face(const Tessellation& map, FaceId face, std::span<const FaceId> overlaps, const CheckOptions& options);

/// Throws Cancelled when stop is asked for.
TessellationFindings check_tessellation(const Tessellation& map, const CheckOptions& options = {}, std::stop_token stop = {});

} // namespace geo
