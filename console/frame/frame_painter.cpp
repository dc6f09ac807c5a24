#include "console/frame/frame_painter.h"

#include <fmt/format.h>
#include <imgui.h>

namespace console {

void offer_menu(Outbox& outbox, const AreaState& state, unsigned thing, std::string title, std::vector<std::string> subject)
{
    if (!state.right_clicked)
        return;
    const ImVec2 at = ImGui::GetIO().MousePos;
    std::string names;
    for (std::size_t i = 0; i < thing::names.size(); ++i)
        if (thing & (1U << i))
            names += (names.empty() ? "" : "+") + std::string(thing::names[i]);
    std::vector<std::string> words{std::move(names), fmt::format("{:.0f}", at.x), fmt::format("{:.0f}", at.y), std::move(title)};
    words.insert(words.end(), std::make_move_iterator(subject.begin()), std::make_move_iterator(subject.end()));
    outbox.run("menu.about", std::move(words));
}

bool draw_rows(const FramePainter& painter, const std::string& name, Rect box, int count, float row_height,
               const std::function<void(const FramePainter&, int, Rect)>& draw, bool from_top, int into_sight)
{
    const auto draw_row = [&](const Painter&, int index, Rect row) { draw(FramePainter(painter.view()), index, row); };
    return draw_rows(static_cast<const Painter&>(painter), name, box, count, row_height, draw_row, from_top, into_sight);
}

float ring_of(const View& view, data::Severity severity, Wanted& wanted)
{
    if (severity != data::Severity::grave)
        return 0.8F;
    if (view.session.reduced_motion)
        return 2;
    using namespace std::chrono_literals;
    // Once a second, in two steps: each step is a frame, and a duty room waits with an unseen alarm for hours. Ten steps a second
    // took 15 % of a core on software GL.
    const auto part = view.now.time_since_epoch() % 1s;
    const bool is_strong = part < 500ms;
    wanted.redraw_by(view.now - part + (is_strong ? 500ms : 1000ms));
    return is_strong ? 1 : 0.35F;
}

}
