#pragma once
// The strip over the map while it shows an edition of the boundaries: says plainly which one, and that it is not what is in force. UI thread,
// inside the map's ImGui window.

#include "console/frame/edition_view.h"
#include "console/frame/frame_painter.h"

namespace console {

/// `is_building`: the map has not all of it yet.
void draw_edition_banner(const FramePainter& painter, Rect map, const EditionView& edition, bool is_building, Outbox& outbox);

}
