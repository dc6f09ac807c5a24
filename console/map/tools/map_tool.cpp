#include "console/map/tools/map_tool.h"

#include <fmt/format.h>

namespace console {

std::vector<std::string> words_of(geo::LonLat place) { return {fmt::format("{:.9f}", place.lon), fmt::format("{:.9f}", place.lat)}; }

std::vector<std::string> words_at(const MapScene& scene, ScreenPoint at) { return words_of(lonlat_from_screen(scene.viewport, at)); }

void MapTool::right_click(const MapScene& scene, ScreenPoint at, Outbox& outbox)
{
    outbox.run(scene.session().intake ? "report.position" : "point.select", words_at(scene, at));
}

}
