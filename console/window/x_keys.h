#pragma once
// Key presses as X11 and the input method hand them out. GLFW 3.3 reports a press before it asks the input method, so the Enter
// that ends a composition would also submit the field, and it drops the second of two presses within a millisecond. This takes
// keys right behind XFilterEvent instead: those that the input method keeps never arrive, those that it hands back do, in order
// with the characters. UI thread.

#include "console/window/input_queue.h"

struct GLFWwindow;

namespace console {

class XKeys {
public:
    /// `window` has its X window; both outlive this. One object a window.
    XKeys(GLFWwindow* window, InputQueue& queue);
    ~XKeys();
    XKeys(const XKeys&) = delete;
    XKeys& operator=(const XKeys&) = delete;

    /// The event that GLFW is reporting now came this way already. (Without an input method nothing does.)
    bool has_taken_event() const;
    /// Releases that happen in another window never reach us.
    void forget_held();

    struct Taker; // in the source file

private:
    Taker* taker_;
};

/// Commands mean the letter printed on the key; GLFW numbers keys by their place on a US keyboard.
int key_of_layout(int number, int scancode);

}
