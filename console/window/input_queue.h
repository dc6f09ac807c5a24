#pragma once
// What keyboard and mouse did, in order, one queue a window. Dear ImGui keeps only the newest state of a key: pressed and
// released between two frames it is lost. So a frame is handed at most one change per key or button, and the rest waits for
// the next frame. UI thread (GLFW's callbacks run there too).

#include "console/window/keys.h"

#include <array>
#include <chrono>
#include <deque>
#include <iterator>
#include <string>
#include <vector>

namespace console {

struct InputEvent {
    enum class Kind { move, button, wheel, key, character, focus, drop, refresh };
    Kind kind = Kind::move;
    float x = 0, y = 0;           // move: pixels of the window; wheel: notches
    int code = 0;                 // key number, or button 0 left, 1 right, 2 middle
    bool down = false;            // key, button; focus: gained
    bool repeat = false;          // key: the keyboard's own repetition
    bool is_second = false;       // button: pressed again so soon that both may be a double click
    Modifiers modifiers;          // key
    char32_t character = 0;
    std::vector<std::string> paths; // drop
};

class InputQueue {
public:
    using Moment = std::chrono::steady_clock::time_point;
    /// How soon one press follows another is the hand's, whatever frames lie between: a slow machine makes no two clicks of a double one.
    void push(InputEvent event, Moment now = std::chrono::steady_clock::now());
    /// The events of one frame, in order: as many as can be handed to ImGui without losing one or changing their order.
    std::vector<InputEvent> take_frame(Moment now = std::chrono::steady_clock::now());
    /// Events taken but not used, back to the head.
    void put_back(std::vector<InputEvent> events)
    {
        events_.insert(events_.begin(), std::make_move_iterator(events.begin()), std::make_move_iterator(events.end()));
    }
    bool is_empty() const { return events_.empty(); }

private:
    std::deque<InputEvent> events_;
    std::array<Moment, 8> pressed_{}; // by button
    Moment taken_{};
    bool is_fresh_press_ = false; // a button went down and the pointer did not move since
};

/// Does a text field act on this key when pressed (as opposed to the character that comes with it)?
bool is_editing_key(int key);

}
