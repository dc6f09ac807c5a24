#pragma once
// How walls look: windows by storeys, balconies, shops on the ground floor, lit windows at night.

#include "video/footage/scenery.h"

namespace video::footage {

struct Facade {
    std::uint32_t seed = 0;
    double width_m = 0, height_m = 0;
    float light = 1;        // how brightly the wall faces the sun
    bool has_shops = false;
    Daylight daylight = Daylight::day;

    Surface look(double u, double v, double pixel_m) const;
};

}
