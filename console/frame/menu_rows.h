#pragma once
// What the menu of a window and the context menus hold: rows of the command table, in its order. Pure; UI thread.

#include "console/frame/command.h"

namespace console {

inline constexpr std::array menu_groups{Menu::file, Menu::view, Menu::wall, Menu::camera, Menu::incident, Menu::map, Menu::grids, Menu::help};
inline constexpr std::array<const char*, 8> menu_group_names{"file", "view", "wall", "camera", "incident", "map", "grids", "help"};
/// "menu.wall": key of a group's title.
std::string menu_group_key(std::size_t group);

struct MenuRow {
    const CommandRow* command = nullptr;
    std::string title;                  // in the interface language, with "…" when a form comes first
    std::string why_not;                // empty: it can run now
    std::vector<std::string> arguments; // of the thing that the menu is about
    bool asks = false;                  // a form comes first
    SwitchState state;                  // of a switch, or of what sets one value
    bool is_further = false;            // of a choice that spreads: not the one that the key takes
};

/// Of the group that is unfolded; or about the thing, what can run now first.
std::vector<MenuRow> menu_rows(const data::World& world, const Session& session, const Texts& text, const MenuOpen& menu);
/// How many of a command's arguments a thing's own values fill; a place takes two.
std::size_t given_arguments(const CommandRow& row, unsigned thing);

}
