#include "console/commands/guide_keys.h"

#include <utility>

namespace console {
namespace {

/// What a press means to the tour; null: nothing. While it waits only Esc, and that where nothing lies open.
const char* guide_command(const InputEvent& press, const GuideState& guide, bool is_anything_open)
{
    if (press.modifiers.ctrl || press.modifiers.alt || press.modifiers.shift)
        return nullptr;
    if (press.code == key::escape)
        return guide.is_held && is_anything_open ? nullptr : "guide.stop";
    if (guide.is_held)
        return nullptr;
    switch (press.code) {
    case key::enter: // never what the form says that the tour shows
    case key::keypad_enter:
    case key::right:
    case key::page_down: return "guide.next";
    case key::left:
    case key::page_up: return "guide.back";
    case key::space: return "guide.hold";
    default: return nullptr;
    }
}

bool is_in_strip(const std::optional<Rect>& box, float x, float y) { return box && x >= box->x && x < box->x + box->width && y >= box->y && y < box->y + box->height; }

}

GuideOutcome GuideKeys::take(std::vector<InputEvent> events, const GuideState& guide, bool is_anything_open, const std::optional<Rect>& strip,
                             const std::function<bool(const InputEvent&)>& is_own)
{
    using Kind = InputEvent::Kind;
    GuideOutcome outcome;
    for (InputEvent& event : events) {
        bool is_use = false;
        switch (event.kind) {
        case Kind::move: x_ = event.x, y_ = event.y; break;
        case Kind::button: is_use = event.down && !is_in_strip(strip, x_, y_); break;
        case Kind::wheel:
        case Kind::drop: is_use = true; break;
        case Kind::key:
            if (!event.down || is_modifier(event.code))
                break;
            swallow_character_ = false;
            if (is_own(event))
                break;
            if (const char* command = guide_command(event, guide, is_anything_open)) {
                if (!event.repeat)
                    outcome.commands.push_back({command, {}});
                swallow_character_ = event.code == key::space;
                continue;
            }
            is_use = true;
            break;
        case Kind::character:
            if (std::exchange(swallow_character_, false))
                continue;
            is_use = !is_own(event);
            break;
        case Kind::focus:
        case Kind::refresh: break;
        }
        if (is_use && !guide.is_held)
            outcome.commands.push_back({"guide.hold", {"on"}});
        outcome.rest.push_back(std::move(event));
    }
    return outcome;
}

}
