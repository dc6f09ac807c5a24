#pragma once
// Where frames are drawn: a window (GLFW on X11) or a picture in memory (EGL without any display). Its GL context is current
// from construction on. Everything but wake() on the UI thread. Failing to get one throws console::Error for operators.

#include "console/window/damage.h"
#include "console/window/input_queue.h"
#include "console/window/window_pixels.h"

#include <chrono>
#include <memory>
#include <string>
#include <vector>

namespace console {

struct SurfaceOptions {
    int width = 1920, height = 1080; // a window's first size; an offscreen picture's first
    bool fullscreen = false;
    std::string monitor;             // name of the monitor; empty: the primary one
    std::string title = "Gridwatch";
};

class Surface {
public:
    virtual ~Surface() = default;
    /// Its GL context becomes the current one. Textures and buffers are shared among all surfaces, framebuffers are not.
    virtual void make_current() = 0;
    /// Gets the keyboard.
    virtual void focus() {}
    /// Onto that monitor (empty: the primary one), filling it or not. One that is not there is waited for: true when the window
    /// stands where it belongs.
    virtual bool place(const std::string& monitor, bool fullscreen)
    {
        (void)monitor, (void)fullscreen;
        return true;
    }
    /// Of a pixel of the monitor it stands on, in millimetres; 0: not known.
    virtual double pitch_mm() const { return 0; }
    /// No screen of this machine blanks while any surface asks for that; given back by the system even after a crash.
    virtual void keep_awake(bool wanted) { (void)wanted; }
    /// Another size in pixels, as far as the window manager lets it.
    virtual void resize(int width, int height) { (void)width, (void)height; }
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

/// `beside`: another surface of the same kind, whose objects it shares; null for the first.
std::unique_ptr<Surface> make_window(const SurfaceOptions& options, Surface* beside = nullptr);
std::unique_ptr<Surface> make_offscreen(const SurfaceOptions& options, Surface* beside = nullptr);

/// The names that GLFW gives the monitors, the primary one first; empty before the first window.
std::vector<std::string> list_monitors();

}
