#pragma once
// The command line: what CLI11 reads becomes plain structs, and each subcommand's run_… function does the work.

#include <iosfwd>

namespace console {

/// Exit status: 0 done, 1 could not be done (one line on `err`), 2 wrong usage.
int run_program(int argc, char** argv, std::ostream& out, std::ostream& err);

}
