#pragma once
// Privacy masks: parts of a picture that nobody may see. They are drawn into the picture itself before it leaves the stream's
// thread, so that display, thumbnail, snapshot, replay and clip have no unmasked one to show. Values; any thread.

#include "video/frame.h"

#include <memory>
#include <vector>

namespace video {

/// A corner, 0 to 1 from the left and the top of the upright picture.
struct MaskPoint {
    double x = 0, y = 0;
    bool operator==(const MaskPoint&) const = default;
};
/// At least three corners; a point is masked if it lies inside by the even-odd rule or on the edge.
using MaskPolygon = std::vector<MaskPoint>;
/// Null: nothing is masked.
using Masks = std::shared_ptr<const std::vector<MaskPolygon>>;

/// Covers the masked parts of the frame flatly with fine diagonals, in #7A7F85 (docs/SCREENS.md), never black: black is a fault.
/// Edges are widened by a pixel, so that none of a masked one is blended into what is shown.
void cover(Frame& frame, const std::vector<MaskPolygon>& masks, PicturePart part = {});

}
