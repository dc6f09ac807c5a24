#pragma once
// Map tiles: squares of 512 window pixels of the world mercator plane, counted from its top left corner, at any of the
// eighths of a zoom step on which a view rests. Pure values; any thread.

#include "console/map/viewport.h"

#include <compare>
#include <vector>

namespace console {

inline constexpr int tile_pixels = 512;

struct TileKey {
    int step = 0;      // zoom of the window's pixels in eighths (see tile_step)
    int x = 0, y = 0;  // counted from the north-west corner of the world
    auto operator<=>(const TileKey&) const = default;
};

/// The step whose tiles have exactly, or else most nearly, so many mercator metres per window pixel.
int tile_step(double metres_per_window_pixel);
double metres_per_window_pixel(int step);
/// Whether tiles of the step are pixel for pixel what the view shows.
bool is_exact(int step, double metres_per_window_pixel);

/// The view moved by less than half a pixel, so that its tiles lie on whole window pixels.
MapView on_pixels(const Viewport& viewport);

geo::MapBox tile_box(TileKey key);
/// Tiles that meet the box, those nearest to its centre first. At most `limit`.
std::vector<TileKey> tiles_in(const geo::MapBox& box, int step, std::size_t limit = 400);

}
