// Lengths and areas: each click is a corner of the line.

#include "console/map/scales.h"
#include "console/map/symbols/draw_symbols.h"
#include "console/map/tools/map_tools.h"

#include <imgui.h>

namespace console {
namespace {

class MeasureTool final : public MapTool {
public:
    void click(const MapScene& scene, ScreenPoint at, bool, Outbox& outbox) override { outbox.run("map.measure_add", words_at(scene, at)); }
    void right_click(const MapScene&, ScreenPoint, Outbox& outbox) override { outbox.run("map.measure_undo"); }
    bool sets_points() const override { return true; }

    /// The line so far, and the way to the pointer.
    void draw(const MapScene& scene) const override
    {
        const FramePainter& painter = scene.painter;
        const std::vector<geo::LonLat>& points = scene.session().map.measured;
        std::vector<geo::LonLat> all = points;
        if (scene.pointer)
            all.push_back(lonlat_from_screen(scene.viewport, *scene.pointer));
        std::vector<ImVec2> line;
        for (const geo::LonLat p : all)
            line.push_back(vec(screen_from_lonlat(scene.viewport, p)));
        draw_map_line(painter, line, points.size() >= 3 && !scene.pointer);
        for (std::size_t i = 0; i < points.size(); ++i)
            draw_map_dot(painter, line[i], 3.5f);
        if (all.size() < 2)
            return;
        const Measurement measured = measure_line(all);
        std::string text = length_text(measured.length_m);
        if (measured.area_m2 > 0)
            text += "   " + area_text(measured.area_m2);
        const ImVec2 end = line.back();
        draw_map_text(painter, {end.x + painter.px(14), end.y - painter.px(24)}, text, FontSize::body, Colour::ink);
    }
};

}

std::unique_ptr<MapTool> make_measure_tool() { return std::make_unique<MeasureTool>(); }

}
