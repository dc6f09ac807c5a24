#include "console/frame/frame_painter.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <string_view>

namespace console {
namespace {

constexpr std::array<const char*, 3> guide_captions{"guide.operator.", "guide.analyst.", "guide.responder."}; // as guide_roles
constexpr float guide_gap = 12, guide_bar_height = 4, guide_head_height = 24, guide_button_height = 32, guide_narrow = 900;

struct GuideButton {
    const char* command;
    const char* title; // key of data/i18n
    const char* key;
};
constexpr std::array guide_buttons{GuideButton{"guide.stop", "guide.stop", "Esc"}, GuideButton{"guide.next", "guide.next", "→"},
                             GuideButton{"guide.back", "guide.back", "←"}, GuideButton{"guide.hold", "guide.hold", "Space"}};

std::string guide_caption(const View& view, std::size_t station)
{
    const auto role = std::ranges::find(guide_roles, view.session.guide->role);
    return role == guide_roles.end() ? std::string() : std::string(view.text(fmt::format("{}{}", guide_captions[static_cast<std::size_t>(role - guide_roles.begin())], station + 1)));
}

const char* guide_title_of(const View& view, const GuideButton& button)
{
    const bool goes_on = view.session.guide->is_held && button.title == std::string_view("guide.hold");
    return view.text(goes_on ? "guide.go_on" : button.title);
}

/// The same whether it says hold or go on.
float guide_width_of(const Painter& p, const View& view, const GuideButton& button)
{
    const float width = p.button_width(view.text(button.title), button.key);
    return button.title == std::string_view("guide.hold") ? std::max(width, p.button_width(view.text("guide.go_on"), button.key)) : width;
}

float guide_buttons_width(const Painter& p, const View& view)
{
    float width = 0;
    for (const GuideButton& button : guide_buttons)
        width += guide_width_of(p, view, button) + p.px(8);
    return width;
}

/// In a narrow window the buttons stand under the words.
bool is_guide_narrow(const View& view, float width) { return width / view.scale < guide_narrow; }
float guide_words_width(const Painter& p, const View& view, float width)
{
    const float inside = width - 2 * p.px(guide_gap);
    return is_guide_narrow(view, width) ? inside : inside - guide_buttons_width(p, view) - p.px(guide_gap);
}

/// What the tour says now, how far it is, and its buttons.
class GuidePanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        const GuideState& guide = *view.session.guide;
        p.fill(box, Colour::panel_raised);
        draw_progress(p, cut_top(box, p.px(guide_bar_height)));
        const float wide = box.width;
        box = inset(box, p.px(guide_gap), p.px(6));
        if (is_guide_narrow(view, wide)) {
            draw_buttons(p, outbox, cut_bottom(box, p.px(guide_button_height)));
            cut_bottom(box, p.px(4));
        } else {
            const Rect right = cut_right(box, guide_buttons_width(p, view));
            draw_buttons(p, outbox, inset(right, 0, std::max(0.F, std::round((right.height - p.px(guide_button_height)) / 2))));
            cut_right(box, p.px(guide_gap));
        }
        const std::string role(view.text("guide.role." + guide.role));
        std::string head = view.text.format("guide.head", {role, std::to_string(guide.station + 1), std::to_string(guide.stations)});
        if (guide.is_held)
            head += "   " + std::string(view.text("guide.held"));
        else if (!guide.is_ready)
            head += "   " + std::string(view.text("guide.preparing"));
        p.text(cut_top(box, p.px(guide_head_height)), head, {.size = FontSize::secondary, .colour = Colour::secondary});
        const std::string words = guide_caption(view, guide.station);
        view.names.say("guide.caption", words);
        p.paragraph(box, words);
    }

private:
    static void draw_progress(const FramePainter& p, Rect bar)
    {
        const GuideState& guide = *p.view().session.guide;
        p.fill(bar, Colour::line);
        const float part = static_cast<float>(guide.station + 1) / static_cast<float>(std::max<std::size_t>(guide.stations, 1));
        p.fill({bar.x, bar.y, std::round(bar.width * part), bar.height}, Colour::accent);
    }

    static void draw_buttons(const FramePainter& p, Outbox& outbox, Rect row)
    {
        const GuideState& guide = *p.view().session.guide;
        for (const GuideButton& button : guide_buttons) {
            const float width = guide_width_of(p, p.view(), button);
            const bool is_first = guide.station == 0 && button.command == std::string_view("guide.back");
            // While it waits the arrows and the space bar are the console's.
            const char* key = guide.is_held && button.key != std::string_view("Esc") ? "" : button.key;
            if (p.button(button.command, cut_right(row, width), guide_title_of(p.view(), button), key, !is_first))
                outbox.run(button.command);
            cut_right(row, p.px(8));
        }
    }
};

}

std::unique_ptr<Panel> make_guide_panel() { return std::make_unique<GuidePanel>(); }

float guide_height(const View& view, float width)
{
    const Painter p = Painter::to_measure(view);
    float words = 0;
    for (std::size_t station = 0; station < view.session.guide->stations; ++station)
        words = std::max(words, p.paragraph_height(guide_words_width(p, view, width), guide_caption(view, station)));
    return std::ceil(p.px(guide_bar_height) + p.px(guide_head_height) + words + 2 * p.px(6) + p.px(4) + (is_guide_narrow(view, width) ? p.px(guide_button_height + 4) : 0));
}

}
