// What the console draws with: renderer, monitors, blanking, fonts, input method.
#include "console/doctor/doctor.h"
#include "console/look/font_files.h"
#include "console/window/glfw_versions.h"
#include "console/window/surface.h"

#include <epoxy/gl.h>
#include <fmt/format.h>
#include <ft2build.h>
#include FT_FREETYPE_H
#define GLFW_INCLUDE_NONE
#include <GLFW/glfw3.h>
#include <X11/Xlib.h>
#include <X11/extensions/dpms.h>

#include <chrono>
#include <clocale>
#include <cstdlib>
#include <filesystem>
#include <memory>

#include <langinfo.h>

namespace console {
namespace {

constexpr const char* no_display = "There is no display here (DISPLAY is not set).";

std::string environment(const char* name)
{
    const char* value = std::getenv(name);
    return value ? value : "";
}

struct DisplayCloser {
    void operator()(Display* display) const { XCloseDisplay(display); }
};
using DisplayHandle = std::unique_ptr<Display, DisplayCloser>;

/// Time of one copy of a 1920×1080 picture, drawing finished: what a wall of tiles is made of.
double copy_ms()
{
    constexpr int width = 1920, height = 1080, rounds = 20;
    GLuint frames[2], buffers[2];
    glGenFramebuffers(2, frames);
    glGenRenderbuffers(2, buffers);
    for (int i = 0; i < 2; ++i) {
        glBindFramebuffer(GL_FRAMEBUFFER, frames[i]);
        glBindRenderbuffer(GL_RENDERBUFFER, buffers[i]);
        glRenderbufferStorage(GL_RENDERBUFFER, GL_RGBA8, width, height);
        glFramebufferRenderbuffer(GL_FRAMEBUFFER, GL_COLOR_ATTACHMENT0, GL_RENDERBUFFER, buffers[i]);
        glClear(GL_COLOR_BUFFER_BIT);
    }
    glFinish();
    const auto begin = std::chrono::steady_clock::now();
    for (int i = 0; i < rounds; ++i) {
        glBindFramebuffer(GL_READ_FRAMEBUFFER, frames[i % 2]);
        glBindFramebuffer(GL_DRAW_FRAMEBUFFER, frames[1 - i % 2]);
        glBlitFramebuffer(0, 0, width, height, 0, 0, width, height, GL_COLOR_BUFFER_BIT, GL_NEAREST);
        glFinish();
    }
    const double ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begin).count() / rounds;
    glDeleteRenderbuffers(2, buffers);
    glDeleteFramebuffers(2, frames);
    return ms;
}

}

Finding check_gl()
{
    const auto surface = make_offscreen({.width = 320, .height = 200});
    const auto word = [](GLenum what) {
        const auto* text = glGetString(what);
        return std::string(text ? reinterpret_cast<const char*>(text) : "unknown");
    };
    const std::string renderer = word(GL_RENDERER), version = word(GL_VERSION);
    const double ms = copy_ms();
    Finding finding;
    finding.words = {{"renderer", renderer}, {"version", version}};
    finding.figures = {{"copy_1080p_ms", ms}};
    finding.what = fmt::format("{}, OpenGL {}; a 1920x1080 picture is copied in {:.2f} ms", renderer, version, ms);
    if (renderer.find("llvmpipe") != std::string::npos || renderer.find("softpipe") != std::string::npos) {
        finding.health = Health::advice;
        finding.advice = "The processor draws. That works; a graphics card with its driver (package libgl1-mesa-dri, or firmware-misc-nonfree for some "
                         "cards) leaves it free for decoding.";
    }
    return finding;
}

Finding check_monitors()
{
    if (environment("DISPLAY").empty())
        return {Health::skipped, no_display, "Start it in the session of the seat, or use --offscreen WIDTHxHEIGHT.", {}, {}};
    if (!start_glfw_on_x11()) {
        const char* why = nullptr;
        glfwGetError(&why);
        return {Health::fault, fmt::format("The display {} does not answer: {}", environment("DISPLAY"), why ? why : "unknown reason"),
                "Log in at the screen, or set DISPLAY and XAUTHORITY to those of its session.", {}, {}};
    }
    Finding finding;
    int count = 0;
    GLFWmonitor** monitors = glfwGetMonitors(&count);
    std::string names;
    for (int i = 0; i < count; ++i) {
        const GLFWvidmode* mode = glfwGetVideoMode(monitors[i]);
        float scale = 1;
        glfwGetMonitorContentScale(monitors[i], &scale, nullptr);
        names += fmt::format("{}{} {}x{} at {} Hz, {:.0f} %", i ? "; " : "", glfwGetMonitorName(monitors[i]), mode ? mode->width : 0,
                             mode ? mode->height : 0, mode ? mode->refreshRate : 0, scale * 100.0);
    }
    finding.figures = {{"monitors", count}};
    finding.words = {{"names", names}};
    finding.what = count ? names : "The display has no monitor.";
    if (!count) {
        finding.health = Health::fault;
        finding.advice = "Connect a monitor and switch it on; \"xrandr\" must list it as connected.";
    }
    glfwTerminate();
    return finding;
}

Finding check_blanking()
{
    if (environment("DISPLAY").empty())
        return {Health::skipped, no_display, "", {}, {}};
    const DisplayHandle display(XOpenDisplay(nullptr));
    if (!display)
        return {Health::skipped, fmt::format("The display {} does not answer.", environment("DISPLAY")), "", {}, {}};
    int timeout = 0, interval = 0, prefer = 0, allow = 0, event = 0, error = 0;
    XGetScreenSaver(display.get(), &timeout, &interval, &prefer, &allow);
    CARD16 level = 0, standby = 0, suspend = 0, off = 0;
    BOOL is_on = 0;
    if (DPMSQueryExtension(display.get(), &event, &error) && DPMSCapable(display.get())) {
        DPMSInfo(display.get(), &level, &is_on);
        DPMSGetTimeouts(display.get(), &standby, &suspend, &off);
    }
    const bool saves_power = is_on && (standby || suspend || off);
    Finding finding;
    finding.figures = {{"screen_saver_s", timeout}, {"power_off_s", saves_power ? off : 0}};
    if (timeout == 0 && !saves_power) {
        finding.what = "The screen stays on.";
        return finding;
    }
    finding.health = Health::advice;
    finding.what = timeout && saves_power ? fmt::format("The screen goes dark after {} s and off after {} s without input.", timeout, off)
                   : timeout              ? fmt::format("The screen goes dark after {} s without input.", timeout)
                                          : fmt::format("The screen is switched off after {} s without input.", off);
    finding.advice = "For a wall that is only watched: xset s off -dpms, or in the desktop's power settings.";
    return finding;
}

Finding check_fonts()
{
    Finding finding;
    std::string path;
    for (const char* candidate : cjk_font_paths)
        if (path.empty() && std::filesystem::exists(candidate))
            path = candidate;
    if (path.empty())
        return {Health::fault, "No Chinese font was found.", "Install the package fonts-noto-cjk.", {}, {}};
    FT_Library library = nullptr;
    FT_Face face = nullptr;
    if (FT_Init_FreeType(&library) != 0 || FT_New_Face(library, path.c_str(), 0, &face) != 0)
        return {Health::fault, fmt::format("The font {} cannot be read.", path), "Install the package fonts-noto-cjk again.", {}, {}};
    // Everyday words, a rare street name's character and signs of the interface.
    constexpr std::u32string_view sample = U"网格事件摄像机煤气泄漏解放大道珞珈山鄱阳街汈汊湖12号°→·%";
    int missing = 0;
    for (const char32_t c : sample)
        missing += FT_Get_Char_Index(face, c) == 0;
    finding.words = {{"file", path}, {"family", face->family_name ? face->family_name : ""}, {"sample", "网格事件摄像机煤气泄漏解放大道"}};
    finding.figures = {{"sample_characters", static_cast<double>(sample.size())}, {"missing_characters", missing}};
    finding.what = fmt::format("{}; of a Chinese sample of {} characters {} are missing (网格 事件 摄像机 煤气泄漏)", path, sample.size(), missing);
    if (missing) {
        finding.health = Health::fault;
        finding.advice = "Install the package fonts-noto-cjk.";
    }
    FT_Done_Face(face);
    FT_Done_FreeType(library);
    return finding;
}

Finding check_input_method()
{
    const std::string modifiers = environment("XMODIFIERS");
    const std::vector<std::string> programs = running({"fcitx5", "fcitx", "ibus-daemon", "scim", "uim-xim"});
    const char* before = std::setlocale(LC_CTYPE, nullptr);
    const std::string kept = before ? before : "C";
    std::setlocale(LC_CTYPE, "");
    const std::string codes = nl_langinfo(CODESET);
    std::setlocale(LC_CTYPE, kept.c_str());
    Finding finding;
    finding.words = {{"xmodifiers", modifiers}, {"program", programs.empty() ? "" : programs[0]}, {"locale_codeset", codes}};
    finding.what = fmt::format("{}, XMODIFIERS {}, locale {}", programs.empty() ? "no input method runs" : "input method " + programs[0],
                               modifiers.empty() ? "not set" : modifiers, codes);
    if (programs.empty() || modifiers.empty()) {
        finding.health = Health::advice;
        finding.advice = "To type Chinese: install fcitx5 and fcitx5-chinese-addons, run \"im-config -n fcitx5\" (it sets XMODIFIERS=@im=fcitx) and log in again.";
    }
    return finding;
}

}
