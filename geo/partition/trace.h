#pragma once
// Links directed arcs of a partition into closed simple rings: outlines of unions, and gaps between faces.
// Pure functions; any thread.

#include "geo/partition/partition.h"

namespace geo {

/// A closed chain of points, without the repeated last one; the traced region lies to the left.
struct TracedRing {
    std::vector<Partition::ArcRef> refs;
    std::vector<FixedPoint> points;
    double doubled_area = 0; // square units of 1e-9 degree; positive: counter-clockwise, the outer border of a piece
    bool is_outer() const { return doubled_area > 0; }
};

/// Each ring passes a node once; where the region touches itself in a node, it is cut there. Arcs that do not close (possible
/// only where faces overlap) are left out.
std::vector<TracedRing> trace_rings(const Partition& partition, const std::vector<Partition::ArcRef>& border);

/// The pieces with their holes: every clockwise ring goes to the smallest counter-clockwise one around it, `holes[i]` belonging
/// to `outers[i]`; clockwise rings inside none are left out.
struct TracedPieces {
    std::vector<TracedRing> outers;
    std::vector<std::vector<TracedRing>> holes;
};
TracedPieces pieces_of(std::vector<TracedRing> rings);

Ring ring_of(const TracedRing& traced);

}
