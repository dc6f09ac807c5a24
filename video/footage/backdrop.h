#pragma once
// Everything in a scene that does not move, drawn once: the picture, and how far away each of its pixels is.

#include "video/footage/light.h"
#include "video/footage/roads.h"

#include <stop_token>

namespace video::footage {

struct Backdrop {
    Picture picture;
    Plane<float> depth;   // metres along the axis
};

/// Heads of the lamps, over the nearest road; 9 m high.
std::vector<Vec> lamp_heads(const FootageScene& scene, const std::vector<RoadPath>& roads);

/// Throws Error (Cause::stopped) soon after `stop` was asked.
Backdrop draw_backdrop(const FootageScene& scene, const std::vector<RoadPath>& roads, const Light& light, int width, int height,
                       const std::stop_token& stop);

}
