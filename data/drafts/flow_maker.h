#pragma once
// How land, households, incidents and cameras go from one state of the boundaries to another: what the preview of a draft and the comparison
// of two editions have in common. Both sides number their grids alike, as faces: one that goes on has the same number in both. Pure; blocks.

#include "data/drafts/draft_version.h"
#include "data/drafts/flows.h"

#include <functional>
#include <optional>
#include <stop_token>

namespace data {

struct FlowSide {
    std::function<geo::MultiPolygon(geo::FaceId)> shape;            // empty: not there
    std::function<geo::FaceId(geo::FixedPoint)> at;                 // no_face: nobody's land, or none of the faces
    std::function<FlowEnd(geo::FaceId)> end;                        // of no_face, too
    std::function<std::optional<int>(geo::FaceId)> households;
};

struct FlowJob {
    FlowSide before, after;
    std::vector<geo::FaceId> changed;           // ascending: those of the next two
    std::vector<geo::FaceId> borders, records;  // with another border; with only another record
    geo::FixedBox box;                          // of the borders, in both
    std::span<const CountedPlace> places;
};

/// Everything but the totals of grids and households, and the borders. Throws geo::Cancelled.
Preview make_flows(const FlowJob& job, std::span<const Incident> incidents, std::span<const Camera> cameras, std::stop_token stop);

/// The unit of a grid, or of the nearest area above it that has one.
UnitId unit_in_charge(UnitId own, GridId parent, const std::function<const Grid*(GridId)>& area);

} // namespace data
