#pragma once
// The keys of lists: a list within its ImGui window has the keyboard while the operator's hands are on it; the arrows, Home, End, PageUp, PageDown,
// Enter, Ctrl+A and Ctrl+C are then its own and no commands. It says so by the name list_keyboard (console/commands/key_commands.h). UI thread.

#include "console/look/table_order.h"

#include <optional>

namespace console {

/// Name of a widget that has the keyboard like a list does.
inline constexpr const char* list_keyboard = "keyboard.list";
/// Whether a list that draws itself comes onto the screen with this frame; each frame once, of the list's own counter.
class ListArrival {
public:
    bool step();

private:
    int drawn_ = -2; // the frame it was drawn in last
};
/// Within its ImGui window: a list that the operator opened has the keyboard at once, unless a field has it.
void give_list_keyboard();
/// For a list of another kind, within its ImGui window: whether it has the keyboard; if so, says it.
bool takes_list_keys(const Painter& painter, Rect box);
/// A key of lists that went down in this frame. `enter`: Enter.
std::optional<TableKey> list_key();
bool list_enter();
/// What keys do to a list of `count` rows whose chosen one is `at` (−1: none), within its ImGui window.
struct ListStep {
    std::optional<int> to;        // another row is chosen
    bool enter = false, copy = false;
};
ListStep list_step(const Painter& painter, Rect box, int at, int count, float row_height);

}
