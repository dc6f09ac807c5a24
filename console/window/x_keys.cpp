#include "console/window/x_keys.h"

#include "console/window/glfw_versions.h"

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <X11/Xlib.h>
#include <dlfcn.h>

#include <array>
#include <string_view>
#include <vector>

// From GLFW/glfw3native.h, which asks for headers of extensions that are not used here.
extern "C" Window glfwGetX11Window(GLFWwindow* window);

namespace console {

struct XKeys::Taker {
    Window window = 0;
    InputQueue* queue = nullptr;
    std::array<int, 256> keys{};     // GLFW's number of an X keycode; GLFW_KEY_UNKNOWN: none
    std::array<bool, 256> is_held{}; // by X keycode
    bool has_taken = false;

    void take(const XEvent& event, unsigned keycode, bool is_kept_by_input_method);
};

namespace {

// XFilterEvent has no argument of ours, so the windows' takers stand here. ui thread only.
std::vector<XKeys::Taker*> takers;

Modifiers modifiers_of(unsigned state) { return {(state & ControlMask) != 0, (state & Mod1Mask) != 0, (state & ShiftMask) != 0}; }

}

int key_of_layout(int number, int scancode)
{
    if (number < key::a || number > 'Z')
        return number;
    const char* name = glfwGetKeyName(number, scancode);
    if (!name || name[1] != 0)
        return number;
    if (name[0] >= 'a' && name[0] <= 'z')
        return name[0] - 'a' + 'A';
    return name[0] >= 'A' && name[0] <= 'Z' ? name[0] : number;
}

void XKeys::Taker::take(const XEvent& event, unsigned keycode, bool is_kept_by_input_method)
{
    has_taken = (event.type == KeyPress || event.type == KeyRelease) && event.xkey.window == window;
    // Keycode 0 carries a composed text, not a key.
    if (!has_taken || is_kept_by_input_method || keycode == 0 || keycode >= keys.size())
        return;
    const bool down = event.type == KeyPress;
    const bool is_repeat = down && is_held[keycode];
    is_held[keycode] = down;
    if (keys[keycode] != GLFW_KEY_UNKNOWN)
        queue->push({.kind = InputEvent::Kind::key,
                     .code = key_of_layout(keys[keycode], static_cast<int>(keycode)),
                     .down = down,
                     .repeat = is_repeat,
                     .modifiers = modifiers_of(event.xkey.state)});
}

XKeys::XKeys(GLFWwindow* window, InputQueue& queue) : taker_(new Taker)
{
    taker_->window = glfwGetX11Window(window);
    taker_->queue = &queue;
    taker_->keys.fill(GLFW_KEY_UNKNOWN);
    for (int number = GLFW_KEY_SPACE; number <= GLFW_KEY_LAST; ++number) {
        const int scancode = glfwGetKeyScancode(number);
        if (scancode > 0 && scancode < static_cast<int>(taker_->keys.size()))
            taker_->keys[static_cast<std::size_t>(scancode)] = number;
    }
    takers.push_back(taker_);
}

XKeys::~XKeys()
{
    std::erase(takers, taker_);
    delete taker_;
}

bool XKeys::has_taken_event() const { return taker_->has_taken; }

void XKeys::forget_held() { taker_->is_held.fill(false); }

/// What XFilterEvent said about an event, on its way to GLFW.
void note_filtered_event(const XEvent& event, unsigned keycode, bool filtered)
{
    for (XKeys::Taker* taker : takers)
        taker->take(event, keycode, filtered);
}

}

/// Stands before libX11's function of this name for every caller in the program, GLFW among them.
extern "C" __attribute__((visibility("default"))) Bool XFilterEvent(XEvent* event, Window window)
{
    using Filter = Bool (*)(XEvent*, Window);
    static const auto filter = reinterpret_cast<Filter>(dlsym(RTLD_NEXT, "XFilterEvent"));
    // Some input methods clear the keycode of what they keep.
    const unsigned keycode = event->type == KeyPress || event->type == KeyRelease ? event->xkey.keycode : 0;
    const Bool filtered = filter ? filter(event, window) : False;
    console::note_filtered_event(*event, keycode, filtered != False);
    return filtered;
}

#ifdef GRIDWATCH_GLFW_LOADS_X11
/// Who asks for libX11 by its name is given the program itself, which is linked against it: functions are then found in the usual
/// order, XFilterEvent above first.
extern "C" __attribute__((visibility("default"))) void* dlopen(const char* file, int mode) noexcept
{
    using Open = void* (*)(const char*, int);
    static const auto open = reinterpret_cast<Open>(dlsym(RTLD_NEXT, "dlopen"));
    return open(file && file == std::string_view("libX11.so.6") ? nullptr : file, mode);
}
#endif
