#pragma once
// Privacy masks of cameras: from the workspace to the streams, and as people write them: "x,y x,y x,y", corners from 0 to 1 of the
// upright picture. Pure.

#include "data/records/world.h"
#include "video/stream/mask.h"

#include <optional>
#include <string>

namespace console {

/// None: nothing is masked. Until the world changes.
const std::vector<data::MaskPolygon>& camera_masks(const data::World& world, data::CameraId camera);
/// Null for none.
video::Masks masks_for_video(const std::vector<data::MaskPolygon>& masks);

/// Empty when it is none: fewer than three corners, or a corner that is no place of the picture.
std::optional<data::MaskPolygon> mask_from_text(const std::string& text);
std::string text_from_mask(const data::MaskPolygon& mask);
/// All of a camera's, joined by "; ".
std::string text_from_masks(const std::vector<data::MaskPolygon>& masks);

}
