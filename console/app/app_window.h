#pragma once
// One window of the seat: its surface, its ImGui context with glyphs of its own, its regions, and where its frames stand. What is
// shown in it is the session's WindowState of the same place in the row. UI thread.

#include "console/commands/guide_keys.h"
#include "console/commands/input_gate.h"
#include "console/commands/key_commands.h"
#include "console/layout/screen.h"
#include "console/look/glyphs.h"
#include "console/look/imgui_host.h"
#include "console/window/surface.h"

#include <chrono>
#include <memory>
#include <optional>

namespace console {

struct AppWindow {
    AppWindow(int number, std::unique_ptr<Surface> made, const WindowPlace& stands);
    ~AppWindow();
    AppWindow(const AppWindow&) = delete;
    AppWindow& operator=(const AppWindow&) = delete;

    /// Its GL and ImGui contexts become the current ones.
    void enter();
    /// Fonts and style for that theme and scale.
    void follow_style(Theme theme, float scale);

    const int id;                      // for the presenter; never another window's
    std::unique_ptr<Surface> surface;
    Glyphs glyphs;
    std::unique_ptr<ImguiHost> imgui;
    std::unique_ptr<Screen> screen;
    Names names;
    KeyCommands keys;
    InputGate gate;
    GuideKeys guide_keys;
    std::uint64_t lock_form = 0;       // of the session, as last seen
    std::optional<Palette> palette;    // of the theme set last
    float styled_scale = 0;

    WindowPlace place;                 // as asked of the surface last
    bool is_waiting_for_monitor = false;
    float distance_scale = 1;          // of its viewing distance
    float density = 1;                 // of its monitor: scale_for_density()

    int frames_due = 3;                // frames to draw at once: ImGui settles over two
    bool must_present = false;
    int hold_input = 0;                // frames to wait for a field to get the keyboard
    std::chrono::steady_clock::time_point last_frame{};
    Wanted wanted;                     // of its last frame
    std::uint64_t frame_count = 0;
};

}
