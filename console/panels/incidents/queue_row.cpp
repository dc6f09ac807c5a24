#include "console/panels/incidents/queue_row.h"

#include "console/look/rows.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace console {

AreaState draw_queue_row(const FramePainter& p, const QueueRow& row, Rect box, bool is_selected, float ring)
{
    const View& view = p.view();
    const AreaState state = p.area(fmt::format("queue.row.{}", row.id.value), box);
    draw_row_ground(p, box, is_selected, state);
    p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
    draw_severity(p.list(), view.palette, row.severity, row.attention, {box.x + p.px(28), box.y + std::round(box.height / 2)}, p.px(24), ring);
    Rect inner{box.x + p.px(52), box.y + p.px(3), box.width - p.px(52) - p.px(12), box.height - p.px(6)};
    Rect upper = cut_top(inner, std::floor(inner.height / 2)), lower = inner;
    const float word = std::min(p.width(row.attention_word, FontSize::secondary), upper.width * 0.4F);
    p.text(cut_right(upper, word), row.attention_word, {FontSize::secondary, Colour::secondary, Align::right});
    cut_right(upper, p.px(8));
    p.text(upper, row.title, {FontSize::body, Colour::text});
    if (!row.time.empty()) {
        p.text(cut_right(lower, p.width(row.time)), row.time, {FontSize::body, Colour::text, Align::right});
        const Rect at = cut_right(lower, p.px(24));
        draw_lateness(p.list(), view.palette, row.lateness, row.spent, {at.x + p.px(10), at.y + std::round(at.height / 2)}, p.px(16));
        cut_right(lower, p.px(4));
    }
    p.text(lower, row.place, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
    return state;
}

}
