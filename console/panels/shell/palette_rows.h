#pragma once
// What the command palette (Ctrl+K) offers for what was typed: a pure view model.

#include "console/frame/command.h"

#include <string>
#include <vector>

namespace console {

struct PaletteRow {
    const CommandRow* row = nullptr;
    Command command;        // what choosing it runs: itself, or the form that asks for the rest
    std::string title, key; // key: the shortcut, empty for none
    std::string value;      // what it is set to now, in the interface language; empty: it sets nothing
    std::optional<bool> is_on; // of a switch
    std::string why_not;    // empty: it can run now
    std::size_t group = 0;  // of menu_groups; one more: of none
    int rank = 0;           // less is better
};

/// Best first: commands that answer to what was typed, those that can run now before the others; a value that is said with a
/// command ("16", "theme night") as a row of its own, which runs at once; and, when the first word is a command's whole name, that command with
/// the rest as its arguments.
std::vector<PaletteRow> find_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed);
/// The same in the menu's groups, the group of the best one first; with nothing typed in the order of the menu.
std::vector<PaletteRow> make_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed);

/// Key of a group's heading.
std::string palette_group_key(std::size_t group);

}
