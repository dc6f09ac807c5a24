#pragma once
// The flat part of the backdrop: paving, greens, water, roads with their markings, shadows.

#include "video/footage/light.h"
#include "video/footage/roads.h"

namespace video::footage {

void draw_ground(Scenery& scenery, const FootageScene& scene, const std::vector<RoadPath>& roads, const Light& light);

}
