#include "console/map/tiles/tile_key.h"

#include <algorithm>
#include <cmath>

namespace console {

namespace {

constexpr double steps_per_zoom = 1 / zoom_step;

}

int tile_step(double metres)
{
    return static_cast<int>(std::lround(zoom_from_metres_per_pixel(metres) * steps_per_zoom));
}

double metres_per_window_pixel(int step)
{
    return metres_per_pixel_from_zoom(step / steps_per_zoom);
}

bool is_exact(int step, double metres)
{
    return std::abs(metres_per_window_pixel(step) / metres - 1) < 1e-7;
}

MapView on_pixels(const Viewport& viewport)
{
    const double mpp = viewport.metres_per_pixel();
    const double west = std::round(viewport.x + viewport.width / 2 - (world_half_m + viewport.view.centre.x) / mpp);
    const double north = std::round(viewport.y + viewport.height / 2 - (world_half_m - viewport.view.centre.y) / mpp);
    MapView view = viewport.view;
    view.centre = {(viewport.x + viewport.width / 2 - west) * mpp - world_half_m,
                   world_half_m - (viewport.y + viewport.height / 2 - north) * mpp};
    return view;
}

geo::MapBox tile_box(TileKey key)
{
    const double side = metres_per_window_pixel(key.step) * tile_pixels;
    // Each border from its own number, so that neighbours agree on it to the last bit.
    return {-world_half_m + key.x * side, world_half_m - (key.y + 1) * side, -world_half_m + (key.x + 1) * side,
            world_half_m - key.y * side};
}

std::vector<TileKey> tiles_in(const geo::MapBox& box, int step, std::size_t limit)
{
    const double side = metres_per_window_pixel(step) * tile_pixels;
    const int last = static_cast<int>(std::ceil(2 * world_half_m / side)) - 1;
    const auto column = [&](double x) { return std::clamp(static_cast<int>(std::floor((x + world_half_m) / side)), 0, last); };
    const auto row = [&](double y) { return std::clamp(static_cast<int>(std::floor((world_half_m - y) / side)), 0, last); };
    const double centre_x = ((box.min_x + box.max_x) / 2 + world_half_m) / side - 0.5;
    const double centre_y = (world_half_m - (box.min_y + box.max_y) / 2) / side - 0.5;
    std::vector<TileKey> keys;
    for (int y = row(box.max_y); y <= row(box.min_y); ++y)
        for (int x = column(box.min_x); x <= column(box.max_x); ++x)
            keys.push_back({step, x, y});
    const auto distance = [&](TileKey key) {
        return std::max(std::abs(key.x - centre_x), std::abs(key.y - centre_y));
    };
    std::stable_sort(keys.begin(), keys.end(), [&](TileKey a, TileKey b) { return distance(a) < distance(b); });
    if (keys.size() > limit)
        keys.resize(limit);
    return keys;
}

}
