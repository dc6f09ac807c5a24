#pragma once
// One vehicle as a prism with windows, wheels and lights, hidden by what stands before it.

#include "video/footage/backdrop.h"

namespace video::footage {

enum class Body { car, van, bus };

struct PlacedVehicle {
    GroundPoint at, way;      // middle of the footprint; unit vector it drives along
    Body body = Body::car;
    Colour paint;
    bool is_braking = false;
    double distance_m = 0;    // along the camera's axis
};

void draw_vehicle(Picture& picture, const Backdrop& backdrop, const View& view, const Light& light, const PlacedVehicle& vehicle);

}
