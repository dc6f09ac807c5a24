#pragma once
// The address in words of a point that was chosen on the map (right click, coordinates, a place found), beside its cross; also while
// an incident is selected and the case column shows that. Drawing only; UI thread, inside the map's ImGui window.

#include "console/frame/frame_painter.h"
#include "console/map/viewport.h"

#include <optional>

namespace console {

/// Its plate, under which no name shows; nothing while the addresses are being prepared or where nothing with a name is near.
std::optional<Rect> draw_point_label(const FramePainter& painter, const Viewport& viewport, geo::LonLat point);

}
