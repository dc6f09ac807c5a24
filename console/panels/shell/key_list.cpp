#include "console/frame/frame_painter.h"
#include "console/panels/shell/shell_panels.h"

#include <imgui.h>

#include <algorithm>

namespace console {
namespace {

constexpr ImGuiWindowFlags list_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize;

/// "?": every key with what it does, from the table of commands.
class KeyList final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        ImGui::SetNextWindowPos({screen.x / 2, screen.y / 2}, ImGuiCond_Always, {0.5f, 0.5f});
        ImGui::Begin("keys", nullptr, list_flags);
        const FramePainter paint(view);
        push_font(FontSize::title);
        ImGui::TextUnformatted(view.tr("keys.title"));
        pop_font();
        ImGui::Dummy({1, 4 * view.scale});
        // As many columns as it takes to see all of them at once, where the screen is wide enough.
        const auto keys = static_cast<int>(std::ranges::count_if(command_table(), [](const CommandRow& row) { return *row.key != 0; }));
        int columns = 2;
        while (columns < 4 && static_cast<float>((keys + columns - 1) / columns) * paint.px(30) + paint.px(110) > screen.y &&
               static_cast<float>(columns + 1) * paint.px(440) < screen.x)
            ++columns;
        if (ImGui::BeginTable("keys", 2 * columns)) {
            for (const CommandRow& row : command_table()) {
                if (*row.key == 0)
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
        ImGui::TextDisabled("%s", view.tr("keys.digits"));
        if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered())
            outbox.run("view.dismiss");
        const ImVec2 pos = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
        view.names.put("keys", {pos.x, pos.y, size.x, size.y});
        ImGui::End();
    }
};

}

std::unique_ptr<Panel> make_key_list() { return std::make_unique<KeyList>(); }

}
