#pragma once
// Buttons in the strip of a wall: the camera tree, how many tiles, which layout. UI thread.

#include "console/frame/frame_painter.h"

namespace console {

/// Cuts them off the left of `rest`. Where the title of the wall would have too little room the layouts are left out first, then the
/// numbers of tiles; the menu has them all. `kept`: pixels of `rest` that figures beside them may come to need.
void draw_wall_buttons(const FramePainter& painter, Outbox& outbox, Rect& rest, float kept);

}
