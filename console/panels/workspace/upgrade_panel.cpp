#include "console/frame/command_button.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"

#include <fmt/format.h>

namespace console {
namespace {

/// An older workspace: what opening it would change, and the three answers. Nothing was touched yet.
class UpgradePanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        if (!view.session.upgrade)
            return;
        const UpgradeQuestion& question = *view.session.upgrade;
        const Texts& text = view.text;
        const WholeRegion region;
        const FramePainter p(view);
        p.fill(region.box, Colour::panel);
        p.frame(region.box, Colour::selected);
        Rect box = inset(region.box, p.px(20), p.px(16));
        p.text(cut_top(box, p.px(32)), text("upgrade.title"), {FontSize::title});
        p.text(cut_top(box, p.px(24)), question.path, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
        cut_top(box, p.px(8));
        Rect buttons = cut_bottom(box, p.px(32));
        cut_bottom(box, p.px(12));
        command_button(p, outbox, buttons, "upgrade.accept", text("upgrade.accept"), "upgrade.accept");
        command_button(p, outbox, buttons, "upgrade.read_only", text("upgrade.read_only"), "upgrade.read_only");
        if (p.button("upgrade.cancel", cut_left(buttons, p.button_width(text("upgrade.cancel"), "Esc")), text("upgrade.cancel"), "Esc"))
            outbox.run("upgrade.cancel");
        const auto say = [&](const std::string& words, Colour colour, float indent = 0) {
            const float width = box.width - indent, height = p.paragraph_height(width, words);
            Rect line = cut_top(box, std::min(height, box.height));
            cut_left(line, indent);
            p.paragraph(line, words, {.colour = colour});
            cut_top(box, p.px(6));
        };
        say(text.format("upgrade.changes", {std::to_string(question.plan.from), std::to_string(question.plan.to)}), Colour::text);
        std::string all;
        for (const data::UpgradeStep& step : question.plan.steps) {
            const std::string words = text(fmt::format("upgrade.step.{}", step.number));
            say(fmt::format("{}  {}", step.number, words), Colour::secondary, p.px(16));
            all += fmt::format("{} {}; ", step.number, words);
        }
        view.names.say("upgrade.steps", all);
        say(text.format("upgrade.copy", {question.plan.copy.filename().string()}), Colour::text);
        say(text.format("upgrade.undo", {question.path}), Colour::text);
        say(text("upgrade.other_ways"), Colour::secondary);
    }
};

}

std::unique_ptr<Panel> make_upgrade_panel() { return std::make_unique<UpgradePanel>(); }

}
