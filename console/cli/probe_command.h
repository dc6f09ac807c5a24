#pragma once
// `gridwatch probe`: a dialling diary (video/dial/diary.h) for people and scripts. Any thread but the UI's.

#include <chrono>
#include <iosfwd>
#include <string>

namespace console {

struct ProbeArguments {
    std::string url;                     // or a file's path
    std::string credential;              // name of what to sign in with; empty: what the address holds
    double wait_s = 15, measure_s = 3;
    bool json = false;
};

/// Returns 0 when a picture came, whatever it showed; 1 when it stalled (one line on `err`). Credentials are never printed.
int run_probe(const ProbeArguments& arguments, std::ostream& out, std::ostream& err);

}
