// Shift and the left button pull a box: the area between two corners.

#include "console/map/symbols/draw_symbols.h"
#include "console/map/tools/map_tools.h"

#include <imgui.h>

#include <optional>

namespace console {
namespace {

class BoxTool final : public MapTool {
public:
    bool take_press(const MapScene& scene, ScreenPoint at, bool shift) override
    {
        if (scene.session().layout == Layout::editor)
            return false; // there Shift selects
        from_ = shift ? std::optional(at) : std::nullopt;
        return shift;
    }
    void drag(const MapScene& scene, ScreenPoint, bool, Outbox& outbox) override { outbox.wanted.redraw_by(scene.view().now); }
    void drop(const MapScene& scene, ScreenPoint at, Outbox& outbox) override
    {
        std::vector<std::string> words = words_at(scene, *from_);
        for (std::string& word : words_at(scene, at))
            words.push_back(std::move(word));
        outbox.run("map.area_box", std::move(words));
    }
    void draw(const MapScene& scene) const override
    {
        if (from_ && scene.pointer)
            draw_map_line(scene.painter, {vec(*from_), {scene.pointer->x, from_->y}, vec(*scene.pointer), {from_->x, scene.pointer->y}}, true);
    }
    void let_go() override { from_.reset(); }

private:
    std::optional<ScreenPoint> from_;
};

}

std::unique_ptr<MapTool> make_box_tool() { return std::make_unique<BoxTool>(); }

}
