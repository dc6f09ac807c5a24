#pragma once
// Which cameras stay connected though nobody looks: chosen by hand, and around open grave incidents (services/guard_service). Pure.

#include "console/wall/near_cameras.h"

#include <set>

namespace console {

bool is_guarded_by_hand(const data::World& world, data::CameraId camera);
/// By hand, and those that see an open grave incident, at most `most` of these, newest incident first. Cameras of the demo and files
/// are nothing to guard. Pure.
std::set<data::CameraId> guarded_cameras(const data::World& world, const Sights* sights, std::size_t most);

}
