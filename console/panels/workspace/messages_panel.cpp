#include "console/frame/copy_text.h"
#include "console/frame/frame_painter.h"
#include "console/look/rows.h"
#include "console/panels/panels.h"

namespace console {
namespace {

/// What the console said lately, newest first: faults of commands, what was saved, what an import found.
class MessagesPanel : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const WholeRegion region;
        const FramePainter p(view);
        Rect box = region.box;
        p.fill(box, Colour::panel);
        p.frame(box, Colour::line);
        const auto& messages = view.session.messages;
        draw_heading(p, cut_top(box, p.px(36)), view.text("messages.title"), std::to_string(messages.size()));
        p.horizontal(box.x, box.x + box.width, box.y);
        if (messages.empty()) {
            p.empty_screen(box, "messages.empty", view.text("messages.empty"), view.text("messages.empty_why"));
            return;
        }
        draw_rows(p, "messages.rows", box, static_cast<int>(messages.size()), p.px(28), [&](const FramePainter& inside, int i, Rect row) {
            const Message& message = messages[messages.size() - 1 - static_cast<std::size_t>(i)];
            row = inset(row, p.px(12), 0);
            inside.text(cut_left(row, std::max(inside.px(76), inside.width(moment_text(view, message.time), FontSize::secondary) + inside.px(12))), moment_text(view, message.time), {FontSize::secondary, Colour::secondary});
            if (message.fault)
                inside.sign(Sign::fault, row.x + p.px(8), row.y + row.height / 2, 14);
            cut_left(row, p.px(24));
            draw_copy_text(inside, outbox, "messages." + std::to_string(i + 1), row, words_of(view.text, message.said));
        });
    }
};

}

std::unique_ptr<Panel> make_messages_panel() { return std::make_unique<MessagesPanel>(); }

}
