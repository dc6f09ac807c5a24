#pragma once
// Makes a workspace to try the console on: an invented street, district or city. Deterministic: the same size, seed and `now`
// give the same records. Blocking (street: about a second, city: some ten); for the slow queue or the command line.

#include "data/demo/demo_options.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace data {

/// Writes the new workspace `out`; refuses an existing file. `progress` gets 0 to 1. When stopped or failing it removes what
/// it wrote and throws data::Error.
void make_demo(const std::filesystem::path& out, const DemoOptions& options,
               const std::function<void(double)>& progress = {}, std::stop_token stop = {});

}
