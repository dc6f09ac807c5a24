#include "console/commands/input_gate.h"

#include <iterator>
#include <utility>

namespace console {

GateOutcome InputGate::take(std::vector<InputEvent> events, Controls controls, const std::optional<Rect>& form)
{
    using Kind = InputEvent::Kind;
    GateOutcome outcome;
    for (std::size_t i = 0; i < events.size(); ++i) {
        InputEvent& event = events[i];
        switch (event.kind) {
        case Kind::focus:
        case Kind::refresh: outcome.rest.push_back(std::move(event)); break;
        case Kind::drop: break; // files are not taken from whoever passes by
        case Kind::move:
            is_inside_ = controls == Controls::asked && form && event.x >= form->x && event.x < form->x + form->width && event.y >= form->y &&
                         event.y < form->y + form->height;
            if (!is_inside_)
                event.x = event.y = -1; // over nothing
            outcome.rest.push_back(std::move(event));
            break;
        case Kind::wheel:
            if (is_inside_)
                outcome.rest.push_back(std::move(event));
            break;
        case Kind::button:
            if (!event.down || (is_inside_ && controls == Controls::asked))
                outcome.rest.push_back(std::move(event)); // what was held before is let go in any case
            else if (controls == Controls::locked)
                outcome.commands.push_back({"seat.ask", {}});
            break;
        case Kind::key:
            if (!event.down) {
                outcome.rest.push_back(std::move(event));
                break;
            }
            swallow_character_ = false;
            if (controls == Controls::locked && !is_modifier(event.code) && !event.repeat) {
                swallow_character_ = true;
                outcome.commands.push_back({"seat.ask", {}});
            } else if (controls == Controls::asked && event.code == key::escape) {
                outcome.commands.push_back({"seat.cancel", {}});
            } else if (controls == Controls::asked) {
                outcome.rest.push_back(std::move(event));
            }
            break;
        case Kind::character:
            if (std::exchange(swallow_character_, false) || controls == Controls::locked)
                break;
            outcome.rest.push_back(std::move(event));
            break;
        }
        if (!outcome.commands.empty()) {
            // What comes after it meets other controls.
            std::size_t next = i + 1;
            if (swallow_character_ && next < events.size() && events[next].kind == Kind::character) {
                swallow_character_ = false;
                ++next;
            }
            outcome.later.assign(std::make_move_iterator(events.begin() + static_cast<std::ptrdiff_t>(next)), std::make_move_iterator(events.end()));
            break;
        }
    }
    return outcome;
}

}
