#pragma once
// What a seat remembers of a wall: cameras by their short numbers, which survive another import. Pure.

#include "console/seat/session.h"

namespace console {

WallMemory remember_wall(const WallState& wall, const data::World& world);
/// Cameras that are gone leave their tile empty.
void restore_wall(WallState& wall, const WallMemory& memory, const data::World& world);

/// Notes view and wall of the workspace that is open in session.remembered, and forgets those no longer in `recent`.
void remember_workspace(Session& session, const data::World& world);

}
