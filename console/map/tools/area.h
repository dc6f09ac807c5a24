#pragma once
// What lies in an area that the operator drew on the map. Pure functions; tests/console/map/tools/area_test.cpp.

#include "console/map/grid_shapes.h"
#include "console/map/symbols/map_points.h"

#include <array>
#include <vector>

namespace console {

struct AreaContents {
    double area_m2 = 0, outline_m = 0;
    std::size_t grids = 0;                 // of the finest level, that the area meets
    std::size_t cameras = 0, in_repair = 0;
    std::array<std::size_t, 4> incidents{}; // those on the map, by severity 1 to 3; [0]: all
};

/// Counts what the map shows inside the area, borders included. `area`: a ring of at least three corners that do not cross.
AreaContents find_in_area(const geo::Ring& area, const MapPoints& points, const GridShapes* grids);

/// Whether two sides of the ring cross or a corner is there twice: such a ring has no inside one could name.
bool crosses_itself(const geo::Ring& ring);

}
