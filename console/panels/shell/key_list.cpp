#include "console/frame/frame_painter.h"
#include "console/frame/menu_rows.h"
#include "console/look/imgui_versions.h"
#include "console/panels/shell/shell_panels.h"

#include <imgui.h>

#include <algorithm>
#include <utility>

namespace console {
namespace {

constexpr ImGuiWindowFlags list_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize;

/// "?": every key with what it does, from the table of commands, in the menu's groups.
class KeyList final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
        ImGui::SetNextWindowSizeConstraints({0, 0}, {screen.x * 0.96F, screen.y * 0.94F}); // what does not fit scrolls
        ImGui::Begin("keys", nullptr, list_flags);
        scroll_by_keys();
        const FramePainter paint(view);
        push_font(FontSize::title);
        ImGui::TextUnformatted(view.tr("keys.title"));
        pop_font();
        ImGui::Dummy({1, 4 * view.scale});
        // As many columns as it takes to see all of them at once, where the screen is wide enough.
        const auto keys = static_cast<int>(std::ranges::count_if(command_table(), [](const CommandRow& row) { return *row.key != 0; }));
        int columns = 2 * paint.px(440) > screen.x ? 1 : 2;
        while (columns < 4 && static_cast<float>((keys + columns - 1) / columns) * paint.px(30) + paint.px(110) > screen.y &&
               static_cast<float>(columns + 1) * paint.px(440) < screen.x)
            ++columns;
        for (std::size_t group = 0; group < menu_groups.size(); ++group)
            draw_group(paint, menu_group_key(group).c_str(), columns, [&](const CommandRow& row) { return row.menu == menu_groups[group]; });
        draw_group(paint, "keys.other", columns, [](const CommandRow& row) { return std::ranges::find(menu_groups, row.menu) == menu_groups.end(); });
        ImGui::TextDisabled("%s", view.tr("keys.digits"));
        if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered())
            outbox.run("view.dismiss");
        const ImVec2 pos = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
        view.names.put("keys", {pos.x, pos.y, size.x, size.y});
        ImGui::End();
    }

private:
    template <class Belongs> static void draw_group(const FramePainter& paint, const char* title, int columns, Belongs belongs)
    {
        const View& view = paint.view();
        const auto is_listed = [&](const CommandRow& row) { return *row.key != 0 && belongs(row); };
        if (std::ranges::none_of(command_table(), is_listed))
            return;
        ImGui::Dummy({1, paint.px(2)});
        ImGui::TextDisabled("%s", view.tr(title));
        if (!ImGui::BeginTable(title, 2 * columns))
            return;
        for (const CommandRow& row : command_table()) {
            if (!is_listed(row))
                continue;
            ImGui::TableNextColumn();
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float line = paint.px(26), width = paint.px(110);
            paint.key_cap(at.x, at.y + line / 2, row.key);
            ImGui::Dummy({width, line});
            ImGui::TableNextColumn();
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() + paint.px(3));
            ImGui::TextUnformatted(view.tr(row.title));
            ImGui::SameLine(0, paint.px(28));
            ImGui::Dummy({1, 1});
        }
        ImGui::EndTable();
    }

    static void scroll_by_keys()
    {
        if (ImGui::GetIO().WantTextInput)
            return;
        const float page = ImGui::GetWindowHeight() * 0.9F, line = ImGui::GetTextLineHeightWithSpacing() * 2, end = ImGui::GetScrollMaxY();
        for (const auto& [key, by] : {std::pair(ImGuiKey_PageDown, page), std::pair(ImGuiKey_PageUp, -page), std::pair(ImGuiKey_DownArrow, line), std::pair(ImGuiKey_UpArrow, -line),
                                      std::pair(ImGuiKey_End, end), std::pair(ImGuiKey_Home, -end)})
            if (imgui::is_pressed(key, true))
                ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + by, 0.F, end));
    }
};

}

std::unique_ptr<Panel> make_key_list() { return std::make_unique<KeyList>(); }

}
