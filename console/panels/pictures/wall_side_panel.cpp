#include "console/frame/command_button.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"
#include "console/panels/pictures/wall_side.h"

#include <fmt/format.h>

namespace console {
namespace {

/// What lies at the left of a wall while somebody asked for it: cameras or views, a tab each.
class WallSidePanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        Rect box = region.box;
        const bool is_tree = view.session.wall.side == "cameras";
        Rect heads = inset(cut_top(box, p.px(40)), p.px(8), p.px(4));
        const Rect close = cut_right(heads, p.px(32));
        const AreaState state = p.area("wall_side.close", close);
        if (state.hovered)
            p.fill(close, Colour::panel_raised);
        p.sign(Sign::cross, close.x + close.width / 2, close.y + close.height / 2, 14, Colour::secondary);
        if (state.clicked)
            outbox.run(is_tree ? "wall.tree" : "wall.views");
        float wanted = 0;
        for (const char* command : {"wall.tree", "wall.views"})
            wanted += p.button_width(view.text(command == std::string_view("wall.tree") ? "wall_side.cameras" : "wall_side.views"), key_of(command)) + p.px(4);
        const bool has_keys = wanted <= heads.width; // else they stand in the menu
        for (const auto& [name, command, chosen] : {std::tuple("wall_side.cameras", "wall.tree", is_tree), std::tuple("wall_side.views", "wall.views", !is_tree)}) {
            const std::string label = view.text(name), key(has_keys ? key_of(command) : std::string_view());
            if (p.button(name, cut_left(heads, p.button_width(label, key)), label, key, true, chosen) && !chosen)
                outbox.run(command);
            cut_left(heads, p.px(4));
        }
        p.horizontal(box.x, box.x + box.width, box.y);
        if (is_tree)
            tree_.draw(view, outbox, box);
        else
            views_.draw(view, outbox, box);
    }

private:
    CameraTreePage tree_;
    WallViewsPage views_;
};

}

std::unique_ptr<Panel> make_wall_side_panel() { return std::make_unique<WallSidePanel>(); }

}
