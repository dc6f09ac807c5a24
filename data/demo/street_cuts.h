#pragma once
// How the demo street is cut: outline, communities, grids, blocks, and the roads between them.

#include "data/demo/street_plan.h"

namespace data::demo {

/// 3.24 km², 8 communities of 11 base grids and one dedicated one.
StreetPlan make_street_plan(Random& random);

}
