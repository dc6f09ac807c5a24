#pragma once
// Key presses and characters as the window gives them.

#include "console/window/input_queue.h"

inline console::InputEvent press(int key, console::Modifiers modifiers = {})
{
    return {.kind = console::InputEvent::Kind::key, .code = key, .down = true, .modifiers = modifiers};
}
inline console::InputEvent release(int key) { return {.kind = console::InputEvent::Kind::key, .code = key, .down = false}; }
inline console::InputEvent letter(char32_t c) { return {.kind = console::InputEvent::Kind::character, .character = c}; }
