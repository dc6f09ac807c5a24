#pragma once
// Dragging a camera from a list, a tile or the map onto a tile: the payload "camera" is a CameraDrag.

#include "console/frame/frame_painter.h"

#include <array>
#include <optional>
#include <span>

namespace console {

inline constexpr const char* camera_payload = "camera";

struct CameraDrag {
    std::int64_t camera = 0;
    int wall_tile = 0; // 1 to 16 when it comes from a tile of the wall: the two change places
    int more = 0;      // of several cameras dragged at once: so many beside `camera`
    std::array<std::int64_t, 63> others{};
};

/// After an area: makes it the start of a drag.
void offer_camera_drag(const data::Camera& camera, const FramePainter& painter, int wall_tile = 0, std::span<const std::int64_t> others = {});
/// After an area: the camera that was dropped there in this frame. `is_over` tells that one hangs above it.
std::optional<CameraDrag> accept_camera_drop(bool* is_over = nullptr);

}
