// Lengths and areas: each click is a corner of the line.

#include "console/map/symbols/draw_symbols.h"
#include "console/map/tools/map_tools.h"
#include "console/map/tools/measure_plates.h"

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
        const auto measure = [&](const std::string& text, FontSize size) { return LabelBox{0, 0, painter.width(text, size), painter.line_height(size)}; };
        std::string said;
        for (const MeasurePlate& plate : make_measure_plates(scene.viewport, all, painter.view().text, measure)) {
            const Rect box{plate.box.left, plate.box.top, plate.box.right - plate.box.left, plate.box.bottom - plate.box.top};
            painter.fill(box, Colour::panel_raised, 0.92f);
            painter.frame(box, plate.is_sum ? Colour::ink : Colour::line);
            painter.text(box, plate.text, {plate.is_sum ? FontSize::body : FontSize::secondary, Colour::text, Align::centre});
            said += (said.empty() ? "" : " | ") + plate.text;
        }
        painter.view().names.say("map.measured_words", said);
    }
};

}

std::unique_ptr<MapTool> make_measure_tool() { return std::make_unique<MeasureTool>(); }

}
