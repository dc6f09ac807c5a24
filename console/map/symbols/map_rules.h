#pragma once
// The lines of the graticule on the screen, with their names: what an empty ground is read by. A pure view model.

#include "console/map/viewport.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

struct MapRule {
    bool upright = false;              // a meridian
    float at = 0;                      // x or y of its middle; half a pixel beside a whole one
    std::string name;
    std::optional<ScreenPoint> name_at; // top left; empty: no room for it
};

/// Across the viewport; no names within `foot_px` of its lower edge. Sizes in window pixels.
std::vector<MapRule> make_map_rules(const Viewport& viewport, float foot_px);

}
