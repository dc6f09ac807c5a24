#include "console/look/rows.h"

#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {

WholeRegion::WholeRegion() : box(window_box())
{
    ImGui::PushClipRect({box.x, box.y}, {box.x + box.width, box.y + box.height}, false);
}

WholeRegion::~WholeRegion()
{
    ImGui::PopClipRect();
}

Scrolled::Scrolled(const Painter& painter, const std::string& name, Rect where, float least_height) : box(where), is_needed_(where.height < least_height)
{
    if (!is_needed_)
        return;
    painter.look().names.put(name, where);
    ImGui::SetCursorScreenPos({where.x, where.y});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::BeginChild(name.c_str(), {where.width, where.height}, false, ImGuiWindowFlags_NoSavedSettings);
    ImGui::PopStyleVar();
    const ImVec2 at = ImGui::GetCursorScreenPos();
    box = {at.x, at.y, where.width - ImGui::GetStyle().ScrollbarSize, least_height};
    ImGui::Dummy({box.width, box.height});
}

Scrolled::~Scrolled()
{
    if (is_needed_)
        ImGui::EndChild();
}

bool draw_rows(const Painter& painter, const std::string& name, Rect box, int count, float row_height,
               const std::function<void(const Painter&, int, Rect)>& draw, bool from_top, int into_sight)
{
    painter.look().names.put(name, box);
    ImGui::SetCursorScreenPos({box.x, box.y});
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    bool is_busy = false;
    if (ImGui::BeginChild(name.c_str(), {box.width, box.height}, false, ImGuiWindowFlags_NoSavedSettings)) {
        if (from_top)
            ImGui::SetScrollY(0);
        if (const float top = static_cast<float>(into_sight) * row_height, low = top + row_height - box.height; into_sight >= 0)
            ImGui::SetScrollY(std::clamp(ImGui::GetScrollY(), std::min(low, top), top));
        const Painter inside(painter.look());
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

Rect draw_card(const Painter& painter, Rect box, Colour frame, std::string_view title, std::string_view right)
{
    painter.fill(box, Colour::panel);
    painter.frame(box, frame);
    draw_heading(painter, cut_top(box, painter.px(36)), title, right);
    painter.horizontal(box.x, box.x + box.width, box.y);
    return inset(box, painter.px(12), painter.px(8));
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
