#include "console/map/tiles/open_boxes.h"

#include <algorithm>

namespace console {

OpenBoxes::OpenBoxes(const CanvasBox& whole)
{
    if (!whole.empty())
        boxes_.push_back(whole);
}

bool OpenBoxes::take(const CanvasBox& box, std::vector<CanvasBox>& taken)
{
    const std::size_t before = taken.size();
    rest_.clear();
    for (const CanvasBox& open : boxes_) {
        const CanvasBox part = common_part(open, box);
        if (part.empty()) {
            rest_.push_back(open);
            continue;
        }
        taken.push_back(part);
        // Whole rows above and below it, then what is left beside it.
        for (const CanvasBox& left : {CanvasBox{open.left, open.top, open.right, part.top}, CanvasBox{open.left, part.bottom, open.right, open.bottom},
                                      CanvasBox{open.left, part.top, part.left, part.bottom}, CanvasBox{part.right, part.top, open.right, part.bottom}})
            if (!left.empty())
                rest_.push_back(left);
    }
    boxes_.swap(rest_);
    return taken.size() > before;
}

}
