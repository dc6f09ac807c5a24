// The area whose contents are shown: each click is a corner; the first corner again, or a double click, closes it.

#include "console/map/symbols/draw_symbols.h"
#include "console/map/tools/map_tools.h"

#include <imgui.h>

#include <cmath>

namespace console {
namespace {

class AreaTool final : public MapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool is_double, Outbox& outbox) override
    {
        const std::vector<geo::LonLat>& drawn = scene.session().map.area_drawn;
        const auto near_first = [&] {
            const ScreenPoint first = screen_from_lonlat(scene.viewport, drawn.front());
            return std::hypot(first.x - at.x, first.y - at.y) <= symbol_reach * scene.viewport.scale;
        };
        outbox.run(drawn.size() >= 3 && (is_double || near_first()) ? "map.area_close" : "map.area_add", words_at(scene, at));
    }
    void right_click(const MapScene&, ScreenPoint, Outbox& outbox) override { outbox.run("map.area_undo"); }
    bool sets_points() const override { return true; }

    void draw(const MapScene& scene) const override
    {
        std::vector<ImVec2> points;
        for (const geo::LonLat p : scene.session().map.area_drawn)
            points.push_back(vec(screen_from_lonlat(scene.viewport, p)));
        const std::size_t corners = points.size();
        if (scene.pointer)
            points.push_back(vec(*scene.pointer));
        draw_map_line(scene.painter, points, corners >= 3 && !scene.pointer);
        for (std::size_t i = 0; i < corners; ++i)
            draw_map_dot(scene.painter, points[i], i == 0 ? 5 : 3.5f);
    }
};

}

std::unique_ptr<MapTool> make_area_tool() { return std::make_unique<AreaTool>(); }

}
