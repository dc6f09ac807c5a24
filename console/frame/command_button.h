#pragma once
// A button for a row of the command table: its key stands on it, and it is dim when the command cannot run now.

#include "console/frame/frame_painter.h"

namespace console {

/// Cuts the button off the left of `row`, with the space behind it, and runs the command when pressed.
void command_button(const FramePainter& painter, Outbox& outbox, Rect& row, const std::string& name, std::string_view label, const char* command,
                    std::vector<std::string> arguments = {}, bool enabled = true);
/// The key of a command; empty when it has none.
std::string_view key_of(const char* command);

}
