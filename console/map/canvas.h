#pragma once
// The map's pixels, composed on the CPU: tiles laid down unscaled or scaled, sprites and flat shapes over them. By software GL the
// same picture costs several times as much (docs/decisions/0040). Knows no GL. A canvas is a value; a brush belongs to one thread.

#include "console/map/sprite.h"
#include "console/screen_point.h"
#include "geo/paint/coverage.h"
#include "geo/paint/tile_paint.h"

#include <algorithm>
#include <cstdint>
#include <span>
#include <vector>

namespace console {

/// Whole pixels of the canvas; right and bottom are exclusive.
struct CanvasBox {
    int left = 0, top = 0, right = 0, bottom = 0;
    bool empty() const { return left >= right || top >= bottom; }
    bool operator==(const CanvasBox&) const = default;
};

inline CanvasBox common_part(const CanvasBox& a, const CanvasBox& b)
{
    return {std::max(a.left, b.left), std::max(a.top, b.top), std::min(a.right, b.right), std::min(a.bottom, b.bottom)};
}

/// A part of a picture, in its pixels.
struct SourceBox {
    double left = 0, top = 0, right = 0, bottom = 0;
    bool operator==(const SourceBox&) const = default;
};

/// Red and blue exchanged: between the order of Rgba and TileImage and that of the canvas.
inline std::uint32_t exchanged(std::uint32_t p)
{
    const std::uint32_t first = p & 0xff, third = p >> 16 & 0xff;
    return p - first - (third << 16) + third + (first << 16);
}
void exchange_red_and_blue(geo::TileImage& image);

class Canvas {
public:
    /// `top_first`: whether the first row in memory is the top one or the bottom one.
    void resize(int width, int height, bool top_first);
    /// From now on it holds the rows from this one on of a larger picture; 0 at first.
    void move_to(int top) { top_ = top; }
    int width() const { return width_; }
    int height() const { return height_; }
    int top() const { return top_; }
    bool is_top_first() const { return top_first_; }
    /// 0xAARRGGBB, as X windows hold them; y from the top of the larger picture, whichever way the rows lie in memory.
    const std::uint32_t* row(int y) const { return pixels_.data() + offset(y); }
    std::uint32_t* row(int y) { return pixels_.data() + offset(y); }

private:
    std::size_t offset(int y) const
    {
        return static_cast<std::size_t>(top_first_ ? y - top_ : top_ + height_ - 1 - y) * static_cast<std::size_t>(width_);
    }

    int width_ = 0, height_ = 0, top_ = 0;
    bool top_first_ = true;
    std::vector<std::uint32_t> pixels_;
};

/// Draws on a part of a canvas and leaves the rest alone. What it draws on a row does not depend on which other rows it reaches.
class CanvasBrush {
public:
    /// From now on on this canvas, as far as `reach` says.
    void take(Canvas& canvas, const CanvasBox& reach);

    void fill(const CanvasBox& box, Rgba colour);
    /// Lays the part of an opaque picture (of the canvas's own pixels) over `box`: copied where the sizes are equal, else scaled
    /// bilinearly. Nothing outside `within` is touched; what is laid there is the same whatever it leaves out.
    void lay(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box, const CanvasBox& within);
    /// Blends the sprite with its place at (x, y); `opacity` in [0, 256].
    void blend(const Sprite& sprite, int x, int y, int opacity = 256);
    /// Fills the polygon, antialiased; points in canvas pixels, any winding.
    void fill_polygon(std::span<const ScreenPoint> ring, Rgba colour);
    /// How many pixels were filled or laid so far, for tests of "each once".
    std::uint64_t laid() const { return laid_; }

private:
    void copy(const geo::TileImage& image, int from_x, int from_y, const CanvasBox& clipped);
    void scale(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box, const CanvasBox& clipped);
    void count_laid(const CanvasBox& box)
    {
        laid_ += static_cast<std::uint64_t>(box.right - box.left) * static_cast<std::uint64_t>(box.bottom - box.top);
    }
    CanvasBox clipped(const CanvasBox& box) const { return common_part(box, reach_); }
    std::uint32_t* row(int y) { return canvas_->row(y); }

    Canvas* canvas_ = nullptr;
    CanvasBox reach_;
    std::uint64_t laid_ = 0;
    geo::Coverage coverage_;
    std::vector<geo::PixelPoint> ring_;
    std::vector<float> row_;
    std::vector<std::uint32_t> upper_, lower_; // two source rows, already scaled in width
    std::vector<std::uint32_t> columns_;       // the left one of two source pixels
    std::vector<std::uint8_t> shares_;         // of the right one
};

}
