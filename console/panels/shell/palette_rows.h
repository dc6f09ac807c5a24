#pragma once
// What the command palette (Ctrl+K) offers for what was typed: a pure view model.

#include "console/frame/command.h"

#include <string>
#include <vector>

namespace console {

struct PaletteRow {
    Command command;
    std::string title, key; // key: the shortcut, empty for none
};

/// Commands that are enabled and need no argument, those whose title begins with the words first; and, when the first word is a
/// command's whole name, that command with the rest as its arguments.
std::vector<PaletteRow> make_palette_rows(const data::World& world, const Session& session, const Texts& text, std::string_view typed);

}
