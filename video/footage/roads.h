#pragma once
// The scene's roads as paths with their meetings: where markings stop, where vehicles wait, where trees and lamps stand.

#include "video/footage/view.h"

#include <vector>

namespace video::footage {

struct Meeting {
    double along_m = 0;
    std::size_t other = 0;
    double half_width_m = 0;      // of the other road
};

class RoadPath {
public:
    explicit RoadPath(const FootageRoad& road);

    double width_m, length_m;
    std::vector<GroundPoint> line;
    std::vector<double> chainage;
    std::vector<Meeting> meetings; // by along_m

    GroundPoint at(double along_m, double left_m = 0) const;
    GroundPoint direction(double along_m) const;
    struct Nearest {
        double along_m, distance_m;
    };
    Nearest nearest(GroundPoint p) const;
    /// Within `margin_m` of a crossing road's kerb.
    bool is_at_meeting(double along_m, double margin_m) const;

    bool is_marked() const { return width_m >= 12; }
    /// Centre of a lane, metres to the right of the centre line; lanes on each side.
    static constexpr double lane_m = 3.4;
    double lane_offset(int lane) const { return 0.3 + lane_m * (lane + 0.5); }
    int lanes() const { return width_m >= 26 ? 3 : width_m >= 12 ? 2 : 1; }

private:
    std::size_t segment(double along_m) const;
};

/// All roads with a part within reach, with their meetings.
std::vector<RoadPath> make_paths(const FootageScene& scene);

}
