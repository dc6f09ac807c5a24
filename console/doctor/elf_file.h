#pragma once
// What a program was built with against being taken over, read from the file it is (ELF, 64 bits, little endian). Any thread.

#include <string>
#include <string_view>
#include <vector>

namespace console {

struct Hardening {
    bool is_position_independent = false;   // its code lies elsewhere at each start
    bool has_data_stack = false;            // nothing on the stack can be run
    bool has_read_only_tables = false;      // full RELRO: the tables of what it calls are read-only
    bool binds_at_start = false;            //   once all of them are filled, before anything else
    bool has_stack_protector = false;       // a function whose frame was written over ends the program
    bool is_fortified = false;              // copies into buffers whose size is known are checked
    bool has_checked_containers = false;    // an index beyond a container ends the program
    bool has_branch_targets = false;        // indirect calls land where the compiler said they may (CET: IBT);
    bool is_marked_for_branch_targets = false; // the system may enforce that: all parts of the program were built so, its start files too
};

/// `bytes`: the whole file. Throws Error where that is none, or cut short.
Hardening hardening_of(std::string_view bytes);

/// What a release build must have and this one lacks, in words; empty: nothing.
std::vector<std::string> lacking(const Hardening& hardening);

}
