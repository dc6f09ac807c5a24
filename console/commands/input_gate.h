#pragma once
// While a seat's controls are locked or somebody signs on, keys and mouse reach the form and nothing else. UI thread, before the
// keys become commands.

#include "console/frame/command.h"
#include "console/names.h"
#include "console/window/input_queue.h"

#include <optional>
#include <vector>

namespace console {

struct GateOutcome {
    std::vector<Command> commands;
    std::vector<InputEvent> rest;  // for the form
    std::vector<InputEvent> later; // belongs to the next frame
};

class InputGate {
public:
    /// Locked: one press of a key or button asks for the PIN and is used up. Asked: keys go to the form, but Esc is a command;
    /// the mouse reaches only `form`, its rectangle in the frame before.
    GateOutcome take(std::vector<InputEvent> events, Controls controls, const std::optional<Rect>& form);

private:
    bool swallow_character_ = false; // of the press that woke the form
    bool is_inside_ = false;
};

}
