#pragma once
// How the console was asked to start; made by cli/arguments, read by run_console().

#include "console/seat/session.h"
#include "console/seat/settings.h"

#include <iosfwd>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace data {
struct Opening;
}

namespace console {

struct ConsoleOptions {
    std::string workspace;                 // empty: the start page
    std::string seat;                      // empty: that of the settings, or "desk-1"
    std::optional<Layout> layout;
    bool fullscreen = false;
    std::string monitor;
    std::optional<Language> language;
    std::optional<data::TimePoint> now;    // the clock starts here instead of at the computer's time
    std::string drive;                     // script; its end is the console's end
    double bench_seconds = 0;              // over 0: measure that long (gridwatch bench idle, bench wall), then leave
    std::vector<std::string> wall_urls;    // bench wall: a wall of these instead of a workspace
    int wall_tiles = 16;
    SettingsRead settings;                 // for what the command line leaves open; run_console() reads the files
    std::shared_ptr<data::Opening> opened; // the workspace, where it was opened before the window; taken over by the archive
    bool offscreen = false;
    int width = 1920, height = 1080;
};

/// Runs until the operator leaves or the drive script ends. Exit status: 0 done, 1 could not be done or the script failed
/// (one line on `err`).
int run_console(const ConsoleOptions& options, std::ostream& err);

/// As run_console; one JSON object on `out`. Without bench_seconds what the script measures (SpanMeter::result); else seconds, frames, cpu_percent of one core (all threads), renderer; for a wall its
/// tiles, too (DESIGN: state, shown, dropped, max_age_ms).
int run_bench(const ConsoleOptions& options, std::ostream& out, std::ostream& err);

}
