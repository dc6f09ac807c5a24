#pragma once
// Whether cameras that nobody looks at are asked in turn (services/roll_call). Pure.

#include "data/records/world.h"

namespace console {

inline constexpr const char* roll_call_key = "roll_call"; // of the workspace's settings: "1" or ""
bool is_roll_call_on(const data::World& world);

}
