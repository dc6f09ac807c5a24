#pragma once
// Rows, slabs, towers and halls in the blocks of the demo street, clear of the roads, with households that fit the grids.

#include "data/demo/street_fabric.h"

namespace data::demo {

/// Footprints are rectangles along the block's own axes, at least 6 m behind the kerb; names are given later.
std::vector<Building> make_buildings(const StreetPlan& plan, Random& random);

}
