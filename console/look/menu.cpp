#include "console/look/menu.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr float menu_row_height = 28, narrow_value_px = 260;
constexpr std::size_t most_rows = 18;

}

std::optional<std::size_t> draw_menu(const Painter& painter, const std::string& name, Rect box, std::string_view label, std::span<const MenuItem> items, bool is_set)
{
    const bool open = painter.button(name, box, label, {}, true, is_set);
    painter.sign(Sign::down, box.x + box.width - painter.px(12), box.y + box.height / 2, 8, Colour::secondary);
    return draw_menu_items(painter, name, box, items, open);
}

std::optional<std::size_t> draw_menu_items(const Painter& painter, const std::string& name, Rect box, std::span<const MenuItem> items, bool open)
{
    const Look& look = painter.look();
    if (open)
        ImGui::OpenPopup((name + ".items").c_str());
    std::optional<std::size_t> chosen;
    float wide = box.width;
    for (const MenuItem& item : items)
        wide = std::max(wide, painter.width(item.label) + painter.px(52));
    const float rows = static_cast<float>(std::min(items.size(), most_rows));
    const float high = rows * painter.px(menu_row_height) + painter.px(8), below = box.y + box.height + painter.px(2);
    const bool fits = below + high <= ImGui::GetIO().DisplaySize.y;
    ImGui::SetNextWindowPos({box.x, fits ? below : std::max(0.F, box.y - high - painter.px(2))});
    ImGui::SetNextWindowSize({wide, high});
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(painter.px(4), painter.px(4)));
    if (ImGui::BeginPopup((name + ".items").c_str(), ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings)) {
        const Painter inside(look);
        ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
        for (std::size_t i = 0; i < items.size(); ++i) {
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const Rect row{at.x, at.y, ImGui::GetContentRegionAvail().x, painter.px(menu_row_height)};
            const AreaState state = inside.area(fmt::format("{}.{}", name, i + 1), row);
            if (state.hovered)
                inside.fill(row, Colour::panel_raised);
            if (items[i].is_on)
                inside.sign(Sign::tick, row.x + painter.px(14), row.y + row.height / 2, 14);
            inside.text({row.x + painter.px(32), row.y, row.width - painter.px(40), row.height}, items[i].label);
            ImGui::SetCursorScreenPos(at);
            ImGui::Dummy({row.width, row.height});
            if (state.clicked) {
                chosen = i;
                if (!items[i].stays)
                    ImGui::CloseCurrentPopup();
            }
        }
        ImGui::PopStyleVar();
        ImGui::EndPopup();
    }
    ImGui::PopStyleVar();
    return chosen;
}

void draw_switch_mark(const Painter& painter, Rect box, std::optional<bool> is_on, bool can_run)
{
    if (!is_on)
        return;
    const float side = painter.px(14);
    const Rect mark{box.x, std::round(box.y + (box.height - side) / 2), side, side};
    painter.frame(mark, Colour::secondary, 1, can_run ? 1.F : 0.6F);
    if (*is_on)
        painter.sign(Sign::tick, mark.x + side / 2, mark.y + side / 2, 12, can_run ? Colour::text : Colour::secondary);
}

void draw_value(const Painter& painter, Rect& row, std::string_view value)
{
    if (value.empty())
        return;
    const float whole = painter.width(value, FontSize::secondary), most = std::floor(row.width * 0.6F), wide = std::min(whole, most);
    if (wide < whole && row.width < painter.px(narrow_value_px)) // half a number is another
        return;
    painter.text(cut_right(row, wide), value, {FontSize::secondary, Colour::secondary, Align::right});
    cut_right(row, painter.px(12));
}

}
