#pragma once
// `gridwatch sees`: which cameras of a workspace see a place, best first, each with its reason (console/wall/near_cameras.h).
// Any thread but the UI's.

#include <cstddef>
#include <iosfwd>
#include <string>

namespace console {

struct SeesArguments {
    std::string workspace;
    double lon = 0, lat = 0;   // WGS 84, degrees
    std::size_t count = 20;
    bool json = false;
};

/// Returns 0 when the question was answered, if only with none; 1 when it could not be (one line on `err`).
/// --json: {"cameras":[{"id","name","distance_m","pixels_per_m","why"}],"milliseconds"}; the time is that of the answer
/// alone, with the index made (once for a console that runs).
int run_sees(const SeesArguments& arguments, std::ostream& out, std::ostream& err);

}
