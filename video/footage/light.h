#pragma once
// Light and air of a scene: sun or lamps, sky, haze.

#include "video/footage/scenery.h"

namespace video::footage {

class Light {
public:
    Light(const FootageScene& scene, std::vector<Vec> lamp_heads);

    /// Light that falls on a spot, as a factor per colour.
    Colour at(Vec p) const;
    /// Factor of a wall by where it faces; 1 for level ground.
    float facing(double normal_x, double normal_y) const;
    /// What is left of a colour after so many metres of air.
    Colour through_air(Colour c, float metres) const;
    /// `up` is 0 at the horizon and 1 overhead.
    Colour sky(double up) const;

    bool is_dark, has_shadows;
    GroundPoint shadow;          // where the shadow of one metre of height falls
    const std::vector<Vec>& lamps() const { return lamps_; }

private:
    Colour ambient_, lamp_, horizon_, zenith_;
    float haze_m_;
    std::vector<Vec> lamps_;
};

}
