#pragma once
// Paints map tiles on the CPU, antialiased by exact area coverage: neighbouring faces and neighbouring tiles meet without a
// seam, and widths may be fractions of a pixel. One painter belongs to one task; it may run on any thread.

#include "geo/shapes/map_shapes.h"
#include "geo/tile_image.h"

#include <cstdint>
#include <memory>
#include <span>
#include <vector>

namespace geo {

/// Straight (not premultiplied) 8-bit colour.
struct Colour {
    std::uint8_t r = 0, g = 0, b = 0, a = 255;
    bool operator==(const Colour&) const = default;
};

/// Which part of EPSG:3857 a tile shows; origin is its top left corner.
struct TileFrame {
    MapPoint origin;
    double metres_per_pixel = 1;
    int width = 256, height = 256;

    double x(MapPoint p) const { return (p.x - origin.x) / metres_per_pixel; }
    double y(MapPoint p) const { return (origin.y - p.y) / metres_per_pixel; }
    /// The shown area, widened by a margin in pixels.
    MapBox box(double margin_px = 0) const
    {
        const double m = margin_px * metres_per_pixel;
        return {origin.x - m, origin.y - height * metres_per_pixel - m, origin.x + width * metres_per_pixel + m, origin.y + m};
    }
};

/// `over` composes as usual. `add` is for the faces of a partition: the coverages of neighbours add up to exactly one along
/// their shared boundary, so that no seam shows; shapes painted with it must not overlap.
enum class Blend { over, add };

/// Widths and dashes in pixels. Ends are cut straight, corners of lines wider than 1.5 pixels are round.
struct LineStyle {
    Colour colour;
    double width = 1;
    /// Dash and gap lengths in turn; empty: solid. The pattern starts at the line's first point, whatever part a tile shows.
    std::vector<double> dashes = {};
    /// Over 0: a double line; the middle is left free at this width.
    double hollow = 0;
};

/// A position relative to a symbol's place, pixels, y down.
struct PixelOffset {
    double x = 0, y = 0;
};

class TilePainter {
public:
    explicit TilePainter(const TileFrame& frame, Colour ground = {0, 0, 0, 0});
    ~TilePainter();
    TilePainter(const TilePainter&) = delete;
    TilePainter& operator=(const TilePainter&) = delete;

    void fill(const MapPolygon& polygon, Colour colour, Blend blend = Blend::over);
    void fill(const MapMultiPolygon& shape, Colour colour, Blend blend = Blend::over);
    /// All lines of one call are one stroke: a translucent colour is not darker where they cross.
    void stroke(std::span<const MapLine> lines, const LineStyle& style);
    void stroke(const MapLine& line, const LineStyle& style) { stroke(std::span(&line, 1), style); }
    /// Every ring as a closed line.
    void outline(const MapMultiPolygon& shape, const LineStyle& style);
    void fill_circle(MapPoint centre, double radius_px, Colour colour);
    void stroke_circle(MapPoint centre, double radius_px, Colour colour, double width_px);
    /// A small filled shape of fixed pixel size (triangle, diamond, square) at a place.
    void fill_symbol(MapPoint at, std::span<const PixelOffset> corners, Colour colour);

    /// What is painted until end_layer goes to a transparent layer of its own, which is then laid over with this opacity in [0, 1].
    void begin_layer();
    void end_layer(double opacity);

    const TileFrame& frame() const;
    /// Hands over the picture; the painter is used up.
    TileImage take();

private:
    struct State;
    std::unique_ptr<State> state_;
};

}
