#pragma once
// A button for a row of the command table: its key stands on it, and it is dim when the command cannot run now.

#include "console/frame/frame_painter.h"

namespace console {

/// Cuts the button off the left of `row`, with the space behind it, and runs the command when pressed. Without room for its key that
/// stands under the pointer; without room for its words it is not there.
void command_button(const FramePainter& painter, Outbox& outbox, Rect& row, const std::string& name, std::string_view label, const char* command,
                    std::vector<std::string> arguments = {}, bool enabled = true);
/// One of several such buttons in a row.
struct RowButton {
    std::string name;
    std::string_view label;
    const char* command;
    std::vector<std::string> arguments = {};
    bool enabled = true;
    bool is_spare = false; // goes before the others where there is no room for all
};
/// Draws them from the left. Where the row is short their keys stand under the pointer, then spare ones go, then the last ones: all of
/// them stand in the menu.
void command_row(const FramePainter& painter, Outbox& outbox, Rect& row, std::vector<RowButton> buttons);
/// The key of a command; empty when it has none.
std::string_view key_of(const char* command);

}
