#pragma once
// What the demo's cameras burn into their pictures: date and time, number and name. The clip goes round and is shared; these words are
// drawn into each picture when it is made ready, so the clock is that of the picture, in the workspace's zone, also in replays, snapshots
// and clips. UI thread; the stamp itself on any.

#include "console/work/clock.h"
#include "data/records/world.h"
#include "video/stream/stamp.h"

#include <chrono>

namespace console {

/// How far behind a camera lies whose fault is to be late.
inline constexpr auto demo_late_by = std::chrono::milliseconds(1800);

/// Null for a camera that is not the demo's. `clock`: as it is now; a copy is kept.
video::Stamp demo_stamp(const data::World& world, const data::Camera& camera, const AppClock& clock);

/// "2026-11-22 02:14:37" where the zone's clocks show that.
std::string stamp_words(data::TimePoint made, std::chrono::minutes utc_offset);

}
