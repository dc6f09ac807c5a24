#pragma once
// A button that opens a list of choices below it.

#include "console/look/painter.h"

#include <optional>
#include <span>
#include <string>

namespace console {

struct MenuItem {
    std::string label;
    bool is_on = false;  // ticked
    bool stays = false;  // the list stays open: several may be chosen
};

/// The index of the item chosen in this frame. Items are named NAME.1, NAME.2 ….
std::optional<std::size_t> draw_menu(const Painter& painter, const std::string& name, Rect box, std::string_view label, std::span<const MenuItem> items, bool is_set = false);
/// The list alone, below `box` or, where there is no room, above it. `open`: it opens with this frame.
std::optional<std::size_t> draw_menu_items(const Painter& painter, const std::string& name, Rect box, std::span<const MenuItem> items, bool open);

/// At the left of a row of commands: a box, ticked where the switch is on, empty where it is off; nothing where it is no switch.
void draw_switch_mark(const Painter& painter, Rect box, std::optional<bool> is_on, bool can_run);
/// What a command is set to now, cut off the right of its row.
void draw_value(const Painter& painter, Rect& row, std::string_view value);

}
