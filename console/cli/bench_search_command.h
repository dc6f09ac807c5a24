#pragma once
// `gridwatch bench search`: how long one keystroke in the search field takes, over a workspace or over invented names.

#include <cstddef>
#include <iosfwd>
#include <string>

namespace console {

struct BenchSearchArguments {
    std::string workspace;       // empty: invented names
    std::size_t names = 200'000; // of them
};

/// One JSON object on `out`: names, build_ms (of the index), keystrokes, keystroke_ms and keystroke_cpu_ms (p50, p95, p99, max; every
/// beginning of every query is one keystroke), slowest (what was typed then). Exit status as run_shot.
int run_bench_search(const BenchSearchArguments& arguments, std::ostream& out, std::ostream& err);

}
