#pragma once
// Makes a workspace to try the console on: an invented street, district or city. Deterministic: the same size, seed and `now`
// give the same records. Blocking (street: about a second, city: some ten); for the slow queue or the command line.

#include "data/records/time.h"

#include <filesystem>
#include <functional>
#include <stop_token>

namespace data {

/// street: 8 communities, 96 grids, 150 cameras, 300 incidents, buildings and roads, footage for some 20 cameras;
/// district: 1,100 grids, 20,000 cameras, 10,695 incidents; city: 16,962 grids, 20,000 cameras, 100,000 incidents.
enum class DemoSize { street, district, city };

/// 2026-11-22T02:14:37+08:00: the moment the tour, the tests and README's pictures play at.
inline constexpr TimePoint demo_moment{std::chrono::microseconds{1'795'284'877'000'000}};

struct DemoOptions {
    DemoSize size = DemoSize::street;
    unsigned seed = 1;
    TimePoint now = demo_moment; // incidents lie in the 30 days before it
};

/// Writes the new workspace `out`; refuses an existing file. `progress` gets 0 to 1. When stopped or failing it removes what
/// it wrote and throws data::Error.
void make_demo(const std::filesystem::path& out, const DemoOptions& options,
               const std::function<void(double)>& progress = {}, std::stop_token stop = {});

}
