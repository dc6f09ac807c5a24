#pragma once
// What of the boundaries, and of what lies in them, goes from one grid to another: between a draft and what it was begun on, or between two
// editions. Values; any thread.

#include "data/drafts/moved_borders.h"
#include "data/records/records.h"
#include "geo/partition/tessellation.h"

#include <span>
#include <string>
#include <vector>

namespace data {

/// One end of a move, as the record says it then.
struct FlowEnd {
    GridId id;              // 0: land of no grid
    std::string code, name;
    UnitId unit;            // of the grid, or of the nearest area above that has one
    /// What other systems and the events of incidents know it by.
    const std::string& title() const { return code.empty() ? name : code; }
    bool operator==(const FlowEnd&) const = default;
};

/// What of a grid of the base is in a grid of the draft.
struct Flow {
    FlowEnd from, to;
    double area_m2 = 0;     // geodesic
    double households = 0;  // by the places with households where the grid has some, else by area; of a grid whose households nobody knows: 0
    std::size_t incidents = 0, cameras = 0; // open ones; cameras that are not removed
    /// Under the code and the unit it had, which is also when no incident gets an event by it. A grid with another code has moved all it has.
    bool stays() const
    {
        return from.unit == to.unit && from.title() == to.title() && (from.id == to.id || (from.id && to.id && !from.title().empty()));
    }
};

struct FlowTotals {
    std::size_t grids = 0;
    std::int64_t households = 0;             // of the grids' records
    std::size_t incidents = 0, cameras = 0;  // with a position, wherever they lie
    double area_m2 = 0;                      // of the grids that differ and the land of no grid they take or leave; each side by its own outlines
};

struct Preview {
    std::vector<Flow> flows;  // of grids that differ: what stays and what moves, by from, then to
    std::vector<Flow> moves;  // those that do not stay
    FlowTotals before, after;
    std::vector<geo::FaceId> changed; // faces that differ in border or record, in either version
    MovedBorders borders;             // for the map: what is only before, what is only after,
    std::vector<geo::MultiPolygon> moved; // and the land that goes from one grid to another, to nobody's or from it
};

/// The moves summed up by unit; the ends have only a unit, and its name.
std::vector<Flow> moves_between_units(const Preview& preview, std::span<const Unit> units);

} // namespace data
