#pragma once
// The partition of a demo district or city: districts, streets, communities and grids as nested cells of one mesh, smaller
// towards the centre, with winding edges that neighbours share node for node.

#include "data/demo/mesh.h"

#include <array>
#include <stop_token>
#include <vector>

namespace data::demo {

struct CityFigures {
    double radius_m = 0;
    std::array<int, 4> count{}; // districts, streets, communities, grids
};

struct CityCell {
    Cell cell;
    int parent = 0;     // index in the level above; of a district: 0
    int sequence = 0;   // within the parent, from 1, west to east and north to south
};

struct CityPlan {
    Mesh mesh;
    Cell outline;
    std::array<std::vector<CityCell>, 4> levels; // in the order of CityFigures::count, children of one parent together
    std::vector<std::pair<int, int>> roads;      // ends of the cuts above the level of grids, the longest first
};

CityPlan make_city_plan(const CityFigures& figures, Random& random);

}
