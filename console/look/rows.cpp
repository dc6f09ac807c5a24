#include "console/look/rows.h"

#include <imgui.h>

#include <cmath>
#include <numbers>

namespace console {

float ring_of(const View& view, data::Severity severity, Wanted& wanted)
{
    if (severity != data::Severity::grave)
        return 0.8F;
    if (view.session.reduced_motion)
        return 2;
    using namespace std::chrono_literals;
    const auto part = view.now.time_since_epoch() % 1s;
    const float turn = static_cast<float>(std::chrono::duration<double>(part).count());
    wanted.redraw_by(view.now + 100ms); // ten steps a second are smooth enough for a slow ring
    return 0.35F + 0.65F * (0.5F + 0.5F * std::cos(turn * 2 * std::numbers::pi_v<float>));
}

WholeRegion::WholeRegion() : box(window_box())
{
    ImGui::PushClipRect({box.x, box.y}, {box.x + box.width, box.y + box.height}, false);
}

WholeRegion::~WholeRegion()
{
    ImGui::PopClipRect();
}

bool draw_rows(const Painter& painter, const std::string& name, Rect box, int count, float row_height,
               const std::function<void(const Painter&, int, Rect)>& draw)
{
    painter.view().names.put(name, box);
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    bool is_busy = false;
    if (ImGui::BeginChild(name.c_str(), {box.width, box.height}, false, ImGuiWindowFlags_NoSavedSettings)) {
        const Painter inside(painter.view());
        const float width = ImGui::GetContentRegionAvail().x;
        ImGuiListClipper clipper;
        clipper.Begin(count, row_height);
        while (clipper.Step())
            for (int i = clipper.DisplayStart; i < clipper.DisplayEnd; ++i) {
                const ImVec2 at = ImGui::GetCursorScreenPos();
                draw(inside, i, {at.x, at.y, width, row_height});
                ImGui::SetCursorScreenPos(at);
                ImGui::Dummy({width, row_height});
            }
        clipper.End();
        is_busy = ImGui::IsWindowHovered(ImGuiHoveredFlags_AllowWhenBlockedByActiveItem) || (ImGui::IsWindowFocused() && ImGui::IsAnyItemActive());
    }
    ImGui::EndChild();
    ImGui::PopStyleVar(2);
    return is_busy;
}

void draw_row_ground(const Painter& painter, Rect row, bool is_selected, const AreaState& state)
{
    if (is_selected) {
        painter.fill(row, Colour::panel_pressed);
        painter.fill({row.x, row.y, painter.px(3), row.height}, Colour::selected);
    } else if (state.hovered) {
        painter.fill(row, Colour::panel_raised);
    }
}

void draw_heading(const Painter& painter, Rect box, std::string_view title, std::string_view right)
{
    Rect inner = inset(box, painter.px(12), 0);
    if (!right.empty()) {
        const float wide = std::min(painter.width(right, FontSize::secondary), inner.width / 2);
        painter.text(cut_right(inner, wide), right, {FontSize::secondary, Colour::secondary, Align::right});
    }
    painter.text(inner, title, {FontSize::secondary, Colour::secondary});
}

}
