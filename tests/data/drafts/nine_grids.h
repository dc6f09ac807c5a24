#pragma once

#include "data/drafts/draft.h"

#include <fmt/format.h>

/// Three by three grids of a hundredth of a degree, 100 households each.
inline data::DraftGroundPtr nine_grids()
{
    auto ground = std::make_shared<data::DraftGround>();
    for (int i = 0; i < 9; ++i) {
        data::Grid grid;
        grid.id = {i + 1};
        grid.code = fmt::format("34010400300200{}", i + 1);
        grid.households = 100;
        const double west = 114 + i % 3 * 0.01, south = 30 + i / 3 * 0.01;
        grid.shape = {{{{west, south}, {west + 0.01, south}, {west + 0.01, south + 0.01}, {west, south + 0.01}}, {}}};
        ground->areas.push_back(std::move(grid));
    }
    return ground;
}
