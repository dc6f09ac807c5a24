#pragma once
// Named views of the wall: how many tiles and which cameras, kept in the workspace's settings as "wall.view.NAME" = "16 217 31 0 hot 4 8",
// cameras by their short number, 0 for an empty tile; after "hot" the tiles where grave incidents may appear, from 1. Pure.

#include "data/records/world.h"

#include <optional>
#include <string>
#include <vector>

namespace console {

struct WallView {
    int tiles = 4;
    std::vector<int> numbers, hot;
};

std::string wall_view_key(const std::string& name);
std::string text_from_wall_view(const WallView& view);
/// Empty for text that is none: also what a newer version may have written.
std::optional<WallView> wall_view_from_text(const std::string& text);
std::optional<WallView> find_wall_view(const data::World& world, const std::string& name);
/// In the order of their bytes.
std::vector<std::string> wall_view_names(const data::World& world);

}
