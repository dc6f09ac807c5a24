#include "console/panels/shell/wall_buttons.h"

#include "console/frame/command_button.h"
#include "console/wall/places.h"

#include <fmt/format.h>
#include <imgui.h>

#include <algorithm>
#include <array>

namespace console {
namespace {

constexpr float title_px = 380, strip_gap_px = 2;

struct LayoutButton {
    const char *name, *label, *command;
};
constexpr LayoutButton layout_buttons[] = {{"desk", "top.layout.desk", "layout.desk"},
                                           {"wall", "top.layout.wall", "layout.wall"},
                                           {"list", "top.layout.list", "layout.list"},
                                           {"sheet", "top.layout.sheet", "layout.sheet"},
                                           {"editor", "top.layout.editor", "layout.editor"}};

/// As people call it: 6 tiles are 1+5.
std::string size_name(int tiles) { return tiles == 6 || tiles == 8 ? fmt::format("1+{}", tiles - 1) : std::to_string(tiles); }

void say_title(const FramePainter& p, const char* command)
{
    if (!ImGui::IsItemHovered())
        return;
    const CommandRow* row = find_command(command);
    p.tooltip(fmt::format("{}{}{}", p.view().text(row->title), *row->key ? "   " : "", row->key));
}

void draw_tree_button(const FramePainter& p, Outbox& outbox, Rect& rest)
{
    const Rect box = inset(cut_left(rest, p.px(34)), 0, p.px(3));
    const bool is_open = !p.view().session.wall.side.empty();
    if (p.button("top.tree", box, "", {}, true, is_open))
        outbox.run(p.view().session.wall.side == "views" ? "wall.views" : "wall.tree");
    say_title(p, "wall.tree");
    p.sign(Sign::tree, box.x + std::round(box.width / 2), box.y + std::round(box.height / 2), 16);
    cut_left(rest, p.px(10));
}

}

void draw_wall_buttons(const FramePainter& p, Outbox& outbox, Rect& rest, float kept)
{
    const View& view = p.view();
    float sizes = 0, layouts = 0;
    for (const int tiles : wall_sizes)
        sizes += p.button_width(size_name(tiles)) + p.px(strip_gap_px);
    for (const LayoutButton& button : layout_buttons)
        layouts += p.button_width(view.text(button.label)) + p.px(strip_gap_px);
    if (rest.width < p.px(44)) // a strip read from afar has its figures and the menu
        return;
    draw_tree_button(p, outbox, rest);
    const float room = rest.width - kept - p.px(title_px) - p.px(20);
    if (room + p.px(title_px) >= sizes) { // the title gives way first: the button that is down says the same
        for (const int tiles : wall_sizes) {
            const std::string name = size_name(tiles);
            if (p.button("top.tiles." + name, inset(cut_left(rest, p.button_width(name)), 0, p.px(3)), name, {}, true, view.session.wall.tiles_shown == tiles))
                outbox.run("wall.layout", {name});
            say_title(p, "wall.layout");
            cut_left(rest, p.px(strip_gap_px));
        }
        cut_left(rest, p.px(10));
    }
    if (room >= sizes + layouts) {
        for (const LayoutButton& button : layout_buttons) {
            const std::string label = view.text(button.label);
            const bool is_here = button.name == std::string_view("wall");
            if (p.button(fmt::format("top.layout.{}", button.name), inset(cut_left(rest, p.button_width(label)), 0, p.px(3)), label, {}, true, is_here) && !is_here)
                outbox.run(button.command);
            say_title(p, button.command);
            cut_left(rest, p.px(strip_gap_px));
        }
        cut_left(rest, p.px(10));
    }
}

}
