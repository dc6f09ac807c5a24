#pragma once
// `gridwatch check`: gaps, overlaps, orphans and wrong codes of a workspace's grids (data/records/check.h). Any thread but the
// UI's.

#include <iosfwd>
#include <string>

namespace console {

struct CheckArguments {
    std::string workspace;
    std::string draft; // its boundaries in place of those in force
    bool json = false;
};

/// Returns 0 when the check ran (whatever it found), 1 when it could not (one line on `err`).
int run_check(const CheckArguments& arguments, std::ostream& out, std::ostream& err);

} // namespace console
