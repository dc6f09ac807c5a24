#pragma once
// The frame loop: facts in, panels draw with an outbox, commands out, services follow what is wanted, then sleep until something
// happens (docs/ARCHITECTURE.md, "One way through"). A seat has one window or several; each is drawn when it is due, the state of
// the entered one is the session's own. UI thread; the only owner of World and Session.

#include "console/app/app_window.h"
#include "console/app/meter.h"
#include "console/app/options.h"
#include "console/app/span_meter.h"
#include "console/drive/guide.h"
#include "console/services/console_services.h"
#include "console/services/session_file.h"
#include "console/wall/tile_presenter.h"
#include "console/work/clock.h"
#include "console/work/log_file.h"
#include "console/work/scheduler.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <vector>

namespace console {

class App {
public:
    /// `stop`: asked to leave from outside (Ctrl+C, the system shuts down); the seat signs off as ever.
    App(const ConsoleOptions& options, std::ostream& err, std::stop_token stop = {});
    ~App();
    int run();
    /// With bench_seconds: what was measured, once run() has ended.
    std::string measured() const { return meter_ ? meter_->result(figures_.renderer) : std::string(); }
    /// What the drive script's "measure" lines were about.
    std::string measured_spans() const { return spans_.result(); }

private:
    using Steady = std::chrono::steady_clock;

    int loop();
    void start(const ConsoleOptions& options);
    void start_wall(const ConsoleOptions& options);
    void follow_settings(const SettingsRead& read);
    void frames();
    void frame(std::size_t index);
    void follow_windows();
    void open_window(std::size_t index);
    void close_windows();
    void stand(std::size_t index);
    void take_pictures();
    bool take_input(AppWindow& window, Outbox& outbox);
    void draw(AppWindow& window, Outbox& outbox);
    void run_commands(AppWindow& window, Outbox& outbox);
    bool play(bool& has_failed);
    void play_guide();
    void stop_guide();
    CommandContext command_context();
    DriveContext drive_context(AppWindow& window);
    void measure(Steady::duration spent, double cpu_ms);
    void ask_frames(int frames);
    Wanted all_wanted() const;
    std::chrono::microseconds time_to_next_frame() const;
    std::chrono::microseconds time_to_next_frame(const AppWindow& window) const;
    std::chrono::microseconds time_to_next_pictures() const;
    View view(AppWindow& window);
    float scale_of(const AppWindow& window);
    /// In the operator's words; the log keeps the English ones.
    Said tell(const Fault& fault);

    std::ostream& err_;
    std::stop_token stop_;
    AppClock clock_;
    Texts text_;
    data::World world_;
    Session session_;
    Guide guide_;
    std::unique_ptr<Drive> drive_;     // before the window: it puts characters on spare keys
    ConsoleOptions options_;           // what further windows are made with
    std::vector<std::unique_ptr<AppWindow>> windows_; // never empty; as session_.windows
    int next_window_ = 1;              // the number of the next one
    std::function<void()> wake_;       // any thread: not by way of windows_, which changes
    TilePresenter presenter_;
    Scheduler scheduler_;
    LogFile log_file_;
    std::unique_ptr<ConsoleServices> services_;
    std::unique_ptr<SessionFile> session_file_;
    Figures figures_;
    Steady::time_point last_pictures_{};
    Steady::duration pictures_cost_{}; // of taking pictures the last time, with the frame that showed them
    std::vector<double> frame_times_ms_; // the last 240

    std::optional<Meter> meter_;       // for the benchmarks
    SpanMeter spans_;
};

}
