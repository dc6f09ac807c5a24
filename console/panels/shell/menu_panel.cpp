#include "console/frame/frame_painter.h"
#include "console/frame/menu_rows.h"
#include "console/look/menu.h"
#include "console/look/rows.h"
#include "console/panels/shell/command_words.h"
#include "console/panels/shell/shell_panels.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <cmath>

namespace console {
namespace {

constexpr ImGuiWindowFlags menu_flags = ImGuiWindowFlags_NoTitleBar | ImGuiWindowFlags_NoResize | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                                        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoFocusOnAppearing;
constexpr float row_px = 28, group_px = 132, why_px = 26, edge_px = 6;

bool is_in(const Rect& box)
{
    const ImVec2 at = ImGui::GetIO().MousePos;
    return at.x >= box.x && at.x < box.x + box.width && at.y >= box.y && at.y < box.y + box.height;
}

float value_width(const Painter& paint, const MenuRow& row)
{
    return row.state.value.empty() ? 0 : std::min(paint.width(row.state.value, FontSize::secondary), paint.px(160)) + paint.px(12);
}

/// For scripts: "on", "off", or what is set.
std::string state_words(const MenuRow& row)
{
    return row.state.is_on ? *row.state.is_on ? "on" : "off" : row.state.value;
}

/// For scripts: rows without words in the console's language, or that cannot run and do not say why; "none".
std::string unsaid(const View& view, const std::vector<MenuRow>& rows)
{
    std::string names;
    for (const MenuRow& row : rows) {
        const bool can_run = !row.command->enabled || row.command->enabled(view.world, view.session);
        if (row.title.empty() || row.title == row.command->title || row.why_not.starts_with("why.") || (!can_run && row.why_not.empty()))
            names += (names.empty() ? "" : " ") + std::string(row.command->name);
    }
    return names.empty() ? "none" : names;
}

/// The menu of a window below its top strip, or of a thing where it was asked for. What is chosen in it is the session's.
class MenuPanel final : public Panel {
public:
    void draw(const View& view, Outbox& outbox) override
    {
        const Painter paint = Painter::to_measure(view);
        const MenuOpen& menu = *view.session.menu;
        const std::vector<MenuRow> rows = menu_rows(view.world, view.session, view.text, menu);
        const ImVec2 screen = ImGui::GetIO().DisplaySize;
        const float top_strip = paint.px(40), room = screen.y - top_strip - paint.px(24);
        const float head = menu.thing == 0 || menu.title.empty() ? 0 : paint.px(row_px), foot = paint.px(why_px), edges = 2 * paint.px(edge_px);
        const int in_column = std::max(1, static_cast<int>((room - head - foot - edges) / paint.px(row_px)));
        float column = paint.px(200);
        for (const MenuRow& row : rows)
            column = std::max(column, paint.width(row.title) + value_width(paint, row) + paint.px(150));
        const float groups = menu.thing == 0 ? paint.px(group_px) : 0;
        // As many columns as it takes; what the screen is too narrow for is scrolled to.
        const int wanted = (static_cast<int>(rows.size()) + in_column - 1) / in_column;
        const int columns = std::clamp(wanted, 1, std::max(1, static_cast<int>((screen.x - groups - edges) / column)));
        const int lines = (static_cast<int>(rows.size()) + columns - 1) / columns;
        if (head > 0) // what it is about is told whole
            column = std::max(column, (paint.width(menu.title, FontSize::secondary) + paint.px(20)) / static_cast<float>(columns));
        column = std::min(column, (screen.x - groups - edges) / static_cast<float>(columns));
        const float least_lines = menu.thing == 0 ? static_cast<float>(menu_groups.size()) : 1;
        const float width = groups + column * static_cast<float>(columns) + edges;
        const float height = head + std::max(least_lines, static_cast<float>(std::min(lines, in_column))) * paint.px(row_px) + foot + edges;
        const Rect place = place_of(view, paint, screen, width, height);
        ImGui::SetNextWindowPos({place.x, place.y});
        ImGui::SetNextWindowSize({place.width, place.height});
        ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
        if (ImGui::Begin("menu", nullptr, menu_flags))
            draw_content(FramePainter(view), outbox, rows, place, head, groups, column, lines);
        // Its own button closes it when it is let go.
        const auto button = view.names.find("top.menu");
        const bool is_outside = !is_in(place) && !(button && is_in(*button));
        if (!ImGui::IsWindowAppearing() && is_outside && (ImGui::IsMouseClicked(0) || ImGui::IsMouseClicked(1)))
            outbox.run("view.dismiss");
        ImGui::End();
        ImGui::PopStyleVar();
        view.names.put("menu", place);
    }

private:
    static Rect place_of(const View& view, const Painter& paint, ImVec2 screen, float width, float height)
    {
        const MenuOpen& menu = *view.session.menu;
        if (menu.thing == 0)
            return {paint.px(4), paint.px(view.session.layout == Layout::wall ? 32 : 40), width, height};
        float x = menu.x, y = menu.y;
        if (x < 0)
            x = std::round((screen.x - width) / 2), y = std::round(screen.y * 0.18F);
        return {std::clamp(x, 0.F, std::max(0.F, screen.x - width)), std::clamp(y, 0.F, std::max(0.F, screen.y - height)), width, height};
    }

    void draw_content(const FramePainter& paint, Outbox& outbox, const std::vector<MenuRow>& rows, Rect place, float head, float groups, float column, int lines)
    {
        const View& view = paint.view();
        const MenuOpen& menu = *view.session.menu;
        paint.fill(place, Colour::panel);
        paint.frame(place, Colour::line);
        // The pointer chooses only when it moves: otherwise it would take the row back from the arrow keys.
        const ImVec2 pointer = ImGui::GetIO().MousePos;
        const bool has_moved = pointer.x != pointer_.x || pointer.y != pointer_.y;
        pointer_ = pointer;
        Rect box = inset(place, paint.px(edge_px), paint.px(edge_px));
        Rect why = cut_bottom(box, paint.px(why_px));
        if (head > 0) {
            Rect title = cut_top(box, head);
            paint.text(inset(title, paint.px(8), 0), menu.title, {FontSize::secondary, Colour::secondary, Align::left, Shorten::middle});
            paint.horizontal(title.x, title.x + title.width, title.y + title.height - 1);
        }
        if (groups > 0)
            draw_groups(paint, outbox, cut_left(box, groups), has_moved);
        paint.horizontal(why.x, why.x + why.width, why.y);
        if (rows.empty())
            paint.text(inset(cut_top(box, paint.px(row_px)), paint.px(8), 0), view.text("menu.empty"), {.colour = Colour::secondary});
        const int count = static_cast<int>(rows.size());
        const bool is_stepped = menu.chosen != chosen_ && menu.chosen >= 0 && !has_moved;
        chosen_ = menu.chosen;
        ImGui::SetCursorScreenPos({box.x, box.y});
        draw_rows(paint, "menu.lines", box, lines, paint.px(row_px), [&](const FramePainter& inside, int line, Rect all) {
            for (int at = line; at < count; at += lines)
                draw_row(inside, outbox, rows[static_cast<std::size_t>(at)], at, {all.x + column * static_cast<float>(at / lines), all.y, column, all.height}, has_moved);
        }, ImGui::IsWindowAppearing() || group_ != menu.group, is_stepped ? menu.chosen % std::max(1, lines) : -1);
        group_ = menu.group;
        view.names.say("menu.rows", std::to_string(rows.size()));
        view.names.say("menu.unsaid", unsaid(view, rows));
        if (menu.chosen >= 0 && menu.chosen < static_cast<int>(rows.size())) {
            const MenuRow& row = rows[static_cast<std::size_t>(menu.chosen)];
            why = inset(why, paint.px(8), 0);
            if (!row.why_not.empty()) {
                const Rect mark = cut_left(why, paint.px(20));
                paint.sign(Sign::waiting, mark.x + paint.px(7), mark.y + mark.height / 2, 14, Colour::secondary);
            }
            paint.text(why, row.why_not.empty() ? foot_words(*row.command, view.text) : row.why_not, {FontSize::secondary, Colour::secondary});
        }
    }

    static void draw_groups(const FramePainter& paint, Outbox& outbox, Rect box, bool has_moved)
    {
        const MenuOpen& menu = *paint.view().session.menu;
        paint.vertical(box.x + box.width - paint.px(4), box.y, box.y + box.height);
        for (std::size_t i = 0; i < menu_groups.size(); ++i) {
            const Rect row = cut_top(box, paint.px(row_px));
            const Rect inner{row.x, row.y, row.width - paint.px(6), row.height};
            const AreaState state = paint.area(fmt::format("menu.{}", menu_group_names[i]), inner);
            if (i == menu.group)
                paint.fill(inner, Colour::panel_raised), paint.fill({inner.x, inner.y, paint.px(3), inner.height}, Colour::accent);
            paint.text(inset(inner, paint.px(10), 0), paint.view().text(menu_group_key(i)));
            if (i != menu.group && (state.clicked || (state.hovered && has_moved)))
                outbox.run("menu.group", {std::to_string(i)});
        }
    }

    static void draw_row(const FramePainter& paint, Outbox& outbox, const MenuRow& row, int at, Rect box, bool has_moved)
    {
        const bool is_chosen = at == paint.view().session.menu->chosen, can_run = row.why_not.empty();
        const std::string name = std::string("menu.") + row.command->name + (row.is_further ? "." + row.arguments.front() : std::string());
        const AreaState state = paint.area(name, box);
        if (is_chosen)
            paint.fill(inset(box, paint.px(2), 0), Colour::panel_raised);
        if (state.hovered && has_moved && !is_chosen)
            outbox.run("menu.choose", {std::to_string(at)});
        Rect text = inset(box, paint.px(10), 0);
        if (*row.command->key != 0 && !row.is_further)
            paint.key_cap(text.x + text.width - paint.px(88), text.y + text.height / 2, row.command->key, can_run ? 1.F : 0.5F);
        text.width -= paint.px(96);
        draw_switch_mark(paint, cut_left(text, paint.px(22)), row.state.is_on, can_run);
        paint.view().names.say(name, state_words(row));
        draw_value(paint, text, row.state.value);
        paint.text(text, row.title, {.colour = can_run ? Colour::text : Colour::secondary, .alpha = can_run ? 1.F : 0.7F});
        if (state.clicked)
            outbox.run("menu.run", {std::to_string(at)});
    }

    ImVec2 pointer_{-1, -1};
    int chosen_ = -1;         // as last drawn: what a key chooses comes into sight
    std::size_t group_ = 0;
};

}

std::unique_ptr<Panel> make_menu_panel() { return std::make_unique<MenuPanel>(); }

}
