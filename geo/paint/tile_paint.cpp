#include "geo/paint/tile_paint.h"

#include "geo/paint/coverage.h"
#include "geo/paint/line_clip.h"
#include "geo/paint/stroke.h"

#include <cassert>
#include <cmath>
#include <numbers>

namespace geo {
namespace {

/// x / 255, rounded, for x in [0, 65025].
int divide_255(int x)
{
    return (x + 128 + ((x + 128) >> 8)) >> 8;
}

struct Premultiplied {
    int c[4];
    explicit Premultiplied(Colour k) : c{divide_255(k.r * k.a), divide_255(k.g * k.a), divide_255(k.b * k.a), k.a} {}
};

void blend_over(std::uint8_t* pixel, const Premultiplied& colour, int coverage)
{
    const int rest = 255 - divide_255(colour.c[3] * coverage);
    for (int i = 0; i < 4; ++i)
        pixel[i] = static_cast<std::uint8_t>(std::min(255, divide_255(colour.c[i] * coverage) + divide_255(pixel[i] * rest)));
}

void blend_add(std::uint8_t* pixel, const Premultiplied& colour, int coverage)
{
    for (int i = 0; i < 4; ++i)
        pixel[i] = static_cast<std::uint8_t>(std::min(255, pixel[i] + divide_255(colour.c[i] * coverage)));
}

double doubled_area(const std::vector<PixelPoint>& ring)
{
    double sum = 0;
    for (std::size_t i = 0, j = ring.size() - 1; i < ring.size(); j = i++)
        sum += (ring[j].x - ring[i].x) * (ring[j].y + ring[i].y);
    return sum;
}

void append_ring(std::vector<PixelPoint>& out, const TileFrame& frame, const MapRing& ring)
{
    out.clear();
    out.reserve(ring.size());
    for (MapPoint p : ring)
        out.push_back({frame.x(p), frame.y(p)});
}

void append_circle(std::vector<PixelPoint>& out, PixelPoint centre, double radius)
{
    const int corners = std::clamp(static_cast<int>(radius * 3), 12, 180);
    out.clear();
    for (int i = 0; i < corners; ++i) {
        const double angle = 2 * std::numbers::pi * i / corners;
        out.push_back({centre.x + radius * std::cos(angle), centre.y + radius * std::sin(angle)});
    }
}

} // namespace

struct TilePainter::State {
    TileFrame frame;
    std::vector<TileImage> layers; // the last one is painted on
    Coverage coverage, hollow;
    double stroke_margin = 0;
    std::vector<float> row, hollow_row;
    std::vector<PixelPoint> ring;
    LineClip clip;

    TileImage& canvas() { return layers.back(); }

    void add_blank_layer()
    {
        layers.push_back({frame.width, frame.height, {}});
        layers.back().rgba.resize(4 * static_cast<std::size_t>(frame.width) * static_cast<std::size_t>(frame.height));
    }

    /// Prepares the coverage for a shape of this box; false where nothing of it shows.
    bool begin_shape(double left, double top, double right, double bottom)
    {
        if (!(left < frame.width && right > 0 && top < frame.height && bottom > 0))
            return false;
        coverage.begin(static_cast<int>(std::floor(std::max(0.0, left))), static_cast<int>(std::floor(std::max(0.0, top))),
                       static_cast<int>(std::ceil(std::min<double>(frame.width, right))),
                       static_cast<int>(std::ceil(std::min<double>(frame.height, bottom))));
        return true;
    }

    void add_ring(bool hole) { coverage.add_ring(ring, (doubled_area(ring) > 0) != hole ? 1.f : -1.f); }

    /// Composes the shape, less what `without` (begun with the same box) covers.
    void end_shape(Colour colour, Blend blend, const Coverage* without = nullptr)
    {
        const Premultiplied paint(colour);
        row.resize(static_cast<std::size_t>(coverage.right() - coverage.left()));
        for (int y = coverage.top(); y < coverage.bottom(); ++y) {
            const Coverage::Columns columns = coverage.row(y, row.data());
            if (without) {
                hollow_row.assign(row.size(), 0.f);
                without->row(y, hollow_row.data());
                for (int x = columns.from; x < columns.to; ++x)
                    row[static_cast<std::size_t>(x)] = std::max(0.f, row[static_cast<std::size_t>(x)] - hollow_row[static_cast<std::size_t>(x)]);
            }
            compose_row(at(y, coverage.left() + columns.from), {row.data() + columns.from, row.data() + columns.to}, paint, blend);
        }
    }

    static void compose_row(std::uint8_t* pixel, std::span<const float> covered, const Premultiplied& paint, Blend blend)
    {
        const bool solid = paint.c[3] == 255;
        for (const float share : covered) {
            const int c = static_cast<int>(share * 255 + 0.5f);
            // Most pixels are wholly inside, and those of a solid colour, or on a blank ground, need no arithmetic.
            if (c == 255 && (blend == Blend::add ? pixel[3] == 0 : solid))
                for (int i = 0; i < 4; ++i)
                    pixel[i] = static_cast<std::uint8_t>(paint.c[i]);
            else if (c != 0 && blend == Blend::add)
                blend_add(pixel, paint, c);
            else if (c != 0)
                blend_over(pixel, paint, c);
            pixel += 4;
        }
    }

    std::uint8_t* at(int y, int x)
    {
        return canvas().rgba.data() + 4 * (static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width) + static_cast<std::size_t>(x));
    }

    /// The clipped runs, this wide, as the shape of `into`; the boxes of all strokes of one call are equal.
    void cover_runs(Coverage& into, double width)
    {
        double left = frame.width, top = frame.height, right = 0, bottom = 0;
        for (PixelPoint p : clip.points()) {
            left = std::min(left, p.x), right = std::max(right, p.x);
            top = std::min(top, p.y), bottom = std::max(bottom, p.y);
        }
        const double margin = stroke_margin;
        into.begin(std::max(0, static_cast<int>(left - margin)), std::max(0, static_cast<int>(top - margin)),
                   std::min(frame.width, static_cast<int>(right + margin) + 1), std::min(frame.height, static_cast<int>(bottom + margin) + 1));
        const PixelPoint* run = clip.points().data();
        for (int length : clip.lengths()) {
            add_stroke(into, {run, static_cast<std::size_t>(length)}, width);
            run += length;
        }
    }

    void draw_stroke(const LineStyle& style)
    {
        if (clip.points().empty() || style.colour.a == 0 || !(style.width > 0))
            return;
        stroke_margin = style.width + 1;
        cover_runs(coverage, style.width);
        if (style.hollow > 0) {
            cover_runs(hollow, style.hollow);
            end_shape(style.colour, Blend::over, &hollow);
        } else {
            end_shape(style.colour, Blend::over);
        }
    }
};

TilePainter::TilePainter(const TileFrame& frame, Colour ground) : state_(std::make_unique<State>())
{
    assert(frame.width > 0 && frame.height > 0 && frame.width <= 16384 && frame.height <= 16384 && frame.metres_per_pixel > 0);
    state_->frame = frame;
    state_->add_blank_layer();
    if (ground.a != 0) {
        const Premultiplied paint(ground);
        std::vector<std::uint8_t>& rgba = state_->canvas().rgba;
        for (std::size_t i = 0; i < rgba.size(); i += 4)
            for (std::size_t k = 0; k < 4; ++k)
                rgba[i + k] = static_cast<std::uint8_t>(paint.c[k]);
    }
}

TilePainter::~TilePainter() = default;

const TileFrame& TilePainter::frame() const
{
    return state_->frame;
}

void TilePainter::fill(const MapPolygon& polygon, Colour colour, Blend blend)
{
    State& s = *state_;
    const MapBox box = box_of(polygon.outer);
    const MapPoint top_left{box.min_x, box.max_y}, bottom_right{box.max_x, box.min_y};
    if (polygon.outer.size() < 3 ||
        !s.begin_shape(s.frame.x(top_left), s.frame.y(top_left), s.frame.x(bottom_right), s.frame.y(bottom_right)))
        return;
    append_ring(s.ring, s.frame, polygon.outer);
    s.add_ring(false);
    for (const MapRing& hole : polygon.holes)
        if (hole.size() >= 3) {
            append_ring(s.ring, s.frame, hole);
            s.add_ring(true);
        }
    s.end_shape(colour, blend);
}

void TilePainter::fill(const MapMultiPolygon& shape, Colour colour, Blend blend)
{
    for (const MapPolygon& polygon : shape)
        fill(polygon, colour, blend);
}

void TilePainter::stroke(std::span<const MapLine> lines, const LineStyle& style)
{
    State& s = *state_;
    s.clip.begin(s.frame.width, s.frame.height, style.width + 4, style.dashes);
    for (const MapLine& line : lines) {
        append_ring(s.ring, s.frame, line);
        s.clip.add(s.ring, false);
    }
    s.draw_stroke(style);
}

void TilePainter::outline(const MapMultiPolygon& shape, const LineStyle& style)
{
    State& s = *state_;
    s.clip.begin(s.frame.width, s.frame.height, style.width + 4, style.dashes);
    const auto add = [&s](const MapRing& ring) {
        append_ring(s.ring, s.frame, ring);
        s.clip.add(s.ring, true);
    };
    for (const MapPolygon& polygon : shape) {
        add(polygon.outer);
        for (const MapRing& hole : polygon.holes)
            add(hole);
    }
    s.draw_stroke(style);
}

void TilePainter::fill_circle(MapPoint centre, double radius_px, Colour colour)
{
    State& s = *state_;
    const double x = s.frame.x(centre), y = s.frame.y(centre);
    if (!s.begin_shape(x - radius_px, y - radius_px, x + radius_px, y + radius_px))
        return;
    append_circle(s.ring, {x, y}, radius_px);
    s.add_ring(false);
    s.end_shape(colour, Blend::over);
}

void TilePainter::stroke_circle(MapPoint centre, double radius_px, Colour colour, double width_px)
{
    State& s = *state_;
    const double x = s.frame.x(centre), y = s.frame.y(centre), outer = radius_px + width_px / 2, inner = radius_px - width_px / 2;
    if (!s.begin_shape(x - outer, y - outer, x + outer, y + outer))
        return;
    append_circle(s.ring, {x, y}, outer);
    s.add_ring(false);
    if (inner > 0) {
        append_circle(s.ring, {x, y}, inner);
        s.add_ring(true);
    }
    s.end_shape(colour, Blend::over);
}

void TilePainter::fill_symbol(MapPoint at, std::span<const PixelOffset> corners, Colour colour)
{
    State& s = *state_;
    const double x = s.frame.x(at), y = s.frame.y(at);
    double left = x, right = x, top = y, bottom = y;
    s.ring.clear();
    for (PixelOffset corner : corners) {
        const PixelPoint p{x + corner.x, y + corner.y};
        s.ring.push_back(p);
        left = std::min(left, p.x), right = std::max(right, p.x), top = std::min(top, p.y), bottom = std::max(bottom, p.y);
    }
    if (s.ring.size() < 3 || !s.begin_shape(left, top, right, bottom))
        return;
    s.add_ring(false);
    s.end_shape(colour, Blend::over);
}

void TilePainter::begin_layer()
{
    state_->add_blank_layer();
}

void TilePainter::end_layer(double opacity)
{
    State& s = *state_;
    assert(s.layers.size() > 1);
    const TileImage top = std::move(s.layers.back());
    s.layers.pop_back();
    const int share = static_cast<int>(std::clamp(opacity, 0.0, 1.0) * 255 + 0.5);
    std::uint8_t* below = s.canvas().rgba.data();
    for (std::size_t i = 0; i < top.rgba.size(); i += 4) {
        if (top.rgba[i + 3] == 0)
            continue;
        const int rest = 255 - divide_255(top.rgba[i + 3] * share);
        for (std::size_t k = i; k < i + 4; ++k)
            below[k] = static_cast<std::uint8_t>(std::min(255, divide_255(top.rgba[k] * share) + divide_255(below[k] * rest)));
    }
}

TileImage TilePainter::take()
{
    assert(state_->layers.size() == 1);
    return std::move(state_->canvas());
}

}
