#pragma once
// Coherent pieces of land in a version: the parts of a face, of faces together, or of what belongs to none. Pure functions; any thread.

#include "geo/partition/check.h"
#include "geo/partition/tessellation.h"

namespace geo {

/// An arc in the direction in which the land lies to its left.
struct ArcSide {
    ArcId arc = 0;
    bool reversed = false;
};

/// One closed way around land; it may pass a node twice.
struct LandRing {
    std::vector<ArcSide> sides;
    FixedRing points;
    WideInt area = 0; // doubled; negative: a hole
};

struct Land {
    LandRing outer;
    std::vector<LandRing> holes;
    WideInt doubled_area() const;
};

/// Of the union of the faces, largest first.
std::vector<Land> land_of(const Tessellation& map, std::span<const FaceId> faces);
/// Land of no face that faces enclose, largest first.
std::vector<Land> unowned_land(const Tessellation& map);

Polygon polygon_of(const Land& land);
/// On the plane that touches the ellipsoid at the land's first point: good to a thousandth for land of a few kilometres.
struct LandSize {
    double area_m2 = 0, perimeter_m = 0;
    double width_m() const { return perimeter_m > 0 ? 2 * area_m2 / perimeter_m : 0; }
};
LandSize size_of(const Land& land);
/// The same exactly, by geodesics.
LandSize exact_size_of(const Land& land);
/// Whether unowned land is a gap, by the options, else it is unassigned.
bool is_gap(const Land& land, const CheckOptions& options);

/// Metres of an arc on the same plane.
double length_m(const SharedArc& arc);

} // namespace geo
