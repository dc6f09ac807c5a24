#include "console/frame/frame_painter.h"
#include "console/panels/shell/shell_panels.h"

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
        const FramePainter paint(view);
        Rect rest = window_box();
        paint.fill(rest, Colour::panel);
        paint.horizontal(rest.x, rest.x + rest.width, rest.y);
        rest = inset(rest, paint.px(12), 0);
        draw_save_state(paint, rest, outbox);
        draw_tasks(paint, rest, outbox);
        if (view.world.loaded)
            draw_report_key(paint, rest, outbox);
        if (!view.session.import_questions.empty())
            return draw_question(paint, rest, outbox);
        draw_words(paint, rest, outbox);
    }

private:
    static void draw_save_state(const FramePainter& paint, Rect& rest, Outbox& outbox)
    {
        const View& view = paint.view();
        if (!view.world.loaded)
            return;
        const data::SaveState& save = view.world.save;
        std::string words = save.ok ? view.text.format("status.saved", {moment_text(view, save.last_saved)})
                                    : view.text.format("status.not_saved", {view.text.language() == Language::en || save.why.empty() ? save.reason : words_of(view.text, Said(save.why))});
        if (view.world.workspace.read_only)
            words = view.text("status.read_only");
        if (!save.ok && !view.world.workspace.read_only) {
            const std::string offer = view.text("copy.offer");
            if (paint.button("status.save_copy", inset(cut_right(rest, paint.button_width(offer)), 0, paint.px(2)), offer))
                outbox.run("file.choose", {"workspace.copy"});
            cut_right(rest, paint.px(8));
        }
        const float width = std::min(paint.width(words, FontSize::secondary), rest.width * 0.6f);
        paint.text(cut_right(rest, width), words, {.size = FontSize::secondary, .colour = save.ok ? Colour::secondary : Colour::text});
        if (!save.ok) {
            const Rect mark = cut_right(rest, paint.px(24));
            paint.sign(Sign::fault, mark.x + mark.width / 2, mark.y + mark.height / 2, paint.px(14));
        }
        cut_right(rest, paint.px(24));
    }

    static void draw_tasks(const FramePainter& paint, Rect& rest, Outbox& outbox)
    {
        const View& view = paint.view();
        if (view.figures.importing) {
            const char* label = view.text("status.cancel");
            if (paint.button("status.cancel", inset(cut_right(rest, paint.button_width(label)), 0, paint.px(2)), label))
                outbox.run("workspace.import_cancel");
            cut_right(rest, paint.px(8));
        }
        if (view.figures.tasks.empty())
            return;
        // What was just said has at least as much room as the name of a task.
        std::string words = view.figures.tasks.front();
        const float most = rest.width / 3;
        if (view.figures.tasks.size() > 1 || paint.width(words, FontSize::secondary) > most)
            words = view.text.format("status.tasks", {std::to_string(view.figures.tasks.size())});
        if (paint.width(words, FontSize::secondary) > most)
            return;
        paint.text(cut_right(rest, paint.width(words, FontSize::secondary)), words, {.size = FontSize::secondary, .colour = Colour::secondary});
        cut_right(rest, paint.px(24));
    }

    static void draw_report_key(const FramePainter& paint, Rect& rest, Outbox& outbox)
    {
        const char* label = paint.view().text("status.report");
        const Rect box = cut_left(rest, paint.button_width(label, "F4"));
        if (paint.button("status.report", inset(box, 0, paint.px(2)), label, "F4"))
            outbox.run("report.start");
        cut_left(rest, paint.px(16));
    }

    /// What a dropped file holds, where its content does not tell.
    static void draw_question(const FramePainter& paint, Rect rest, Outbox& outbox)
    {
        const View& view = paint.view();
        const ImportQuestion& question = view.session.import_questions.front();
        const auto choice = [&](const std::string& name, const std::string& label, const char* command, std::vector<std::string> arguments) {
            const float width = paint.button_width(label);
            if (width > rest.width)
                return;
            if (paint.button("status.import." + name, inset(cut_left(rest, width), 0, paint.px(2)), label))
                outbox.run(command, std::move(arguments));
            cut_left(rest, paint.px(4));
        };
        const std::string file = question.path.substr(question.path.rfind('/') + 1);
        const std::string words =
            view.text.format(question.needs_system ? "import.ask_system" : question.is_areas ? "import.ask_level" : "import.ask_kind", {file});
        const float width = std::min(paint.width(words), rest.width * 0.4f);
        paint.text(cut_left(rest, width), words, {.shorten = Shorten::middle});
        cut_left(rest, paint.px(8));
        choice("desk", view.text("import.look"), "import.desk", {question.path});
        for (const char* level : {"district", "street", "community", "grid"})
            if (!question.needs_system)
                choice(level, view.text(std::string("level.") + level), "workspace.import_as", {"grids", level, question.path});
        if (!question.is_areas && !question.needs_system)
            for (const char* kind : {"cameras", "incidents", "reference"})
                choice(kind, view.text(std::string("import.kind.") + kind), "workspace.import_as", {kind, "-", question.path});
        choice("skip", view.text("import.skip"), "workspace.import_skip", {});
    }

    static void draw_words(const FramePainter& paint, Rect rest, Outbox& outbox)
    {
        const View& view = paint.view();
        const Message* newest = current_message(view);
        // Why a step was not taken goes before what the tool waits for, for as long as it is news.
        const bool is_refused = newest && newest->fault && view.now - newest->time < message_shown_for;
        if (!view.session.hint.empty() && !is_refused) {
            paint.text(rest, view.text(view.session.hint));
            return;
        }
        if (!view.session.typed_digits.empty()) {
            paint.text(rest, view.text.format("top.typed", {view.session.typed_digits}));
            return;
        }
        if (view.session.messages.empty())
            return;
        // The whole line unfolds the earlier messages above the strip.
        const AreaState fold = paint.area("status.messages", rest);
        if (fold.hovered)
            paint.fill(inset(rest, 0, paint.px(2)), Colour::panel_raised);
        if (fold.clicked)
            outbox.run("messages.toggle");
        const Message* message = current_message(view);
        if (!message) {
            const std::string words = view.text.format("status.messages", {std::to_string(view.session.messages.size())});
            paint.text(rest, words, {.size = FontSize::secondary, .colour = Colour::secondary});
            return;
        }
        if (message->fault) {
            const Rect mark = cut_left(rest, paint.px(22));
            paint.sign(Sign::fault, mark.x + paint.px(7), mark.y + mark.height / 2, paint.px(14));
        }
        paint.text(rest, words_of(view.text, message->said), {.size = FontSize::secondary, .shorten = Shorten::end});
    }
};

}

std::unique_ptr<Panel> make_status_strip() { return std::make_unique<StatusStrip>(); }

}
