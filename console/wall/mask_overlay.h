#pragma once
// What lies on a picture while a privacy mask is drawn on it: the masks there are, outlined, the corners so far and where the next
// would be. Clicks become corners. UI thread.

#include "console/wall/tile.h"

namespace console {

/// The operator draws a mask on this camera's picture.
bool is_mask_drawn_on(const Session& session, data::CameraId camera);
/// After draw_tile(); `state` is of the tile's area. Nothing where no mask is drawn on this tile, or it has no picture yet.
void draw_mask_overlay(const FramePainter& painter, Outbox& outbox, const TileModel& model, Rect box, const AreaState& state);

}
