#pragma once
// A local system (a city survey, a road design) fitted to the globe by pairs of points: shift, turn and scale from two pairs,
// an affine map from three. Works in a transverse Mercator plane around the pairs. Pure functions; any thread.

#include "geo/shapes/coordinates.h"

#include <array>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace geo {

/// A point in the local system (x to the right, y up, any unit) and on the globe.
struct PointPair {
    double x = 0, y = 0;
    LonLat goal;
};

enum class FitKind { similarity, affine };

struct Fit {
    FitKind kind = FitKind::similarity;
    LonLat origin;                    // of the plane: metres east and north of it
    std::array<double, 6> matrix{};   // east = m0 + m1·x + m2·y, north = m3 + m4·x + m5·y
    bool is_mirrored = false;         // x is north and y is east in the local system
    std::vector<PointPair> pairs;
    std::vector<double> residuals_m;  // of each pair, in its order; zero where the pairs only just suffice
    double largest_m = 0;
    double scale = 1, turn_deg = 0;   // of the similarity: metres for one unit, counter-clockwise

    LonLat lonlat(double x, double y) const;
    MapPoint source(LonLat p) const;
};

/// Least squares. `mirrored` false: with three pairs and more both orders of the axes are tried and the better is taken; true: the
/// axes are exchanged. Throws Error for fewer than two (affine: three) pairs, for pairs in one spot or on one line, and for
/// pairs more than 200 km apart.
Fit fit_points(std::span<const PointPair> pairs, FitKind kind, bool mirrored = false);

/// "FITTED:{…}", as a coordinate system is written (CrsTransform::make), and back; throws Error on what is no fit.
std::string text_of(const Fit& fit);
Fit fit_from_text(std::string_view text);
bool is_fit_text(std::string_view text);

} // namespace geo
