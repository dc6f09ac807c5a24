#include "console/frame/frame_painter.h"
#include "console/look/imgui_versions.h"
#include "console/panels/shell/palette_rows.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar;
constexpr std::size_t rows_shown = 12;

/// Ctrl+K: any command by a few letters of its title.
class CommandPalette final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const float width = std::min(std::round(560 * view.scale), screen.x), line = std::round(28 * view.scale), y = std::round(screen.y * 0.18F), field = std::round(60 * view.scale);
        const std::string typed = view.glyphs.whole(typed_.data());
        const std::vector<PaletteRow> rows = make_palette_rows(view.world, view.session, view.text, typed);
        const auto room = static_cast<std::size_t>(std::max(1.F, (screen.y - y - field) / line));
        const std::size_t shown = std::min({rows.size(), rows_shown, room});
        ImGui::SetNextWindowPos({(screen.x - width) / 2, y});
        ImGui::SetNextWindowSize({width, line * static_cast<float>(shown) + field});
        if (ImGui::Begin("palette", nullptr, flags))
            draw_content(FramePainter(view), outbox, rows, shown, line);
        ImGui::End();
    }

private:
    void draw_content(const FramePainter& paint, Outbox& outbox, const std::vector<PaletteRow>& rows, std::size_t shown, float line)
    {
        const View& view = paint.view();
        if (ImGui::IsWindowAppearing()) {
            chosen_ = 0;
            imgui::focus_next_item();
            if (const std::string& begun = view.session.palette_text; !begun.empty() && begun.size() < typed_.size()) {
                typed_.fill(0);
                std::ranges::copy(begun, typed_.begin());
                frames_to_end_ = 3;
            }
        }
        frames_to_end_ = std::max(frames_to_end_ - 1, 0);
        ImGui::SetNextItemWidth(-1);
        const bool entered = ImGui::InputTextWithHint("##typed", view.tr("palette.hint"), typed_.data(), typed_.size(),
                                                      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackAlways, go_to_end, this);
        const bool is_new = ImGui::IsItemEdited() || ImGui::IsWindowAppearing();
        if (is_new)
            chosen_ = 0;
        const ImVec2 top = ImGui::GetItemRectMin(), bottom = ImGui::GetItemRectMax();
        view.names.put("palette.field", {top.x, top.y, bottom.x - top.x, bottom.y - top.y});
        // Home and End belong to the field.
        const int before = chosen_, page = static_cast<int>(rows_shown) - 1;
        for (const auto& [key, by] : {std::pair(ImGuiKey_DownArrow, 1), std::pair(ImGuiKey_UpArrow, -1), std::pair(ImGuiKey_PageDown, page), std::pair(ImGuiKey_PageUp, -page)})
            if (imgui::is_pressed(key, true))
                chosen_ += by;
        chosen_ = std::clamp<int>(chosen_, 0, std::max<int>(0, static_cast<int>(rows.size()) - 1));
        const PaletteRow* run = entered && shown > 0 ? &rows[static_cast<std::size_t>(chosen_)] : nullptr;
        const Rect box{ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y, ImGui::GetContentRegionAvail().x, line * static_cast<float>(shown)};
        draw_rows(paint, "palette.rows", box, static_cast<int>(rows.size()), line, [&](const FramePainter& inside, int i, Rect at) {
            const PaletteRow& row = rows[static_cast<std::size_t>(i)];
            const AreaState state = inside.area("palette." + row.command.name, at);
            if (i == chosen_ || state.hovered)
                inside.fill(at, Colour::panel_raised);
            if (state.clicked)
                run = &row;
            Rect text = inset(at, inside.px(8), 0);
            if (!row.key.empty())
                inside.key_cap(text.x + text.width - inside.px(90), text.y + text.height / 2, row.key);
            text.width -= inside.px(96);
            inside.text(text, row.title);
        }, is_new, chosen_ != before ? chosen_ : -1);
        if (run) {
            typed_.fill(0);
            outbox.run("view.dismiss");
            outbox.commands.push_back(run->command);
        } else if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
            outbox.run("view.dismiss");
        }
    }

    /// What was begun for the operator is gone on with, not replaced.
    static int go_to_end(ImGuiInputTextCallbackData* data)
    {
        if (static_cast<const CommandPalette*>(data->UserData)->frames_to_end_ > 0) {
            data->CursorPos = data->BufTextLen;
            data->ClearSelection();
        }
        return 0;
    }

    std::array<char, 256> typed_{};
    int chosen_ = 0, frames_to_end_ = 0;
};

}

std::unique_ptr<Panel> make_command_palette() { return std::make_unique<CommandPalette>(); }

}
