#include "console/map/symbols/map_rules.h"

#include "console/map/scales.h"

#include <algorithm>
#include <cmath>

namespace console {

std::vector<MapRule> make_map_rules(const Viewport& viewport, float foot_px)
{
    const auto px = [&](float logical) { return std::round(logical * viewport.scale); };
    const geo::LonLatBox box = geo::lonlat_box(visible_box(viewport));
    const Graticule graticule = make_graticule(box, std::max(2, static_cast<int>(viewport.width / px(160))));
    const auto x0 = static_cast<float>(viewport.x), y0 = static_cast<float>(viewport.y);
    std::vector<MapRule> rules;
    for (const GraticuleLine& line : graticule.meridians) {
        const float x = std::round(screen_from_lonlat(viewport, {line.degrees, box.south}).x) + 0.5f;
        rules.push_back({true, x, line.label, ScreenPoint{x + px(4), y0 + px(4)}});
    }
    for (const GraticuleLine& line : graticule.parallels) {
        const float y = std::round(screen_from_lonlat(viewport, {box.west, line.degrees}).y) + 0.5f;
        const bool has_room = y < y0 + static_cast<float>(viewport.height) - foot_px;
        rules.push_back({false, y, line.label, has_room ? std::optional(ScreenPoint{x0 + px(4), y + px(2)}) : std::nullopt});
    }
    return rules;
}

}
