#pragma once
// The script's hand on mouse and keyboard: real X events through XTest for a window, the input queue for a picture in memory.
// UI thread.

#include "console/window/keys.h"
#include "console/window/surface.h"

#include <memory>
#include <string>

namespace console {

class Hand {
public:
    virtual ~Hand() = default;
    virtual void move(const Surface& surface, float x, float y) = 0;
    virtual void button(int number, bool down) = 0; // 0 left, 1 right
    virtual void wheel(int notches) = 0;            // positive: away from the operator
    virtual void key(const Chord& chord) = 0;       // press and release
    virtual void type(char32_t character) = 0;
    virtual void hold_shift(bool down) = 0;
    virtual bool is_real() const { return false; }  // one for all windows
};

std::unique_ptr<Hand> make_queue_hand(InputQueue& queue);
/// Puts `characters` on keycodes that the keyboard does not use, before any window exists, so that the window's toolkit learns
/// of them at its start. Throws Error when the display has no XTest.
std::unique_ptr<Hand> make_x_hand(const std::u32string& characters);

std::u32string characters_from_utf8(std::string_view text);

}
