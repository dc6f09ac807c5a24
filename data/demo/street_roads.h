#pragma once
// Roads of the demo street: the cuts of its plan, joined where they go on across a junction, ranked and named.

#include "data/demo/street_plan.h"

namespace data::demo {

/// Fills plan.roads and the blocks' rings. Cuts below `first_street` are avenues, below `first_lane` streets, the rest lanes.
void make_roads(StreetPlan& plan, int first_street, int first_lane, int cuts);

struct Junction {
    int node = 0;
    Point p;
    std::vector<int> roads; // the widest first
    int arms = 0;           // road ends that meet here
};
/// Where at least two roads of the rank of a street or more meet.
std::vector<Junction> find_junctions(const StreetPlan& plan);

}
