#pragma once
// `gridwatch bench edit WORKSPACE`: edits of its grids on a copy, from the edit to the settled picture, and to the journal on the disk. The
// same code as the console's; blocks.

#include <iosfwd>
#include <string>

namespace console {

struct BenchEditArguments {
    std::string workspace;
    std::size_t edits = 200; // half of them a vertex moved, half a grid split
    int width = 1200, height = 1000;
    std::string pictures;    // a folder for the first picture and the last one; empty: none
};

/// {"edits","settled_ms","journal_ms","snap_ms","selected_ms","open_s","check_s","bytes_per_edit", …}; exit status as run_shot. bytes_per_edit counts
/// the file's growth by an edit and its undo.
int run_bench_edit(const BenchEditArguments& arguments, std::ostream& out, std::ostream& err);

}
