#include "console/window/surface.h"

#include "console/error.h"
#include "console/window/glfw_versions.h"
#include "console/window/x_keys.h"

#include <epoxy/gl.h>
#include <epoxy/glx.h>

#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>

#include <algorithm>
#include <array>
#include <clocale>
#include <cmath>
#include <string>
#include <vector>

#include <langinfo.h>

#include <X11/extensions/scrnsaver.h>

// From GLFW/glfw3native.h, which asks for headers of extensions that are not used here.
extern "C" ::Window glfwGetX11Window(GLFWwindow* window);
extern "C" Display* glfwGetX11Display();

namespace console {
namespace {

Modifiers modifiers_from_glfw(int mods)
{
    return {(mods & GLFW_MOD_CONTROL) != 0, (mods & GLFW_MOD_ALT) != 0, (mods & GLFW_MOD_SHIFT) != 0};
}

/// Null when no monitor of the name is there now.
GLFWmonitor* find_monitor(const std::string& name)
{
    if (name.empty())
        return glfwGetPrimaryMonitor();
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i)
        if (name == glfwGetMonitorName(monitors[i]))
            return monitors[i];
    return nullptr;
}

GLFWmonitor* named_monitor(const std::string& name)
{
    if (GLFWmonitor* monitor = find_monitor(name); monitor || name.empty())
        return monitor;
    std::string names;
    for (const std::string& known : list_monitors())
        names += (names.empty() ? "" : ", ") + known;
    throw Error(geo::remark("no_monitor", name, (names.empty() ? "none" : names)));
}

void start_glfw()
{
    // Xlib knows only the characters of the locale, and a bare system has none beyond ASCII.
    if (!std::setlocale(LC_CTYPE, "") || std::string(nl_langinfo(CODESET)) != "UTF-8")
        std::setlocale(LC_CTYPE, "C.UTF-8");
    if (start_glfw_on_x11())
        return;
    const char* why = nullptr;
    glfwGetError(&why);
    throw Error(geo::remark("no_window", (why ? why : "no display")));
}

class Window;
/// The program's windows in the order they were opened; a monitor that comes or goes concerns all of them. ui thread only.
std::vector<Window*> open_windows;

class Window final : public Surface {
public:
    Window(const SurfaceOptions& options, Window* beside) : fullscreen_(options.fullscreen), monitor_(options.monitor)
    {
        start_glfw();
        glfwWindowHint(GLFW_CONTEXT_VERSION_MAJOR, 3);
        glfwWindowHint(GLFW_CONTEXT_VERSION_MINOR, 3);
        glfwWindowHint(GLFW_OPENGL_PROFILE, GLFW_OPENGL_CORE_PROFILE);
        glfwWindowHint(GLFW_FOCUS_ON_SHOW, GLFW_TRUE);
        glfwWindowHint(GLFW_AUTO_ICONIFY, GLFW_FALSE); // a wall stays when the desk beside it is clicked
        glfwWindowHintString(GLFW_X11_CLASS_NAME, "gridwatch");
        glfwWindowHintString(GLFW_X11_INSTANCE_NAME, "gridwatch");
        // One of a seat's further windows waits for its monitor; the first is asked for by whoever sits there.
        GLFWmonitor* monitor = beside ? find_monitor(options.monitor) : named_monitor(options.monitor);
        is_placed_ = monitor != nullptr;
        const bool fills = options.fullscreen && monitor;
        if (!monitor)
            monitor = glfwGetPrimaryMonitor();
        int x = 0, y = 0, width = options.width, height = options.height;
        if (monitor) {
            int area_width = width, area_height = height;
            glfwGetMonitorWorkarea(monitor, &x, &y, &area_width, &area_height);
            width = std::min(width, area_width);
            height = std::min(height, area_height);
        }
        if (fills) {
            const GLFWvidmode* mode = glfwGetVideoMode(monitor);
            width = mode->width;
            height = mode->height;
        }
        window_ = glfwCreateWindow(width, height, options.title.c_str(), fills ? monitor : nullptr, beside ? beside->window_ : nullptr);
        if (!window_) {
            const char* why = nullptr;
            glfwGetError(&why);
            if (open_windows.empty())
                glfwTerminate();
            throw Error(geo::remark("no_opengl", (why ? why : "unknown reason")));
        }
        if (!fills && monitor)
            glfwSetWindowPos(window_, x, y);
        glfwMakeContextCurrent(window_);
        // One window of a seat waits for the display, the others do not.
        glfwSwapInterval(beside ? 0 : 1);
        copies_parts_ = can_copy_parts();
        keys_ = std::make_unique<XKeys>(window_, input_);
        set_callbacks();
        make_pointers();
        open_windows.push_back(this);
        glfwSetMonitorCallback([](GLFWmonitor* monitor, int event) {
            const std::string name = glfwGetMonitorName(monitor);
            for (Window* window : open_windows)
                window->note_monitor(name, event == GLFW_CONNECTED);
        });
    }

    ~Window() override
    {
        keep_awake(false);
        std::erase(open_windows, this);
        glfwMakeContextCurrent(window_);
        keys_.reset();
        glDeleteFramebuffers(1, &framebuffer_);
        glDeleteRenderbuffers(1, &colour_);
        for (GLFWcursor* pointer : pointers_)
            if (pointer)
                glfwDestroyCursor(pointer);
        glfwDestroyWindow(window_);
        if (open_windows.empty())
            glfwTerminate();
    }

    void make_current() override { glfwMakeContextCurrent(window_); }
    void focus() override { glfwFocusWindow(window_); }

    bool place(const std::string& monitor, bool fullscreen) override
    {
        if (monitor != monitor_ || fullscreen != fullscreen_) {
            monitor_ = monitor;
            fullscreen_ = fullscreen;
            stand();
        }
        return is_placed_;
    }

    double pitch_mm() const override
    {
        GLFWmonitor* monitor = find_monitor(monitor_);
        const GLFWvidmode* mode = monitor ? glfwGetVideoMode(monitor) : nullptr;
        int width_mm = 0, height_mm = 0;
        if (monitor)
            glfwGetMonitorPhysicalSize(monitor, &width_mm, &height_mm);
        // Monitors that do not know their size give the ratio of their sides in its place (16 × 9 cm); no seat has one that small.
        constexpr int least_mm = 161;
        if (width_mm < least_mm)
            return 0;
        if (!mode || mode->width <= 0)
            return 0;
        // GLFW says 96 dpi of a monitor that does not know; the X server may have been told (-dpi, a virtual display).
        constexpr double of_96_dpi = 25.4 / 96;
        const double pitch = static_cast<double>(width_mm) / mode->width;
        Display* display = glfwGetX11Display();
        const int screen = DefaultScreen(display);
        const bool is_told = std::abs(pitch - of_96_dpi) < 0.002 && DisplayWidth(display, screen) > 0 && DisplayWidthMM(display, screen) > 0;
        return is_told ? static_cast<double>(DisplayWidthMM(display, screen)) / DisplayWidth(display, screen) : pitch;
    }

    void keep_awake(bool wanted) override
    {
        if (wanted == is_awake_)
            return;
        is_awake_ = wanted;
        int events = 0, errors = 0;
        if (!XScreenSaverQueryExtension(glfwGetX11Display(), &events, &errors))
            return;
        // The server counts, and gives back what a client that is gone had asked for.
        XScreenSaverSuspend(glfwGetX11Display(), wanted ? True : False);
    }

    void resize(int width, int height) override { glfwSetWindowSize(window_, width, height); }
    int width() const override { return size().first; }
    int height() const override { return size().second; }
    float scale() const override
    {
        float x = 1, y = 1;
        glfwGetWindowContentScale(window_, &x, &y);
        return x > 0 ? x : 1;
    }
    bool is_visible() const override { return !glfwGetWindowAttrib(window_, GLFW_ICONIFIED); }
    bool is_close_wanted() const override { return glfwWindowShouldClose(window_); }

    void wait(std::chrono::microseconds limit) override
    {
        if (limit.count() <= 0)
            glfwPollEvents();
        else
            glfwWaitEventsTimeout(std::chrono::duration<double>(limit).count());
    }

    void wake() override { glfwPostEmptyEvent(); }
    /// A software renderer copies every pixel of a swap (17 ms of CPU at 1920x1080); there, and only there, the changed parts alone.
    static bool can_copy_parts()
    {
        Display* display = glXGetCurrentDisplay();
        const std::string renderer = reinterpret_cast<const char*>(glGetString(GL_RENDERER));
        return display && renderer.find("llvmpipe") != std::string::npos &&
               epoxy_has_glx_extension(display, DefaultScreen(display), "GLX_MESA_copy_sub_buffer");
    }

    // A swap leaves the window's own buffer undefined, so frames are drawn into one that keeps what it holds.
    void bind() override
    {
        const auto [width, height] = size();
        if (!framebuffer_) {
            glGenFramebuffers(1, &framebuffer_);
            glGenRenderbuffers(1, &colour_);
        }
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
        if (width == kept_width_ && height == kept_height_)
            return;
        kept_width_ = width;
        kept_height_ = height;
        glBindRenderbuffer(GL_RENDERBUFFER, colour_);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, std::max(width, 1), std::max(height, 1));
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, colour_);
    }

    void present(const std::vector<PixelBox>& changed) override
    {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, framebuffer_);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, 0);
        const auto copy = [](int left, int bottom, int right, int top) {
            glBlitFramebuffer(left, bottom, right, top, left, bottom, right, top, GL_COLOR_BUFFER_BIT, GL_NEAREST);
        };
        if (!copies_parts_ || changed.empty()) {
            copy(0, 0, kept_width_, kept_height_);
            glfwSwapBuffers(window_);
        } else {
            for (const PixelBox& box : changed)
                copy(box.left, kept_height_ - box.bottom, box.right, kept_height_ - box.top);
            for (const PixelBox& box : changed)
                glXCopySubBufferMESA(glXGetCurrentDisplay(), glXGetCurrentDrawable(), box.left, kept_height_ - box.bottom,
                                     box.right - box.left, box.bottom - box.top);
        }
        glBindFramebuffer(GL_FRAMEBUFFER, framebuffer_);
    }

    std::unique_ptr<WindowPixels> make_pixels() override
    {
        return copies_parts_ ? make_window_pixels(glXGetCurrentDisplay(), glfwGetX11Window(window_)) : nullptr;
    }

    bool find_root_position(int& x, int& y) const override
    {
        glfwGetWindowPos(window_, &x, &y);
        return true;
    }

    std::string clipboard() const override
    {
        const char* text = glfwGetClipboardString(window_);
        return text ? text : "";
    }
    void set_clipboard(const std::string& text) override { glfwSetClipboardString(window_, text.c_str()); }

    void set_pointer(int imgui_cursor) override
    {
        const auto index = static_cast<std::size_t>(imgui_cursor);
        if (imgui_cursor >= 0 && index < pointers_.size() && imgui_cursor != pointer_) {
            glfwSetCursor(window_, pointers_[index]);
            pointer_ = imgui_cursor;
        }
    }

private:
    /// Where it belongs, or on the first screen until its monitor is there.
    void stand()
    {
        GLFWmonitor* monitor = find_monitor(monitor_);
        is_placed_ = monitor != nullptr;
        if (!monitor)
            return;
        const GLFWvidmode* mode = glfwGetVideoMode(monitor);
        int x = 0, y = 0, area_width = mode->width, area_height = mode->height;
        if (fullscreen_) {
            glfwSetWindowMonitor(window_, monitor, 0, 0, mode->width, mode->height, mode->refreshRate);
        } else {
            glfwGetMonitorWorkarea(monitor, &x, &y, &area_width, &area_height);
            const auto [width, height] = size();
            glfwSetWindowMonitor(window_, nullptr, x, y, std::min(width, area_width), std::min(height, area_height), GLFW_DONT_CARE);
        }
        input_.push({.kind = InputEvent::Kind::refresh});
    }

    void note_monitor(const std::string& name, bool is_there)
    {
        if (monitor_.empty() ? is_placed_ : name != monitor_)
            return;
        // GLFW made a window of what filled the monitor that went; it keeps its content until the monitor is back.
        is_placed_ = false;
        if (is_there)
            stand();
    }

    std::pair<int, int> size() const
    {
        int width = 0, height = 0;
        glfwGetFramebufferSize(window_, &width, &height);
        return {width, height};
    }

    static Window& self(GLFWwindow* window) { return *static_cast<Window*>(glfwGetWindowUserPointer(window)); }

    void set_callbacks()
    {
        using Kind = InputEvent::Kind;
        glfwSetWindowUserPointer(window_, this);
        glfwSetCursorPosCallback(window_, [](GLFWwindow* w, double x, double y) {
            self(w).input_.push({.kind = Kind::move, .x = static_cast<float>(x), .y = static_cast<float>(y)});
        });
        glfwSetMouseButtonCallback(window_, [](GLFWwindow* w, int button, int action, int mods) {
            self(w).input_.push({.kind = Kind::button, .code = button, .down = action == GLFW_PRESS, .modifiers = modifiers_from_glfw(mods)});
        });
        glfwSetScrollCallback(window_, [](GLFWwindow* w, double x, double y) {
            self(w).input_.push({.kind = Kind::wheel, .x = static_cast<float>(x), .y = static_cast<float>(y)});
        });
        glfwSetKeyCallback(window_, [](GLFWwindow* w, int number, int scancode, int action, int mods) {
            if (self(w).keys_->has_taken_event())
                return;
            self(w).input_.push({.kind = Kind::key,
                                 .code = key_of_layout(number, scancode),
                                 .down = action != GLFW_RELEASE,
                                 .repeat = action == GLFW_REPEAT,
                                 .modifiers = modifiers_from_glfw(mods)});
        });
        glfwSetCharCallback(window_, [](GLFWwindow* w, unsigned character) {
            self(w).input_.push({.kind = Kind::character, .character = character});
        });
        glfwSetWindowFocusCallback(window_, [](GLFWwindow* w, int gained) {
            if (!gained)
                self(w).keys_->forget_held();
            self(w).input_.push({.kind = Kind::focus, .down = gained != 0});
        });
        glfwSetWindowRefreshCallback(window_, [](GLFWwindow* w) { self(w).input_.push({.kind = Kind::refresh}); });
        glfwSetFramebufferSizeCallback(window_, [](GLFWwindow* w, int, int) { self(w).input_.push({.kind = Kind::refresh}); });
        glfwSetDropCallback(window_, [](GLFWwindow* w, int count, const char** paths) {
            self(w).input_.push({.kind = Kind::drop, .paths = std::vector<std::string>(paths, paths + count)});
        });
    }

    void make_pointers()
    {
        // In the order of ImGuiMouseCursor_.
        const std::array shapes{GLFW_ARROW_CURSOR, GLFW_IBEAM_CURSOR,   GLFW_ARROW_CURSOR, GLFW_VRESIZE_CURSOR, GLFW_HRESIZE_CURSOR,
                                GLFW_ARROW_CURSOR, GLFW_ARROW_CURSOR,   GLFW_HAND_CURSOR,  GLFW_ARROW_CURSOR};
        for (std::size_t i = 0; i < shapes.size(); ++i)
            pointers_[i] = glfwCreateStandardCursor(shapes[i]);
    }

    GLFWwindow* window_ = nullptr;
    bool fullscreen_ = false, is_placed_ = true, is_awake_ = false;
    std::string monitor_; // as it was asked for, there or not
    std::unique_ptr<XKeys> keys_;
    GLuint framebuffer_ = 0, colour_ = 0;
    int kept_width_ = 0, kept_height_ = 0;
    bool copies_parts_ = false;
    std::array<GLFWcursor*, 9> pointers_{};
    int pointer_ = -1;
};

}

std::unique_ptr<Surface> make_window(const SurfaceOptions& options, Surface* beside)
{
    return std::make_unique<Window>(options, static_cast<Window*>(beside));
}

std::vector<std::string> list_monitors()
{
    std::vector<std::string> names;
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    for (int i = 0; i < count; ++i)
        names.emplace_back(glfwGetMonitorName(monitors[i]));
    return names;
}

}
