#pragma once
// Exact area coverage of polygons over pixels, by signed areas accumulated along each edge and summed up row by row
// (the way of font rasterisers). Used by the tile painter; belongs to one thread.

#include <cstddef>
#include <span>
#include <vector>

namespace geo {

/// A position in pixels of the tile, y down.
struct PixelPoint {
    double x = 0, y = 0;
};

class Coverage {
public:
    /// Starts a shape whose box, in pixels, is [left, right) × [top, bottom); edges may leave it and are clipped.
    void begin(int left, int top, int right, int bottom);
    /// A closed ring; weight +1 or -1 turns its winding. Rings that wind the other way cut holes.
    void add_ring(std::span<const PixelPoint> ring, float weight);
    /// Columns from left() on; nothing outside them is covered.
    struct Columns {
        int from = 0, to = 0;
    };
    /// Coverage in [0, 1] of row y (tile pixels) into out[from … to); out holds right() - left() values.
    Columns row(int y, float* out) const;

    int left() const { return left_; }
    int top() const { return top_; }
    int right() const { return left_ + width_; }
    int bottom() const { return top_ + height_; }

private:
    void add_edge(PixelPoint a, PixelPoint b, float weight);
    void add_inside(double x0, double y0, double x1, double y1, float direction);

    int left_ = 0, top_ = 0, width_ = 0, height_ = 0;
    std::size_t stride_ = 0;
    std::vector<float> sums_;
    std::vector<Columns> touched_; // by edges, each row
};

}
