#pragma once
// Which of the wanted labels find room. Pure; the texts' sizes come from the caller, who knows the font.

#include "console/map/viewport.h"

#include <span>
#include <vector>

namespace console {

struct LabelBox {
    float left = 0, top = 0, right = 0, bottom = 0; // window pixels
    bool meets(const LabelBox& o) const { return o.left < right && o.right > left && o.top < bottom && o.bottom > top; }
};

struct LabelWish {
    ScreenPoint at;              // the middle of the thing it names
    float width = 0, height = 0; // of the text
    float gap = 0;               // 0: centred on `at`; else beside it, this far away: right, left, below, above
    float slack = 0;             // gap 0: how far from `at` it may move up, down or aside when that is taken
    int rank = 0;                // lower is placed first; equal ranks in the order given
    float room = 0;              // > 0: not placed where the thing is narrower than the text needs; window pixels
};

struct PlacedLabel {
    std::size_t wish = 0;
    LabelBox box;
};

/// Greedy by rank, within `frame`, never over another label or an `occupied` box. At most `limit` labels.
std::vector<PlacedLabel> place_labels(std::span<const LabelWish> wishes, std::span<const LabelBox> occupied,
                                      const LabelBox& frame, std::size_t limit);

}
