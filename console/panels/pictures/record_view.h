#pragma once
// The record of a selected camera or grid, as the case panel shows it when no incident is selected.

#include "console/frame/frame_painter.h"

namespace console {

void draw_camera_record(const FramePainter& painter, Outbox& outbox, Rect box, const data::Camera& camera, bool has_picture = true);
void draw_grid_record(const FramePainter& painter, Outbox& outbox, Rect box, const data::Grid& grid);

}
