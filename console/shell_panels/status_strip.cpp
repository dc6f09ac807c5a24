#include "console/look/painter.h"
#include "console/shell_panels/shell_panels.h"

#include <fmt/format.h>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr auto message_shown_for = 10s;

/// The newest message while it is fresh; a fault stays until something newer is said.
const Message* current_message(const View& view)
{
    if (view.session.messages.empty())
        return nullptr;
    const Message& newest = view.session.messages.back();
    return newest.fault || view.now - newest.time < message_shown_for ? &newest : nullptr;
}

/// One line at the bottom: what the tool waits for or what was just said; whether changes are saved; background tasks.
class StatusStrip final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const Painter paint(view);
        Rect rest = window_box();
        paint.fill(rest, Colour::panel);
        paint.horizontal(rest.x, rest.x + rest.width, rest.y);
        rest = inset(rest, paint.px(12), 0);
        draw_save_state(paint, rest);
        draw_tasks(paint, rest);
        if (view.world.loaded)
            draw_report_key(paint, rest, outbox);
        draw_words(paint, rest);
    }

private:
    static void draw_save_state(const Painter& paint, Rect& rest)
    {
        const View& view = paint.view();
        if (!view.world.loaded)
            return;
        const data::SaveState& save = view.world.save;
        std::string words = save.ok ? view.text.format("status.saved", {clock_text(view, save.last_saved)})
                                    : view.text.format("status.not_saved", {save.reason});
        if (view.world.workspace.read_only)
            words = view.text("status.read_only");
        const float width = std::min(paint.width(words, FontSize::secondary), rest.width * 0.6f);
        paint.text(cut_right(rest, width), words, {.size = FontSize::secondary, .colour = save.ok ? Colour::secondary : Colour::text});
        if (!save.ok) {
            const Rect mark = cut_right(rest, paint.px(24));
            paint.sign(Sign::fault, mark.x + mark.width / 2, mark.y + mark.height / 2, paint.px(14));
        }
        cut_right(rest, paint.px(24));
    }

    static void draw_tasks(const Painter& paint, Rect& rest)
    {
        const View& view = paint.view();
        if (view.figures.tasks.empty())
            return;
        const std::string words = view.figures.tasks.size() == 1
                                      ? view.figures.tasks.front()
                                      : view.text.format("status.tasks", {std::to_string(view.figures.tasks.size())});
        paint.text(cut_right(rest, paint.width(words, FontSize::secondary)), words, {.size = FontSize::secondary, .colour = Colour::secondary});
        cut_right(rest, paint.px(24));
    }

    static void draw_report_key(const Painter& paint, Rect& rest, Outbox& outbox)
    {
        const char* label = paint.view().text("status.report");
        const Rect box = cut_left(rest, paint.button_width(label, "F4"));
        if (paint.button("status.report", inset(box, 0, paint.px(2)), label, "F4"))
            outbox.run("report.start");
        cut_left(rest, paint.px(16));
    }

    static void draw_words(const Painter& paint, Rect rest)
    {
        const View& view = paint.view();
        if (!view.session.hint.empty()) {
            paint.text(rest, view.text(view.session.hint));
            return;
        }
        if (!view.session.typed_digits.empty()) {
            paint.text(rest, view.text.format("top.typed", {view.session.typed_digits}));
            return;
        }
        const Message* message = current_message(view);
        if (!message)
            return;
        if (message->fault) {
            const Rect mark = cut_left(rest, paint.px(22));
            paint.sign(Sign::fault, mark.x + paint.px(7), mark.y + mark.height / 2, paint.px(14));
        }
        paint.text(rest, message->text, {.size = FontSize::secondary, .shorten = Shorten::end});
    }
};

}

std::unique_ptr<Panel> make_status_strip() { return std::make_unique<StatusStrip>(); }

}
