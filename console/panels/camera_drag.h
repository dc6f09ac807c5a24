#pragma once
// Dragging a camera from a list, a tile or the map onto a tile: the payload "camera" holds its id (std::int64_t).

#include "console/look/painter.h"

#include <optional>

namespace console {

inline constexpr const char* camera_payload = "camera";

/// After an area: makes it the start of a drag.
void offer_camera_drag(const data::Camera& camera, const Painter& painter);
/// After an area: the camera that was dropped there in this frame. `is_over` tells that one hangs above it.
std::optional<data::CameraId> accept_camera_drop(bool* is_over = nullptr);

}
