#pragma once
// One row of the queue: shape, class and attention above, place and signed time below (docs/SCREENS.md).

#include "console/frame/frame_painter.h"
#include "console/panels/incidents/queue_model.h"

namespace console {

/// What the mouse did to it. `ring` is the opacity of a new one's ring, as draw_severity() takes it.
AreaState draw_queue_row(const FramePainter& painter, const QueueRow& row, Rect box, bool is_selected, float ring);

}
