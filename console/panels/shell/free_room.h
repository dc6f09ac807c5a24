#pragma once
// Where what lies over the regions may lie: on no picture. UI thread, while a frame is drawn.

#include "console/frame/frame_painter.h"

namespace console {

/// The column that a wall has made room for; beside the case, whose pictures it leaves free, where that leaves enough; else the whole window.
Rect free_room(const View& view);

}
