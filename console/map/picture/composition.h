#pragma once
// What lies where on the map's canvas, to the pixel, and how it is drawn there. Two equal compositions are the same picture. Pure
// values; drawn by any thread while the sprites live.

#include "console/map/canvas.h"
#include "console/map/tiles/map_tiles.h"

#include <cstdint>
#include <vector>

namespace console {

/// A sprite with its place.
struct PlacedSprite {
    const Sprite* sprite = nullptr;
    std::uint64_t id = 0; // never given to another sprite
    int x = 0, y = 0, opacity = 256;
    bool operator==(const PlacedSprite& o) const { return id == o.id && x == o.x && y == o.y && opacity == o.opacity; }
};

struct Composition {
    int width = 0, height = 0;
    bool top_first = true;
    Rgba land = 0, wedge = 0;
    std::vector<TileBlit> ground;
    std::vector<std::vector<ScreenPoint>> wedges; // canvas pixels
    std::vector<PlacedSprite> sprites;            // the lowest first
    bool operator==(const Composition&) const = default;
};

/// The canvas in bands of whole rows, each with what touches it.
class Bands {
public:
    /// Few enough that one band stays in a core's own cache until it is copied on.
    static constexpr int rows = 64;

    /// `composition` must outlive it, unchanged.
    explicit Bands(const Composition& composition);
    std::size_t size() const { return sprites_.size(); }
    /// The band that has this row.
    static std::size_t at(int row) { return static_cast<std::size_t>(row / rows); }
    int top(std::size_t band) const { return static_cast<int>(band) * rows; }
    int bottom(std::size_t band) const { return std::min(top(band) + rows, composition_.height); }
    /// Draws all of the band, over whatever the canvas has there.
    void draw(std::size_t band, Canvas& canvas, CanvasBrush& brush) const;

private:
    const Composition& composition_;
    std::vector<std::vector<std::uint32_t>> sprites_, wedges_; // of each band, in their order
};

}
