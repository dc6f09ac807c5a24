#pragma once
// What lies under the pointer. One thing is taken at once; of several the operator chooses from a list of at most eight lines,
// never the program. Pure.

#include "console/map/grid_shapes.h"
#include "console/map/symbols/map_symbols.h"

#include <string>
#include <vector>

namespace console {

struct PickLine {
    enum class Kind { incident, camera, grid } kind = Kind::grid;
    std::int64_t id = 0;
    bool operator==(const PickLine&) const = default;
};

struct Pick {
    std::vector<PickLine> lines;  // incidents first, the gravest and nearest first; then cameras; the grid below them last
    std::size_t left_out = 0;     // beyond the eight
    /// What a click takes without asking; null when there is nothing, or a choice to be made.
    const PickLine* only() const;
};

inline constexpr std::size_t most_pick_lines = 8;

Pick make_pick(const data::World& world, const MapSymbols& symbols, const MapPoints& points, const GridShapes* grids,
               const Viewport& viewport, ScreenPoint at);

}
