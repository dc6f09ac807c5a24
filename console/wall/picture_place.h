#pragma once
// Where the points of a camera's picture lie in the window, through the tile's layout, cut sides and digital zoom, and back. Pure.

#include "console/names.h"
#include "console/screen_point.h"
#include "console/seat/session.h"
#include "video/frame.h"

#include <optional>

namespace console {

/// A part of 1 × 1: from its left and top edge.
struct PictureShare {
    double left = 0, top = 0, width = 1, height = 1;
};

/// What of a texture of this shape is to be seen in `at`: all of it, or with `fill` cut at two sides to the place's shape; of that the
/// zoomed part, which stays inside. A texture without a height is shown whole.
PictureShare shown_of_texture(float texture_width, float texture_height, Rect at, bool fill, const TileZoom& zoom);

/// A picture on the screen: `share` of the whole upright picture fills `at`, window pixels.
struct PicturePlace {
    Rect at;
    PictureShare share;
};

/// `part`: what of the whole picture the texture holds.
PicturePlace place_of_picture(Rect at, const PictureShare& shown, const video::PicturePart& part);
/// Empty where the window's point is not on the picture.
std::optional<PicturePoint> picture_from_screen(const PicturePlace& place, ScreenPoint point);
/// Also for points that are not in sight.
ScreenPoint screen_from_picture(const PicturePlace& place, PicturePoint point);

}
