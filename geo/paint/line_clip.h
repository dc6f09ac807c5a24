#pragma once
// Cuts polylines down to what a tile shows, and into dashes. Without it the whole-number coordinates of the line drawer would
// overflow for what lies far away at high zoom. Used by the tile painter; belongs to one thread.

#include "geo/paint/coverage.h"

#include <span>
#include <vector>

namespace geo {

class LineClip {
public:
    /// Starts anew for a tile of width × height pixels, kept with this margin. dashes: lengths of dash and gap in turn, pixels.
    void begin(int width, int height, double margin, std::span<const double> dashes);
    /// One polyline in pixels; closed: its first point follows its last.
    void add(std::span<const PixelPoint> line, bool closed);

    /// The runs that are left, one after another, each with lengths()[i] ≥ 2 points.
    const std::vector<PixelPoint>& points() const { return points_; }
    const std::vector<int>& lengths() const { return lengths_; }

private:
    void add_segment(PixelPoint a, PixelPoint b);
    void add_piece(PixelPoint a, PixelPoint b);
    void add_dashed(PixelPoint a, PixelPoint b, double from, double to, double length);

    double left_ = 0, top_ = 0, right_ = 0, bottom_ = 0;
    std::vector<double> dashes_;
    double pattern_ = 0;   // summed length of the dashes; 0: solid
    double walked_ = 0;    // along the present line, before the present segment
    bool joined_ = false;  // the present run may go on with the next piece
    std::vector<PixelPoint> points_;
    std::vector<int> lengths_;
};

}
