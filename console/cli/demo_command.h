#pragma once
// `gridwatch demo OUT.sqlite [--size street|district|city] [--seed N]`.

#include "data/demo/demo.h"

#include <filesystem>
#include <iosfwd>
#include <optional>

namespace console {

struct DemoArguments {
    std::filesystem::path out;
    data::DemoSize size = data::DemoSize::street;
    unsigned seed = 1;
    std::optional<data::TimePoint> now; // --now; the clock's time, to the minute, when absent
    bool json = false;
};

/// Makes the workspace and says what is in it; returns the exit status (0 done, 1 could not be done, with one line on `err`).
int run_demo(const DemoArguments& arguments, std::ostream& out, std::ostream& err);

}
