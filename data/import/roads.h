#pragma once
// Roads as imports bring them, in pieces: joined into one place per street, and the crossings of streets with different names.
// Pure functions; any thread.

#include "data/records/records.h"

#include <cstdint>
#include <span>
#include <stop_token>
#include <vector>

namespace data {

/// A road, or a piece of one, of one level: a bridge crosses what lies under it only where they share a vertex.
struct RoadPiece {
    Place place;
    int level = 0;        // 0 on the ground, 1 a bridge, −1 a tunnel
    std::int64_t row = 0; // of the source; 0: not of this import
};

/// A street and the rows it was made of.
struct JoinedRoad {
    Place place;
    std::vector<std::int64_t> rows;
};

/// Pieces of one name that touch or come within `gap_m` of each other are one road: its lines in the order of the rows, its width
/// the greatest, its point on the longest line. The order of the result is that of the first rows.
std::vector<JoinedRoad> join_roads(std::span<const RoadPiece> pieces, double gap_m = 60);

/// Where roads of different names meet: a shared vertex on any level, a crossing or an end within `touch_m` of the other on the same
/// level. Several within `same_m` between the same two names (two carriageways) are one. Names: "解放大道/新华路口", "Main St / 2nd Av",
/// the wider road first; in other languages where one of the roads has a name there. Throws geo::Cancelled.
std::vector<Place> find_road_crossings(std::span<const RoadPiece> roads, std::stop_token stop = {}, double touch_m = 2, double same_m = 60);

/// The middle by length of the longest line: where a road's name is shown.
geo::LonLat middle_of(const geo::MultiLine& lines);

} // namespace data
