#pragma once
// Which grid contains a point: the proof of place that every incident and camera carries. Immutable after construction,
// so any thread may ask.

#include "data/records/records.h"

#include <cstddef>
#include <memory>
#include <span>
#include <vector>

namespace data {

struct Reassigned {
    std::size_t incidents = 0, cameras = 0; // rows whose grid changed
};

/// Finds the most detailed grid in force at an instant that contains a point; a dedicated grid goes before the base grid it was cut
/// out of. Keeps copies of the shapes, so the records may go away.
class GridLocator {
public:
    GridLocator(std::span<const Grid> grids, TimePoint now);
    ~GridLocator();
    GridLocator(GridLocator&&) noexcept;
    GridLocator& operator=(GridLocator&&) noexcept;

    /// 0 outside all. About 0.1 µs inside a grid, 0.5 µs near an edge.
    GridId find(geo::LonLat point) const;
    /// The same for many points, in their order. Visits them row by row of the cells, which spares most cache misses.
    std::vector<GridId> find_all(std::span<const geo::LonLat> points) const;

private:
    struct Cells;
    std::unique_ptr<const Cells> cells_;
};

} // namespace data
