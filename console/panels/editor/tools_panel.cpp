#include "console/frame/command_button.h"
#include "console/frame/draft_view.h"
#include "console/look/rows.h"
#include "console/panels/editor/tool_model.h"
#include "console/panels/panels.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

/// Every tool with its word and key. In a narrow window the key stands above the word; narrower still, only the keys are left, and the words
/// show under the pointer.
class ToolsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        p.horizontal(region.box.x, region.box.x + region.box.width, region.box.y + region.box.height - std::max(1.F, p.px(1)));
        const std::vector<ToolButton> buttons = make_tool_buttons(view.session, view.draft);
        const float width = region.box.width - 2 * p.px(8);
        const Shape shape = is_fitting(p, buttons, Shape::beside, width) ? Shape::beside : is_fitting(p, buttons, Shape::above, width) ? Shape::above : Shape::keys;
        Rect row = inset(region.box, p.px(8), p.px(shape == Shape::above ? 3 : 6));
        for (const ToolButton& button : buttons) {
            if (button.begins_group) {
                const Rect gap = cut_left(row, group_gap(p, shape));
                p.vertical(gap.x + p.px(shape == Shape::beside ? 6 : 0), gap.y + p.px(4), gap.y + gap.height - p.px(4));
            }
            draw_button(p, outbox, button, shape, cut_left(row, width_of(p, button, shape)));
            cut_left(row, gap(p, shape));
        }
    }

private:
    enum class Shape { beside, above, keys }; // where the key stands

    static float gap(const FramePainter& p, Shape shape) { return p.px(shape == Shape::beside ? 4 : 2); }
    static float group_gap(const FramePainter& p, Shape shape) { return p.px(shape == Shape::beside ? 16 : 3); }

    static std::string label_of(const FramePainter& p, const ToolButton& button)
    {
        const std::string title = p.view().text(button.title);
        return button.count.empty() ? title : title + " " + button.count;
    }

    static float width_of(const FramePainter& p, const ToolButton& button, Shape shape)
    {
        const std::string_view key = key_of(button.command);
        const float key_width = std::max(p.px(28), p.width(key, FontSize::secondary) + p.px(6));
        return shape == Shape::beside  ? p.button_width(label_of(p, button), key)
               : shape == Shape::above ? std::max(key_width, p.width(label_of(p, button), FontSize::secondary) + p.px(8))
                                       : key_width;
    }

    static bool is_fitting(const FramePainter& p, const std::vector<ToolButton>& buttons, Shape shape, float width)
    {
        for (const ToolButton& button : buttons)
            width -= width_of(p, button, shape) + gap(p, shape) + (button.begins_group ? group_gap(p, shape) : 0);
        return width >= 0;
    }

    static void draw_button(const FramePainter& p, Outbox& outbox, const ToolButton& button, Shape shape, Rect box)
    {
        const std::string_view key = key_of(button.command);
        const std::string label = label_of(p, button);
        const bool is_beside = shape == Shape::beside;
        if (p.button(std::string("edit.") + button.command, box, is_beside ? label : std::string(), is_beside ? key : std::string_view(), button.is_enabled, button.is_chosen))
            outbox.run(button.command);
        if (!is_beside) {
            const float alpha = button.is_enabled ? 1 : 0.45F;
            Rect below = box;
            const Rect above = shape == Shape::above ? cut_top(below, std::round(box.height / 2)) : box;
            p.text(above, key, {.size = FontSize::secondary, .colour = shape == Shape::above ? Colour::secondary : Colour::text, .align = Align::centre, .alpha = alpha});
            if (shape == Shape::above)
                p.text(below, label, {.size = FontSize::secondary, .align = Align::centre, .alpha = alpha});
        }
        // By shape, too: a notch above what is in hand, or below, where the key stands at the top.
        if (button.is_chosen) {
            const bool is_above = shape != Shape::above;
            const float middle = box.x + box.width / 2, edge = is_above ? box.y : box.y + box.height, tip = is_above ? edge + p.px(5) : edge - p.px(4);
            p.list().AddTriangleFilled({middle - p.px(6), edge}, {middle + p.px(6), edge}, {middle, tip}, p.colour(Colour::text));
        }
        if (ImGui::IsMouseHoveringRect({box.x, box.y}, {box.x + box.width, box.y + box.height})) {
            if (!button.is_enabled)
                p.tooltip(p.view().text(button.reason));
            else if (shape == Shape::keys)
                p.tooltip(label);
        }
    }
};

}

std::unique_ptr<Panel> make_edit_tools_panel() { return std::make_unique<ToolsPanel>(); }

}
