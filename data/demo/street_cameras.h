#pragma once
// The demo street's 150 cameras: at junctions, on lamp poles, at gates and in halls, each with its full record.

#include "data/demo/street_fabric.h"

namespace data::demo {

/// The place of the demo's gas smell: the gate of 解放大道 12号.
struct Scene {
    Point gas;
    int road = 0;
    double along_m = 0, side = -1; // side: +1 left of the road, −1 right
};
Scene find_scene(const StreetPlan& plan, const Fabric& fabric);

/// A camera in local metres; ids, grids and degrees are added by make_street.
struct PlacedCamera {
    Camera record; // position not set
    Point p;
};
std::vector<PlacedCamera> make_cameras(const StreetPlan& plan, const Fabric& fabric, const Scene& scene, TimePoint now,
                                       Random& random);

}
