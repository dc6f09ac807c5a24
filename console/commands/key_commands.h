#pragma once
// Which key presses are commands. Taken from the input queue, before Dear ImGui sees them, so that none is lost and none is
// both a command and a letter in a field. UI thread; no ImGui here.

#include "console/frame/command.h"
#include "console/window/input_queue.h"

#include <vector>

namespace console {

struct KeyOutcome {
    std::vector<Command> commands;
    const CommandRow* refused = nullptr; // of a key pressed that is a command's, none of which can run now: said why
    std::vector<InputEvent> rest;  // for ImGui
    std::vector<InputEvent> later; // back to the head of the queue: what follows a command that gives a field the keyboard
};

class KeyCommands {
public:
    KeyOutcome take(std::vector<InputEvent> events, const data::World& world, const Session& session, bool field_has_keyboard,
                    bool list_has_keyboard = false);

private:
    bool swallow_character_ = false; // the press was a command: the character that comes with it is not text
};

}
