#include "video/footage/light.h"

#include <algorithm>
#include <cmath>

namespace video::footage {

Light::Light(const FootageScene& scene, std::vector<Vec> lamp_heads)
    : is_dark(scene.daylight == Daylight::night), has_shadows(scene.daylight == Daylight::day && scene.weather == Weather::clear),
      shadow{0.62, 0.78}, lamps_(std::move(lamp_heads))
{
    const bool clear = scene.weather == Weather::clear;
    switch (scene.daylight) {
    case Daylight::day:
        ambient_ = clear ? Colour{0.98f, 1, 1.03f} : Colour{0.80f, 0.78f, 0.76f};
        zenith_ = clear ? Colour{222, 176, 128} : Colour{176, 172, 168};
        horizon_ = clear ? Colour{236, 226, 214} : Colour{196, 194, 190};
        lamp_ = {};
        break;
    case Daylight::dusk:
        ambient_ = Colour{0.52f, 0.45f, 0.44f};
        zenith_ = {122, 88, 72};
        horizon_ = clear ? Colour{116, 150, 214} : Colour{128, 128, 132};
        lamp_ = {0.28f, 0.42f, 0.52f};
        break;
    case Daylight::night:
        ambient_ = Colour{0.175f, 0.14f, 0.125f};
        zenith_ = {28, 19, 14};
        horizon_ = {62, 54, 52};
        lamp_ = {0.52f, 0.78f, 0.98f};
        break;
    }
    haze_m_ = scene.weather == Weather::fog ? 55.f : scene.weather == Weather::rain ? 260.f : is_dark ? 900.f : 1100.f;
}

Colour Light::at(Vec p) const
{
    Colour sum = ambient_;
    if (lamp_.r == 0)
        return sum;
    for (const Vec lamp : lamps_) {
        const double dx = p.x - lamp.x, dy = p.y - lamp.y, dz = (p.z - lamp.z) * 0.6, d2 = dx * dx + dy * dy + dz * dz;
        if (d2 > 2500 || p.z > lamp.z + 3)
            continue;
        const float k = float(1 / (1 + d2 / 60));
        sum = sum + lamp_ * (k * std::sqrt(k) * 1.35f);
    }
    return sum;
}

float Light::facing(double nx, double ny) const
{
    if (!has_shadows)
        return 0.86f + 0.08f * float(nx);
    const double toward_sun = -(nx * shadow.x + ny * shadow.y);
    return float(0.66 + 0.36 * std::max(0.0, toward_sun) + 0.05 * nx);
}

Colour Light::through_air(Colour c, float metres) const
{
    return mix(horizon_, c, std::exp(-metres / haze_m_));
}

Colour Light::sky(double up) const
{
    return mix(horizon_, zenith_, float(std::clamp(std::sqrt(std::max(0.0, up)) * 1.3, 0.0, 1.0)));
}

}
