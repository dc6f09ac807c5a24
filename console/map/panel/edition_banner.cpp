#include "console/map/panel/edition_banner.h"

#include "console/frame/command_button.h"
#include "console/map/tools/edit_feedback.h"

#include <imgui.h>

namespace console {
namespace {

/// A piece of line as the map draws it, in the legend.
void draw_sample(const FramePainter& painter, Rect box, const DashStyle& style)
{
    const float y = box.y + std::round(box.height / 2);
    const std::array line{ScreenPoint{box.x, y}, ScreenPoint{box.x + box.width, y}};
    draw_edit_line(painter, line, false, style);
}

void draw_legend(const FramePainter& painter, Rect row, const std::string& older, const std::string& newer)
{
    const Texts& text = painter.view().text;
    const auto sample = [&] {
        const Rect box = cut_left(row, painter.px(28));
        cut_left(row, painter.px(6));
        return box;
    };
    const auto words = [&](std::string_view say) {
        cut_left(row, painter.text(row, say, {FontSize::secondary, Colour::secondary}) + painter.px(16));
    };
    draw_sample(painter, sample(), {.colour = Colour::secondary, .width = 2, .dash = 6, .gap = 4});
    words(older);
    draw_sample(painter, sample(), {.colour = Colour::selected, .width = 2, .gap = 0});
    words(newer);
    const Rect box = inset(sample(), 0, painter.px(5));
    const std::vector<std::vector<ScreenPoint>> ring{{{box.x, box.y}, {box.x + box.width, box.y}, {box.x + box.width, box.y + box.height}, {box.x, box.y + box.height}}};
    draw_hatch(painter, ring, Colour::selected, 5, 1, 0.7f);
    words(text("edition.moved"));
}

}

void draw_edition_banner(const FramePainter& painter, Rect map, const EditionView& edition, bool is_building, Outbox& outbox)
{
    const View& view = painter.view();
    const Texts& text = view.text;
    const EditionWords shown = edition_words(view.world, edition.on_map, view.now, text);
    const float height = painter.px(edition.older ? 72 : 44);
    const Rect strip{map.x, map.y, map.width, std::min(height, map.height)};
    ImGui::SetCursorScreenPos({strip.x, strip.y});
    ImGui::BeginChild("edition.banner", {strip.width, strip.height}, false, ImGuiWindowFlags_NoScrollbar);
    {
        const FramePainter p(view);
        p.fill(strip, Colour::panel_raised, 0.95f);
        p.fill({strip.x, strip.y + strip.height - p.px(3), strip.width, p.px(3)}, Colour::selected);
        view.names.put("edition.banner", strip);
        Rect box = inset(strip, p.px(12), 0);
        cut_bottom(box, p.px(3));
        Rect head = cut_top(box, p.px(40));
        Rect buttons = inset(head, 0, p.px(4));
        const std::string_view leave = text("edition.leave"), compare = text("edition.compare");
        const float wide = p.button_width(leave, "Esc"), other = p.button_width(compare);
        if (p.button("edition.leave", cut_right(buttons, wide), leave, "Esc"))
            outbox.run("edition.close");
        cut_right(buttons, p.px(8));
        if (p.button("edition.compare", cut_right(buttons, other), compare))
            outbox.run("edition.compare");
        if (const data::Edition* to_come = find_edition(view.world, edition.on_map); to_come && !to_come->is_applied && !edition.older) {
            cut_right(buttons, p.px(8));
            const std::string_view withdraw = text("edition.withdraw");
            if (p.button("edition.withdraw", cut_right(buttons, p.button_width(withdraw)), withdraw))
                outbox.run("edition.withdraw");
        }
        cut_right(buttons, p.px(12));
        head.width = buttons.width;
        std::string words;
        if (edition.older)
            words = text.format("edition.banner_compared", {edition_words(view.world, *edition.older, view.now, text).name, shown.name});
        else
            words = text.format(shown.is_in_force ? "edition.banner_in_force" : "edition.banner", {shown.name, shown.dates, shown.state});
        if (!edition.areas || is_building)
            words = text.format("edition.reading", {shown.name});
        else if (edition.older && !edition.comparison)
            words += "  " + std::string(text("preview.working"));
        view.names.say("edition.banner", words);
        // Which editions they are stands in the legend, too; there the state gives way first, which the list says.
        if (edition.older && edition.comparison && p.width(words, FontSize::body) > head.width)
            words = text("edition.banner_compared_short");
        p.text(head, words, {.shorten = Shorten::middle});
        if (edition.older) {
            const EditionWords older = edition_words(view.world, *edition.older, view.now, text);
            const auto of = [&](const EditionWords& one) { return text.format("edition.border_of", {one.name, one.state}); };
            const Rect row = cut_top(box, p.px(24));
            const float room = row.width - 3 * p.px(50) - p.width(text("edition.moved"), FontSize::secondary);
            const bool has_states = p.width(of(older), FontSize::secondary) + p.width(of(shown), FontSize::secondary) <= room;
            draw_legend(p, row, has_states ? of(older) : older.name, has_states ? of(shown) : shown.name);
        }
    }
    ImGui::EndChild();
}

}
