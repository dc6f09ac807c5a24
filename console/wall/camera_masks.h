#pragma once
// Privacy masks of cameras, kept in the workspace's settings as "camera.mask.ID" = "x,y x,y x,y; …", corners from 0 to 1 of the
// upright picture. Pure.

#include "data/records/world.h"
#include "video/stream/mask.h"

#include <optional>
#include <string>

namespace console {

std::string camera_mask_key(data::CameraId camera);
/// Empty when it is none: fewer than three corners, or a corner that is no place of the picture.
std::optional<video::MaskPolygon> mask_from_text(const std::string& text);
std::string text_from_mask(const video::MaskPolygon& mask);
/// What stands in the settings; "": nothing is masked.
std::string camera_mask_text(const data::World& world, data::CameraId camera);
/// Null for "". What cannot be read masks the whole picture: never show what somebody wanted hidden.
video::Masks masks_from_text(const std::string& text);

}
