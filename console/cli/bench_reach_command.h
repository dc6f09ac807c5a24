#pragma once
// `gridwatch bench reach`: how soon what somebody asks for is there, in the whole console: menus, palette, forms, the camera tree, the import desk.

#include <iosfwd>
#include <string>

namespace console {

struct BenchReachArguments {
    std::string workspace;       // is not changed
    std::string table;           // of records, to be looked at on the import desk; empty: that is left out
    int rounds = 20;
    int width = 1920, height = 1080;
};

/// Plays keys and wheel in a console without a display. One JSON object on `out`, by what was asked for: "menu", "context_menu", "palette",
/// "form", "tree_scroll", "import" (SpanMeter::result), frames of the whole interface. Exit status as run_console.
int run_bench_reach(const BenchReachArguments& arguments, std::ostream& out, std::ostream& err);

}
