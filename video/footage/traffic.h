#pragma once
// Vehicles of a scene: along the main road they move, on roads that cross it they wait. All places repeat after the loop.

#include "video/footage/vehicle.h"

namespace video::footage {

struct Vehicle {
    std::size_t road = 0;
    double left_m = 0;      // of the centre line; negative: drives along the road, positive: against it
    double start_m = 0;     // along the road at time 0
    double speed_m_s = 0;   // signed along the road
    double loop_m = 0, from_m = 0; // moving ones run through [from, from + loop] and begin again
    Body body = Body::car;
    Colour paint;
};

class Traffic {
public:
    Traffic(const FootageScene& scene, const std::vector<RoadPath>& roads, double loop_s);

    /// Draws all vehicles, far ones first, over a copy of the backdrop's picture.
    void draw(Picture& picture, const Backdrop& backdrop, const View& view, const Light& light, double at_s) const;

private:
    void fill_lane(std::size_t road, int lane, double way, double loop_s, double centre_m, class Dice& dice);
    void queue_at(std::size_t road, const Meeting& meeting, class Dice& dice);

    const std::vector<RoadPath>& roads_;
    std::vector<Vehicle> vehicles_;
    double busy_;           // share of the usual number
};

}
