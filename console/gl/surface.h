#pragma once
// Where frames are drawn: a window (GLFW on X11) or a picture in memory (EGL without any display). Its GL context is current
// from construction on. Everything but wake() on the UI thread. Failing to get one throws console::Error for operators.

#include "console/gl/damage.h"
#include "console/gl/window_pixels.h"
#include "console/input/input_queue.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace console {

struct SurfaceOptions {
    int width = 1920, height = 1080; // a window's first size; an offscreen picture's only size
    bool fullscreen = false;
    std::string monitor;             // name of the monitor; empty: the primary one
    std::string title = "Gridwatch";
};

class Surface {
public:
    virtual ~Surface() = default;
    virtual int width() const = 0;   // pixels
    virtual int height() const = 0;
    /// Content scale of the monitor: 1 at 96 dpi.
    virtual float scale() const { return 1; }
    virtual bool is_visible() const { return true; }
    virtual bool is_close_wanted() const { return false; }
    /// Takes in events; returns after `limit` or when something happened or wake() was called.
    virtual void wait(std::chrono::microseconds limit) = 0;
    virtual void wake() = 0;         // any thread
    virtual void bind() = 0;         // drawing goes here, over what the last frame left
    /// Shows what was drawn. `changed`: all that differs from what was shown last; empty: anything may.
    virtual void present(const std::vector<PixelBox>& changed) = 0;
    virtual std::string clipboard() const { return clipboard_; }
    virtual void set_clipboard(const std::string& text) { clipboard_ = text; }
    virtual void set_pointer(int imgui_cursor) { (void)imgui_cursor; }

    /// The window's pixels past GL, where that is cheaper; null: it is not.
    virtual std::unique_ptr<WindowPixels> make_pixels() { return nullptr; }

    /// Where the window's content begins on the X screen; false: there is no window.
    virtual bool find_root_position(int& x, int& y) const
    {
        (void)x, (void)y;
        return false;
    }

    InputQueue& input() { return input_; }

protected:
    InputQueue input_;
    std::string clipboard_;
};

std::unique_ptr<Surface> make_window(const SurfaceOptions& options);
std::unique_ptr<Surface> make_offscreen(const SurfaceOptions& options);

/// The names that GLFW gives the monitors, for --monitor's error message.
std::string monitor_names();

}
