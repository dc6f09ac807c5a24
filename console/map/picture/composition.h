#pragma once
// What lies where on the map's picture, to the pixel, and how it is drawn there. Two equal compositions are the same picture. Pure
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
    std::vector<std::vector<ScreenPoint>> wedges; // pixels of the picture
    std::vector<PlacedSprite> sprites;            // the lowest first
    bool operator==(const Composition&) const = default;
};

/// The picture in bands of whole rows, each with what touches it.
class Bands {
public:
    /// `composition` must outlive it, unchanged.
    explicit Bands(const Composition& composition);
    std::size_t size() const { return sprites_.size(); }
    int rows() const { return rows_; }
    /// The band that has this row.
    std::size_t at(int row) const { return static_cast<std::size_t>(row / rows_); }
    int top(std::size_t band) const { return static_cast<int>(band) * rows_; }
    int bottom(std::size_t band) const { return std::min(top(band) + rows_, composition_.height); }
    /// Draws the band's pixels within [left, right), all of them, on a canvas that holds its rows.
    void draw(std::size_t band, int left, int right, Canvas& canvas, CanvasBrush& brush) const;

private:
    const Composition& composition_;
    int rows_;
    std::vector<std::vector<std::uint32_t>> sprites_, wedges_; // of each band, in their order
};

}
