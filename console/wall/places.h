#pragma once
// Where the tiles of a wall lie: even rows and columns, or one large tile with the others around it. Pure.

#include "console/names.h"

#include <array>
#include <string_view>
#include <vector>

namespace console {

/// How many tiles a wall can show; 6 and 8 are 1 large + 5 and 1 large + 7.
inline constexpr std::array wall_sizes{1, 4, 6, 8, 9, 16, 25, 64};

/// "16", "4x4", "1+5"; 0 for what is none of wall_sizes.
int wall_size_from_name(std::string_view name);

/// The tiles in their order, whole pixels, `gap` between them; the last ends at the box's edge.
std::vector<Rect> wall_places(int tiles, Rect box, float gap);

}
