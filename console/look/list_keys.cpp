#include "console/look/list_keys.h"

#include "console/look/imgui_versions.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace console {

bool takes_list_keys(const Painter& painter, Rect box)
{
    const bool has = ImGui::IsWindowFocused(ImGuiFocusedFlags_ChildWindows) && !ImGui::GetIO().WantTextInput;
    if (has)
        painter.look().names.put(list_keyboard, box);
    return has;
}

bool ListArrival::step()
{
    const int now = ImGui::GetFrameCount();
    return std::exchange(drawn_, now) + 1 < now;
}

void give_list_keyboard()
{
    if (!ImGui::GetIO().WantTextInput)
        ImGui::SetWindowFocus();
}

std::optional<TableKey> list_key()
{
    static constexpr std::pair<imgui::Key, TableKey> keys[] = {{ImGuiKey_UpArrow, TableKey::up},       {ImGuiKey_DownArrow, TableKey::down},
                                                               {ImGuiKey_PageUp, TableKey::page_up},   {ImGuiKey_PageDown, TableKey::page_down},
                                                               {ImGuiKey_Home, TableKey::home},        {ImGuiKey_End, TableKey::end}};
    for (const auto& [key, meant] : keys)
        if (imgui::is_pressed(key, true))
            return meant;
    return std::nullopt;
}

bool list_enter() { return imgui::is_pressed(ImGuiKey_Enter, false) || imgui::is_pressed(imgui::keypad_enter, false); }

ListStep list_step(const Painter& painter, Rect box, int at, int count, float row_height)
{
    ListStep step;
    if (count == 0 || !takes_list_keys(painter, box))
        return step;
    step.copy = ImGui::GetIO().KeyCtrl && imgui::is_pressed(ImGuiKey_C, false);
    step.enter = at >= 0 && list_enter();
    const auto key = list_key();
    if (!key)
        return step;
    const int page = std::max(1, static_cast<int>(box.height / row_height) - 1);
    const int by = *key == TableKey::up ? -1 : *key == TableKey::down ? 1 : *key == TableKey::page_up ? -page : *key == TableKey::page_down ? page : 0;
    const int wanted = *key == TableKey::home || (at < 0 && by != 0) ? 0 : *key == TableKey::end ? count - 1 : at + by;
    step.to = std::clamp(wanted, 0, count - 1);
    return step;
}

}
