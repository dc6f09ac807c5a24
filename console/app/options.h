#pragma once
// How the console was asked to start; made by cli/arguments, read by run_console().

#include "console/session.h"

#include <iosfwd>
#include <optional>
#include <string>

namespace console {

struct ConsoleOptions {
    std::string workspace;                 // empty: the start page
    std::string seat = "desk-1";
    std::optional<Layout> layout;
    bool fullscreen = false;
    std::string monitor;
    std::optional<Language> language;
    std::optional<data::TimePoint> now;    // the clock starts here instead of at the computer's time
    std::string drive;                     // script; its end is the console's end
    double idle_seconds = 0;               // over 0: measure the idle console that long (gridwatch bench idle), then leave
    bool offscreen = false;
    int width = 1920, height = 1080;
};

/// Runs until the operator leaves or the drive script ends. Exit status: 0 done, 1 could not be done or the script failed
/// (one line on `err`).
int run_console(const ConsoleOptions& options, std::ostream& err);

/// As run_console; one JSON object on `out`: seconds, frames, cpu_percent of one core (all threads), renderer.
int run_bench_idle(const ConsoleOptions& options, std::ostream& out, std::ostream& err);

}
