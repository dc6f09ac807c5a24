#pragma once
// `gridwatch bench queries`: how long the map's answers to the pointer take, without a window. The same code as the console's; blocks.

#include "console/cli/bench_work_command.h"

namespace console {

/// Prints one JSON object on `out`; exit status as run_shot. {"hover_ms","pick_ms","nearest_ms","box_ms","polygon_ms"} with p50, p95,
/// p99 and max: the area under the pointer; what a click finds among all symbols of a view; the 16 cameras around a place; what lies
/// in a box of a quarter of the view and in a ring of 12 corners. Views of all scales, places the same in every run.
int run_bench_queries(const BenchWorkArguments& arguments, std::ostream& out, std::ostream& err);

}
