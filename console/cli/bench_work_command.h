#pragma once
// `gridwatch bench open|assign|check`: how long the console's own work takes on a workspace, without a window. The same code as
// the console's; blocks.

#include <iosfwd>
#include <string>

namespace console {

struct BenchWorkArguments {
    std::string workspace;
    std::size_t points = 1'000'000; // assign
    int width = 1920, height = 1080; // open
};

/// Each prints one JSON object on `out`; exit status as run_shot.
/// {"load_ms","load_cpu_ms","window_ms","window_cpu_ms","first_complete_ms","cpu_ms","rss_mb"}: from the call to the last pixel of
/// the first complete picture; CPU of all threads.
int run_bench_open(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err);
/// {"points","assigned","seconds","index_seconds"}: points spread evenly over the grids' extent, the same in every run.
int run_bench_assign(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err);
/// What `gridwatch check` counts, and "seconds" without reading the file.
int run_bench_check(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err);

}
