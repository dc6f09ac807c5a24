#include "console/frame/command_button.h"
#include "console/frame/draft_view.h"
#include "console/look/rows.h"
#include "console/panels/editor/tool_model.h"
#include "console/panels/panels.h"

#include <imgui.h>

namespace console {
namespace {

/// Every tool with its word and key; where the window is narrow the words of those not in hand give way, and show under the pointer.
class ToolsPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        p.horizontal(region.box.x, region.box.x + region.box.width, region.box.y + region.box.height - std::max(1.F, p.px(1)));
        Rect row = inset(region.box, p.px(8), p.px(6));
        const std::vector<ToolButton> buttons = make_tool_buttons(view.session, view.draft);
        const auto label = [&](const ToolButton& button) {
            return button.count.empty() ? std::string(view.text(button.title)) : std::string(view.text(button.title)) + " " + button.count;
        };
        float wanted = 0;
        for (const ToolButton& button : buttons)
            wanted += p.button_width(label(button), key_of(button.command)) + p.px(button.begins_group ? 20 : 4);
        const bool is_narrow = wanted > row.width;
        // Narrower still, only the keys stand, close together.
        float keys = 0;
        for (const ToolButton& button : buttons)
            keys += p.button_width(is_narrow && !button.is_chosen ? button.count : label(button), key_of(button.command)) + p.px(button.begins_group ? 20 : 4);
        const bool is_tight = keys > row.width;
        for (const ToolButton& button : buttons) {
            if (button.begins_group) {
                const Rect gap = cut_left(row, p.px(is_tight ? 3 : 16));
                p.vertical(gap.x + p.px(is_tight ? 0 : 6), gap.y + p.px(4), gap.y + gap.height - p.px(4));
            }
            const std::string words = is_tight ? std::string() : is_narrow && !button.is_chosen ? button.count : label(button);
            const std::string_view key = key_of(button.command);
            const Rect box = cut_left(row, is_tight ? std::max(p.px(28), p.width(key, FontSize::secondary) + p.px(6)) : p.button_width(words, key));
            cut_left(row, p.px(is_tight ? 2 : 4));
            const bool is_pressed = p.button(std::string("edit.") + button.command, box, words, is_tight ? std::string_view() : key, button.is_enabled, button.is_chosen);
            if (is_tight)
                p.text(box, key, {.size = FontSize::secondary, .align = Align::centre, .alpha = button.is_enabled ? 1 : 0.45F});
            if (is_pressed)
                outbox.run(button.command);
            // By shape, too: a notch above what is in hand.
            if (button.is_chosen)
                p.list().AddTriangleFilled({box.x + box.width / 2 - p.px(6), box.y}, {box.x + box.width / 2 + p.px(6), box.y},
                                           {box.x + box.width / 2, box.y + p.px(5)}, p.colour(Colour::text));
            if (ImGui::IsMouseHoveringRect({box.x, box.y}, {box.x + box.width, box.y + box.height})) {
                if (!button.is_enabled)
                    p.tooltip(view.text(button.reason));
                else if (is_narrow || is_tight)
                    p.tooltip(label(button));
            }
        }
    }
};

}

std::unique_ptr<Panel> make_edit_tools_panel() { return std::make_unique<ToolsPanel>(); }

}
