#pragma once
// Mouse and keyboard while a guided tour goes on: its own keys are next, back, hold and stop; anything else that somebody does holds the
// tour and does what it always does. UI thread; one a window.

#include "console/frame/command.h"
#include "console/names.h"
#include "console/window/input_queue.h"

#include <functional>
#include <optional>
#include <vector>

namespace console {

struct GuideOutcome {
    std::vector<Command> commands;
    std::vector<InputEvent> rest; // for the console
};

class GuideKeys {
public:
    /// `strip`: the tour's own, whose buttons hold nothing. `is_own`: whether the tour itself made the event.
    GuideOutcome take(std::vector<InputEvent> events, const GuideState& guide, bool is_anything_open, const std::optional<Rect>& strip,
                      const std::function<bool(const InputEvent&)>& is_own);

private:
    float x_ = -1, y_ = -1;          // of the pointer
    bool swallow_character_ = false; // of a key that was the tour's
};

}
