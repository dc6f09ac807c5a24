#pragma once
// The demo street's plan: what is cut by roads into communities, grids and blocks. Local metres around `centre` (frame.h).

#include "data/demo/mesh.h"

#include <string>
#include <vector>

namespace data::demo {

enum class RoadClass { avenue, street, lane };

struct Road {
    RoadClass rank = RoadClass::lane;
    double width_m = 0;
    std::string name;
    std::vector<int> nodes;       // along the road, from its west or north end
    std::vector<Point> line;
    std::vector<double> chainage; // metres from the first node
};

enum class Use { old_rows, mid_rows, towers, offices, hospital, campus, market, park, industry, station, sports, civic };

struct Block {
    Cell cell;
    int grid = 0;                 // index in StreetPlan::grids
    Use use = Use::old_rows;
    std::vector<Point> ring;
    std::vector<int> road_of_edge; // index in roads for ring[i]–ring[i+1]
};

struct PlanGrid {
    Cell cell;
    int community = 0;
    int sequence = 0;             // 1…, west to east, north to south
    bool dedicated = false;
    Use use = Use::old_rows;      // of its blocks
};

struct StreetPlan {
    Mesh mesh;
    Cell outline;
    std::vector<Cell> communities;
    std::vector<PlanGrid> grids;  // of one community together, by sequence
    std::vector<Block> blocks;
    std::vector<Road> roads;
    std::vector<int> river_bank;  // nodes of the southern outline, west to east
};

/// A point at `along_m` on the road, and its direction there (unit length).
struct RoadSpot {
    Point p, direction;
};
RoadSpot spot_on(const Road& road, double along_m);
/// Metres along the road of the spot nearest to p, and the signed distance from the line, positive on the left.
struct RoadOffset {
    double along_m = 0, offset_m = 0, distance_m = 0;
};
RoadOffset offset_from(const Road& road, Point p);

}
