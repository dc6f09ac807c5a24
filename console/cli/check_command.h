#pragma once
// `gridwatch check`: gaps, overlaps, orphans and wrong codes of a workspace's grids (data/records/check.h); with --zones, which zones of
// another office are no unions of them (data/drafts/unions.h). Any thread but the UI's.

#include <iosfwd>
#include <string>

namespace console {

struct CheckArguments {
    std::string workspace;
    std::string draft; // its boundaries in place of those in force
    std::string zones;      // FILE[:LAYER] whose areas ought to be unions of grids; empty: the grids themselves are checked
    std::string zone_field; // names them; empty: guessed
    std::string crs;        // of that file, where it does not say or is wrong
    bool json = false;
};

/// With zones: 0 where each is a union, 1 where one is none. Else returns 0 when the check ran (whatever it found), 1 when it could not (one line on `err`).
int run_check(const CheckArguments& arguments, std::ostream& out, std::ostream& err);

} // namespace console
