#include "console/frame/frame_painter.h"
#include "console/frame/menu_rows.h"
#include "console/look/imgui_versions.h"
#include "console/panels/shell/command_words.h"
#include "console/panels/shell/free_room.h"
#include "console/panels/shell/shell_panels.h"
#include "console/text/folding.h"

#include <imgui.h>

#include <algorithm>
#include <array>
#include <string>
#include <utility>
#include <vector>

namespace console {
namespace {

constexpr ImGuiWindowFlags list_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_AlwaysAutoResize;

constexpr float key_px = 110, title_gap_px = 28;

/// "?": every key with what it does, from the table of commands, in the menu's groups; what is typed keeps those that answer to it.
class KeyList final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const Rect room = free_room(view);
        ImGui::SetNextWindowPos({room.x + room.width / 2, room.y + room.height / 2}, ImGuiCond_Always, {0.5f, 0.5f});
        // What does not fit scrolls; what is typed leaves the window as it stands.
        const bool is_typed = typed_[0] != 0;
        const ImVec2 most{room.width * 0.96F, room.height * 0.94F};
        ImGui::SetNextWindowSizeConstraints(is_typed ? ImVec2(std::min(whole_.x, most.x), std::min(whole_.y, most.y)) : ImVec2(0, 0), most);
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
        ImGui::Begin("keys", nullptr, list_flags);
        ImGui::PopStyleVar();
        const FramePainter paint(view);
        draw_head(paint, outbox);
        scroll_by_keys();
        const std::string typed = view.glyphs.whole(typed_.data());
        const std::vector<const CommandRow*> rows = rows_for(view, typed);
        // As many columns as it takes to see all of them at once, where the screen is wide enough.
        const auto keys = static_cast<int>(std::ranges::count_if(command_table(), [](const CommandRow& row) { return *row.key != 0; }));
        const int widest = std::max(1, static_cast<int>((most.x - paint.px(48)) / row_width(paint)));
        int columns = std::min(2, widest);
        while (columns < std::min(4, widest) && static_cast<float>((keys + columns - 1) / columns) * paint.px(30) + paint.px(110) > most.y)
            ++columns;
        for (std::size_t group = 0; group < menu_groups.size(); ++group)
            draw_group(paint, menu_group_key(group).c_str(), columns, rows, [&](const CommandRow& row) { return row.menu == menu_groups[group]; });
        draw_group(paint, "keys.other", columns, rows, [](const CommandRow& row) { return std::ranges::find(menu_groups, row.menu) == menu_groups.end(); });
        ImGui::TextDisabled("%s", view.tr(rows.empty() ? "keys.none" : "keys.digits"));
        view.names.say("keys.found", std::to_string(rows.size()));
        if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered())
            outbox.run("view.dismiss");
        const ImVec2 pos = ImGui::GetWindowPos(), size = ImGui::GetWindowSize();
        if (!is_typed)
            whole_ = size;
        view.names.put("keys", {pos.x, pos.y, size.x, size.y});
        ImGui::End();
    }

private:
    void draw_head(const FramePainter& paint, Outbox& outbox)
    {
        const View& view = paint.view();
        if (ImGui::IsWindowAppearing()) {
            typed_.fill(0);
            imgui::focus_next_item();
        }
        push_font(FontSize::title);
        ImGui::TextUnformatted(view.tr("keys.title"));
        pop_font();
        ImGui::SameLine(0, paint.px(28));
        ImGui::SetNextItemWidth(paint.px(360));
        ImGui::InputTextWithHint("##typed", view.tr("keys.hint"), typed_.data(), typed_.size());
        const ImVec2 top = ImGui::GetItemRectMin(), bottom = ImGui::GetItemRectMax();
        view.names.put("keys.field", {top.x, top.y, bottom.x - top.x, bottom.y - top.y});
        ImGui::Dummy({1, 4 * view.scale});
        // The key that opened the list closes it, too.
        if (const std::string_view typed = typed_.data(); typed == "?" || typed == "？")
            outbox.run("view.dismiss");
    }

    /// Of the longest row: no column is so narrow that one is cut.
    static float row_width(const FramePainter& paint)
    {
        float width = 0;
        for (const CommandRow& row : command_table())
            if (*row.key != 0)
                width = std::max(width, paint.width(paint.view().text(row.title)));
        return width + paint.px(key_px + title_gap_px + 24);
    }

    /// Rows with a key that answer to what was typed: by their words, or by the key itself.
    static std::vector<const CommandRow*> rows_for(const View& view, const std::string& typed)
    {
        std::vector<const CommandRow*> rows;
        const TypedWords words(typed, view.text);
        const std::string small = folded(words.whole.word);
        for (const CommandRow& row : command_table())
            if (*row.key != 0 && (rank_of(row, view.text, words) || folded(row.key).find(small) != std::string::npos))
                rows.push_back(&row);
        return rows;
    }

    template <class Belongs> static void draw_group(const FramePainter& paint, const char* title, int columns, const std::vector<const CommandRow*>& rows, Belongs belongs)
    {
        const View& view = paint.view();
        if (std::ranges::none_of(rows, [&](const CommandRow* row) { return belongs(*row); }))
            return;
        ImGui::Dummy({1, paint.px(2)});
        ImGui::TextDisabled("%s", view.tr(title));
        if (!ImGui::BeginTable(title, 2 * columns))
            return;
        for (const CommandRow* row : rows) {
            if (!belongs(*row))
                continue;
            ImGui::TableNextColumn();
            const ImVec2 at = ImGui::GetCursorScreenPos();
            const float line = paint.px(26), width = paint.px(key_px);
            paint.key_cap(at.x, at.y + line / 2, row->key);
            view.names.put(std::string("keys.") + row->name, {at.x, at.y, width, line});
            ImGui::Dummy({width, line});
            ImGui::TableNextColumn();
            ImGui::SetCursorPosY(ImGui::GetCursorPosY() + paint.px(3));
            ImGui::TextUnformatted(view.tr(row->title));
            ImGui::SameLine(0, paint.px(title_gap_px));
            ImGui::Dummy({1, 1});
        }
        ImGui::EndTable();
    }

    /// Home and End belong to the field, as long as it holds something.
    void scroll_by_keys() const
    {
        const float page = ImGui::GetWindowHeight() * 0.9F, line = ImGui::GetTextLineHeightWithSpacing() * 2, end = ImGui::GetScrollMaxY();
        const bool has_words = typed_[0] != 0;
        for (const auto& [key, by] : {std::pair(ImGuiKey_PageDown, page), std::pair(ImGuiKey_PageUp, -page), std::pair(ImGuiKey_DownArrow, line), std::pair(ImGuiKey_UpArrow, -line),
                                      std::pair(ImGuiKey_End, end), std::pair(ImGuiKey_Home, -end)})
            if (imgui::is_pressed(key, true) && !(has_words && (key == ImGuiKey_End || key == ImGuiKey_Home)))
                ImGui::SetScrollY(std::clamp(ImGui::GetScrollY() + by, 0.F, end));
    }

    std::array<char, 128> typed_{};
    ImVec2 whole_{}; // its size with nothing typed
};

}

std::unique_ptr<Panel> make_key_list() { return std::make_unique<KeyList>(); }

}
