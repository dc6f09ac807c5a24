#pragma once
// Named views of the wall: how many tiles and which cameras. Pure.

#include "data/records/world.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

/// Empty also for one that this wall cannot show, which a newer version may have written.
std::optional<data::WallView> find_wall_view(const data::World& world, const std::string& name);
/// In the order of their bytes.
std::vector<std::string> wall_view_names(const data::World& world);
/// Which cameras it shows, for the session log: "cameras=217 31"; empty: none.
std::string words_of(const data::WallView& view);

}
