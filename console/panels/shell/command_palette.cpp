#include "console/frame/frame_painter.h"
#include "console/look/imgui_versions.h"
#include "console/look/menu.h"
#include "console/panels/shell/command_words.h"
#include "console/panels/shell/free_room.h"
#include "console/panels/shell/palette_rows.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <optional>

namespace console {
namespace {

constexpr ImGuiWindowFlags flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove |
                                   ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoScrollbar;
constexpr std::size_t lines_shown = 16;

/// A line of the list: a row, or the heading of the group that begins there.
struct PaletteLine {
    std::optional<std::size_t> row;
    std::size_t group = 0;
};

std::vector<PaletteLine> make_lines(const std::vector<PaletteRow>& rows)
{
    std::vector<PaletteLine> lines;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (i == 0 || rows[i].group != rows[i - 1].group)
            lines.push_back({std::nullopt, rows[i].group});
        lines.push_back({i, rows[i].group});
    }
    return lines;
}

/// Ctrl+K: any command by a few letters of its title, in the groups of the menu.
class CommandPalette final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const Rect place = free_room(view);
        const bool is_aside = view.names.find("region.aside").has_value();
        const float width = std::min(std::round(640 * view.scale), place.width), line = std::round(28 * view.scale), y = is_aside ? place.y : std::round(screen.y * 0.14F);
        const float field = std::round(48 * view.scale), foot = std::round(28 * view.scale);
        const std::string typed = view.glyphs.whole(typed_.data());
        const std::vector<PaletteRow> rows = make_palette_rows(view.world, view.session, view.text, typed);
        const std::vector<PaletteLine> lines = make_lines(rows);
        const auto room = static_cast<std::size_t>(std::max(2.F, (place.y + place.height - y - field - foot) / line));
        const std::size_t shown = std::min({std::max<std::size_t>(lines.size(), 1), lines_shown, room});
        // In the middle of the window, where that leaves the pictures of a case free.
        const Rect box{is_aside ? place.x : std::round(std::min((screen.x - width) / 2, place.width - width)), y, width, line * static_cast<float>(shown) + field + foot};
        ImGui::SetNextWindowPos({box.x, box.y});
        ImGui::SetNextWindowSize({box.width, box.height});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 1);
        if (ImGui::Begin("palette", nullptr, flags))
            draw_content(FramePainter(view), outbox, rows, lines, shown, line);
        ImGui::End();
        ImGui::PopStyleVar();
        view.names.put("palette", box);
    }

private:
    void draw_content(const FramePainter& paint, Outbox& outbox, const std::vector<PaletteRow>& rows, const std::vector<PaletteLine>& lines, std::size_t shown, float line)
    {
        const View& view = paint.view();
        const bool entered = draw_typed(view);
        const bool is_new = ImGui::IsItemEdited() || ImGui::IsWindowAppearing();
        if (is_new)
            chosen_ = 0;
        const int before = chosen_;
        step(static_cast<int>(shown) - 1);
        chosen_ = std::clamp<int>(chosen_, 0, std::max<int>(0, static_cast<int>(rows.size()) - 1));
        const PaletteRow* run = entered && !rows.empty() ? &rows[static_cast<std::size_t>(chosen_)] : nullptr;
        const PaletteRow* told = rows.empty() ? nullptr : &rows[static_cast<std::size_t>(chosen_)];
        const Rect box{ImGui::GetCursorScreenPos().x, ImGui::GetCursorScreenPos().y, ImGui::GetContentRegionAvail().x, line * static_cast<float>(shown)};
        // The heading of a group comes into sight with its first row.
        const auto at = std::ranges::find(lines, std::optional(static_cast<std::size_t>(chosen_)), &PaletteLine::row);
        int into_sight = chosen_ == before || at == lines.end() ? -1 : static_cast<int>(at - lines.begin());
        if (into_sight > 0 && chosen_ < before && !lines[static_cast<std::size_t>(into_sight) - 1].row)
            --into_sight;
        draw_rows(paint, "palette.rows", box, static_cast<int>(lines.size()), line, [&](const FramePainter& inside, int i, Rect place) {
            const PaletteLine& one = lines[static_cast<std::size_t>(i)];
            if (!one.row)
                return draw_group(inside, place, one.group);
            const PaletteRow& row = rows[*one.row];
            const AreaState state = draw_row(inside, place, row, static_cast<int>(*one.row) == chosen_);
            if (state.hovered)
                told = &row;
            if (state.clicked)
                run = &row;
        }, is_new, into_sight);
        draw_foot(paint, {box.x, box.y + box.height, box.width, std::round(28 * view.scale)}, told);
        view.names.say("palette.chosen", told ? (told->why_not.empty() ? told->title : told->title + "  " + told->why_not) : "");
        if (run && run->why_not.empty()) {
            typed_.fill(0);
            outbox.run("view.dismiss");
            outbox.commands.push_back(run->command);
        } else if (!ImGui::IsWindowAppearing() && ImGui::IsMouseClicked(0) && !ImGui::IsWindowHovered(ImGuiHoveredFlags_ChildWindows)) {
            outbox.run("view.dismiss");
        }
        // What cannot run stays with its reason, and the keyboard stays here.
        if (entered && !(run && run->why_not.empty()))
            frames_to_focus_ = 2;
    }

    /// The field; true when Enter was pressed in it.
    bool draw_typed(const View& view)
    {
        if (ImGui::IsWindowAppearing()) {
            chosen_ = 0;
            imgui::focus_next_item();
            if (const std::string& begun = view.session.palette_text; !begun.empty() && begun.size() < typed_.size()) {
                typed_.fill(0);
                std::ranges::copy(begun, typed_.begin());
                frames_to_end_ = 3;
            }
        } else if (frames_to_focus_ > 0) {
            --frames_to_focus_;
            imgui::focus_next_item();
        }
        frames_to_end_ = std::max(frames_to_end_ - 1, 0);
        ImGui::SetNextItemWidth(-1);
        const bool entered = ImGui::InputTextWithHint("##typed", view.tr("palette.hint"), typed_.data(), typed_.size(),
                                                      ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_AutoSelectAll | ImGuiInputTextFlags_CallbackAlways, go_to_end, this);
        const ImVec2 top = ImGui::GetItemRectMin(), bottom = ImGui::GetItemRectMax();
        view.names.put("palette.field", {top.x, top.y, bottom.x - top.x, bottom.y - top.y});
        return entered;
    }

    void step(int page)
    {
        // Home and End belong to the field.
        for (const auto& [key, by] : {std::pair(ImGuiKey_DownArrow, 1), std::pair(ImGuiKey_UpArrow, -1), std::pair(ImGuiKey_PageDown, page), std::pair(ImGuiKey_PageUp, -page)})
            if (imgui::is_pressed(key, true))
                chosen_ += by;
    }

    static void draw_group(const FramePainter& p, Rect box, std::size_t group)
    {
        Rect words = inset(box, p.px(8), 0);
        p.text(words, p.view().text(palette_group_key(group)), {FontSize::secondary, Colour::secondary});
        p.horizontal(box.x, box.x + box.width, box.y + box.height - std::max(1.F, p.px(1)));
    }

    static AreaState draw_row(const FramePainter& p, Rect box, const PaletteRow& row, bool is_chosen)
    {
        std::string name = "palette." + std::string(row.row->name);
        if (const auto& said = row.command; said.name == row.row->name && !said.arguments.empty())
            name += "." + said.arguments.front();
        const AreaState state = p.area(name, box);
        if (is_chosen || state.hovered)
            p.fill(box, Colour::panel_raised);
        const bool can_run = row.why_not.empty();
        Rect words = inset(box, p.px(8), 0);
        draw_switch_mark(p, cut_left(words, p.px(22)), row.is_on, can_run);
        if (!row.key.empty())
            p.key_cap(words.x + words.width - p.px(90), words.y + words.height / 2, row.key, can_run ? 1.F : 0.5F);
        words.width -= p.px(96);
        draw_value(p, words, row.value);
        p.text(words, row.title, {.colour = can_run ? Colour::text : Colour::secondary, .alpha = can_run ? 1.F : 0.7F});
        return state;
    }

    static void draw_foot(const FramePainter& p, Rect box, const PaletteRow* row)
    {
        p.horizontal(box.x, box.x + box.width, box.y);
        box = inset(box, p.px(8), 0);
        if (!row)
            return (void)p.text(box, p.view().text("palette.none"), {FontSize::secondary, Colour::secondary});
        if (!row->why_not.empty()) {
            const Rect mark = cut_left(box, p.px(22));
            p.sign(Sign::waiting, mark.x + p.px(7), mark.y + mark.height / 2, 14, Colour::secondary);
        }
        p.text(box, row->why_not.empty() ? foot_words(*row->row, p.view().text) : row->why_not, {FontSize::secondary, Colour::secondary});
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
    int chosen_ = 0, frames_to_end_ = 0, frames_to_focus_ = 0; // chosen_: of the rows
};

}

std::unique_ptr<Panel> make_command_palette() { return std::make_unique<CommandPalette>(); }

}
