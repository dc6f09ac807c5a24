#pragma once
// Which demo workspace is made, and at what moment it plays.

#include "data/records/time.h"

namespace data {

/// street: 8 communities, 96 grids, 150 cameras, 300 incidents, buildings and roads, each camera with footage of what it sees;
/// district: 1,100 grids, 20,000 cameras, 10,695 incidents; city: 16,962 grids, 20,000 cameras, 100,000 incidents; their cameras share
/// footage of 16 views. Some of each have a fault, and a few no address.
enum class DemoSize { street, district, city };

/// 2026-11-22T02:14:37+08:00: the moment the tour, the tests and README's pictures play at.
inline constexpr TimePoint demo_moment{std::chrono::microseconds{1'795'284'877'000'000}};

struct DemoOptions {
    DemoSize size = DemoSize::street;
    unsigned seed = 1;
    TimePoint now = demo_moment; // incidents lie in the 30 days before it
};

}
