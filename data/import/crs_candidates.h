#pragma once
// Which system the numbers of a file without one may be in: the usual ones of the place, each with the share of points that then
// fall inside the workspace's grids or near one of its roads. Nothing is chosen here. Pure; any thread.

#include "data/error.h"
#include "data/records/facts.h"
#include "geo/remark.h"
#include "geo/shapes/coordinates.h"

#include <algorithm>
#include <span>
#include <string>
#include <vector>

namespace data {

struct CrsCandidate {
    std::string crs;                      // for geo::CrsTransform::make; "FITTED": point pairs are needed
    std::string name;                     // "CGCS2000 / 3-degree Gauss-Kruger CM 114E"
    double in_grids = -1, near_roads = -1; // shares of the points inside a grid, within 30 m of a road; -1: the workspace has none
    double score() const { return std::max(in_grids, 0.0) + std::max(near_roads, 0.0); }
    geo::Remark why;                      // the same reason as a remark; empty where there are only words
    std::string refusal;                  // why it cannot be taken as it is (no sound way to WGS 84); empty: it can
    geo::LonLatBox box;                   // where the data would lie
    std::vector<geo::LonLat> outline;     // the same, as a ring of the data's corner points
};

/// Best share first, those that can be taken before those that cannot; never empty: a local system is always possible. Systems under
/// which the data would lie off the globe or, where the workspace holds something, more than 500 km away are left out. `numbers`:
/// the file's positions, first number first. `now`: of the grids that they may lie in.
std::vector<CrsCandidate> crs_candidates(std::span<const geo::MapPoint> numbers, const WorkspaceLoaded& world, TimePoint now);

/// A file whose system nobody can tell: the operator chooses.
class NeedsSystem : public Error {
public:
    NeedsSystem(const std::string& layer, std::vector<CrsCandidate> found);
    std::vector<CrsCandidate> candidates;
};

/// One line each: "EPSG:4547  98 %  CGCS2000 / …".
std::string candidate_lines(std::span<const CrsCandidate> candidates, std::size_t most = 8);

} // namespace data
