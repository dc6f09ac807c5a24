#pragma once
// What of a part of the screen nothing lies on yet, while tiles are laid from the best one to the worst: so each pixel is scaled
// once, however many tiles lie under one another. A pure value; any thread.

#include "console/map/canvas.h"

#include <vector>

namespace console {

class OpenBoxes {
public:
    explicit OpenBoxes(const CanvasBox& whole);

    bool empty() const { return boxes_.empty(); }
    /// None meets another.
    const std::vector<CanvasBox>& boxes() const { return boxes_; }
    /// Appends the parts of `box` that were open to `taken`; they no longer are. False when there were none.
    bool take(const CanvasBox& box, std::vector<CanvasBox>& taken);

private:
    std::vector<CanvasBox> boxes_, rest_;
};

}
