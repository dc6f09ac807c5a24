#include "console/frame/copy_text.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float copy_sign_px = 12, copy_gap_px = 6;

/// Two sheets, one over the other.
void draw_copy_sign(const FramePainter& painter, Rect box, Colour colour)
{
    const float side = std::round(box.width * 0.66F), off = box.width - side;
    painter.frame({box.x, box.y, side, side}, colour);
    painter.fill({box.x + off, box.y + off, side, side}, Colour::panel);
    painter.frame({box.x + off, box.y + off, side, side}, colour);
}

}

float draw_copy_text(const FramePainter& painter, Outbox& outbox, const std::string& name, Rect box, std::string_view words, TextStyle style)
{
    if (words.empty())
        return painter.text(box, words, style);
    const View& view = painter.view();
    const float sign = painter.px(copy_sign_px), gap = painter.px(copy_gap_px), tail = sign + 2 * gap;
    const float wide = std::min(painter.width(words, style.size), box.width);
    // The sign stands behind the words, before them where they end at the box's side; over their end where there is no room left.
    const bool is_right = style.align == Align::right;
    const float left = is_right ? box.x + box.width - wide : box.x;
    Rect place{left - (is_right ? tail : 0), box.y, wide + tail, box.height};
    place.x = std::max(place.x, box.x);
    place.width = std::min(place.width, box.x + box.width - place.x);
    const AreaState state = painter.area(name, place);
    const bool is_marked = view.session.marked_name == name && view.session.marked == words;
    if (is_marked)
        painter.fill(place, Colour::panel_pressed);
    const float taken = painter.text(box, words, style);
    if (is_marked)
        painter.frame(place, Colour::focus);
    if (!state.hovered && !state.right_clicked)
        return taken;
    const float at = is_right ? place.x + gap : std::min(left + wide + gap, place.x + place.width - sign);
    const Rect button{at, std::round(box.y + (box.height - sign) / 2), sign, sign};
    const ImVec2 pointer = ImGui::GetIO().MousePos;
    const bool is_over = pointer.x >= button.x - gap && pointer.x < button.x + sign + gap;
    painter.fill(inset(button, -painter.px(2), -painter.px(2)), Colour::panel);
    draw_copy_sign(painter, button, is_over ? Colour::text : Colour::secondary);
    view.names.put(name + ".copy", button);
    if (state.clicked && is_over)
        outbox.run("text.copy", {std::string(words)});
    else if (state.clicked || state.right_clicked)
        outbox.run("text.mark", {name, std::string(words)});
    offer_menu(outbox, state, thing::words, std::string(words), {});
    return taken;
}

}
