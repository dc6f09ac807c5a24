#pragma once
// The frame loop: facts in, panels draw with an outbox, commands out, services follow what is wanted, then sleep until something
// happens (docs/ARCHITECTURE.md, "One way through"). UI thread; the only owner of World and Session.

#include "console/app/clock.h"
#include "console/app/imgui_host.h"
#include "console/app/log_file.h"
#include "console/app/meter.h"
#include "console/app/options.h"
#include "console/app/screen.h"
#include "console/drive/drive.h"
#include "console/input/input_gate.h"
#include "console/input/key_commands.h"
#include "console/scheduler.h"
#include "console/services/console_services.h"
#include "console/services/session_file.h"
#include "console/tile_presenter.h"

#include <atomic>
#include <memory>
#include <stop_token>

namespace console {

class App {
public:
    /// `stop`: asked to leave from outside (Ctrl+C, the system shuts down); the seat signs off as ever.
    App(const ConsoleOptions& options, std::ostream& err, std::stop_token stop = {});
    ~App();
    int run();
    /// With bench_seconds: what was measured, once run() has ended.
    std::string measured() const { return meter_ ? meter_->result(figures_.renderer) : std::string(); }

private:
    using Steady = std::chrono::steady_clock;

    int loop();
    void start(const ConsoleOptions& options);
    void start_wall(const ConsoleOptions& options);
    void follow_settings(const SettingsRead& read);
    void frame();
    void take_pictures();
    bool take_input(Outbox& outbox);
    void draw(Outbox& outbox);
    void run_commands(Outbox& outbox);
    void follow_style();
    void measure(Steady::duration spent);
    std::chrono::microseconds time_to_next_frame() const;
    std::chrono::microseconds time_to_next_pictures() const;
    View view();

    std::ostream& err_;
    std::stop_token stop_;
    AppClock clock_;
    Texts text_;
    data::World world_;
    Session session_;
    std::unique_ptr<Drive> drive_;     // before the window: it puts characters on spare keys
    std::unique_ptr<Surface> surface_;
    Glyphs glyphs_;
    std::unique_ptr<ImguiHost> imgui_;
    TilePresenter presenter_;
    Scheduler scheduler_;
    LogFile log_file_;
    std::unique_ptr<ConsoleServices> services_;
    std::unique_ptr<SessionFile> session_file_;
    Screen screen_;
    Names names_;
    KeyCommands keys_;
    InputGate gate_;
    std::uint64_t lock_form_ = 0;      // of the session, as last seen
    Figures figures_;
    std::optional<Palette> palette_;   // of the theme set last
    float styled_scale_ = 0;

    int frames_due_ = 3;               // frames to draw at once: ImGui settles over two
    bool must_present_ = false;
    int hold_input_ = 0;               // frames to wait for a field to get the keyboard
    bool field_has_keyboard_ = false;
    Steady::time_point last_frame_{}, last_pictures_{};
    Steady::duration pictures_cost_{}; // of taking pictures the last time, with the frame that showed them
    std::optional<data::TimePoint> redraw_at_;
    std::vector<double> frame_times_ms_; // the last 240
    std::uint64_t frame_count_ = 0;

    std::optional<Meter> meter_;       // for the benchmarks
};

}
