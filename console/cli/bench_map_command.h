#pragma once
// `gridwatch bench map`: how long frames take while the map pans and zooms over everything there is. Draws on the thread that
// calls it.

#include <iosfwd>
#include <string>

namespace console {

struct BenchMapArguments {
    std::string workspace;
    int width = 1920, height = 1080;
    double seconds = 10;
};

/// One JSON object on `out`: frames, frame_ms (p50, p95, p99, max; until the GPU is done), ui_cpu_ms (the
/// same of the drawing thread's own CPU time), cpu_ms_a_frame (of all threads), blank_frames, first_complete_ms (from the start,
/// the reading of the workspace included), settle_ms (after the motion), pixels_unlike_shot (300 ms after the motion, against a
/// picture made anew), rss_mb. Exit status as run_shot.
int run_bench_map(const BenchMapArguments& arguments, std::ostream& out, std::ostream& err);

}
