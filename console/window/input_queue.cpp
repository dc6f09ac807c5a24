#include "console/window/input_queue.h"

#include <algorithm>
#include <set>

namespace console {

bool is_editing_key(int key)
{
    return key >= key::escape && key <= key::end;
}

void InputQueue::push(InputEvent event, Moment now)
{
    using namespace std::chrono_literals;
    if (event.kind == InputEvent::Kind::button && event.down && event.code >= 0 && static_cast<std::size_t>(event.code) < pressed_.size()) {
        Moment& before = pressed_[static_cast<std::size_t>(event.code)];
        // Windows are asked once a frame: it may have been pressed as long ago as the last one took.
        event.is_second = before != Moment{} && now - before <= 300ms + std::min<Moment::duration>(now - taken_, 200ms);
        before = now;
    }
    events_.push_back(std::move(event));
}

std::vector<InputEvent> InputQueue::take_frame(Moment now)
{
    taken_ = now;
    std::vector<InputEvent> frame;
    std::set<int> keys, buttons;
    bool edited = false, turned = false, moved = false, began_drag = false, pressed = false;
    while (!events_.empty()) {
        InputEvent& next = events_.front();
        using Kind = InputEvent::Kind;
        const bool must_wait =
            // A second change of one key or button would hide the first.
            (next.kind == Kind::key && keys.contains(next.code)) || (next.kind == Kind::button && buttons.contains(next.code)) ||
            // What is held down belongs to the click or key it was held for: fields and lists ask for it when they are drawn.
            (next.kind == Kind::key && is_modifier(next.code) && (pressed || turned || !buttons.empty())) ||
            // A click belongs to the place where it was made, and the wheel too.
            (next.kind == Kind::move && (!buttons.empty() || turned)) || (next.kind == Kind::button && turned) ||
            // A drag is seen at its beginning and at its goal before it is let go, however slow the frames are.
            (next.kind == Kind::move && began_drag) || (next.kind == Kind::button && !next.down && moved) ||
            // Fields read a frame's characters before its keys: "Backspace, a" must not become "a, Backspace".
            (next.kind == Kind::character && edited);
        if (must_wait)
            break;
        if (next.kind == Kind::key) {
            keys.insert(next.code);
            pressed = pressed || (next.down && !is_modifier(next.code));
            edited = edited || (next.down && is_editing_key(next.code));
        }
        if (next.kind == Kind::button)
            buttons.insert(next.code);
        if (next.kind == Kind::move) {
            moved = true;
            began_drag = is_fresh_press_;
            is_fresh_press_ = false;
        }
        if (next.kind == Kind::button)
            is_fresh_press_ = next.down;
        turned = turned || next.kind == Kind::wheel;
        frame.push_back(std::move(next));
        events_.pop_front();
    }
    return frame;
}

}
