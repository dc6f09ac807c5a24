#include "console/map/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstring>
#include <type_traits>

namespace console {

namespace {

constexpr std::uint32_t even_bytes = 0x00ff00ff;

/// Each byte of `p` times `share` / 256; share in [0, 256].
std::uint32_t scaled(std::uint32_t p, std::uint32_t share)
{
    return ((p & even_bytes) * share >> 8 & even_bytes) | ((p >> 8 & even_bytes) * share & ~even_bytes);
}

using EightBytes = std::uint8_t __attribute__((vector_size(8)));
using SixteenBytes = std::uint8_t __attribute__((vector_size(16)));
using EightShorts = CanvasBrush::Weights;

/// Two neighbours in a row, each byte times the weight of its pixel.
EightShorts weighted_pair(const std::uint32_t* at, EightShorts weights)
{
    EightBytes bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    return __builtin_convertvector(bytes, EightShorts) * weights;
}

/// The two pixels of `a` added up, and those of `b`; / 256.
EightShorts mixed_pairs(EightShorts a, EightShorts b)
{
    return (__builtin_shufflevector(a, b, 0, 1, 2, 3, 8, 9, 10, 11) + __builtin_shufflevector(a, b, 4, 5, 6, 7, 12, 13, 14, 15)) >> 8;
}

/// The lower bytes of the shorts, which are all there is in them.
SixteenBytes narrowed(EightShorts a, EightShorts b)
{
    return __builtin_shufflevector(reinterpret_cast<SixteenBytes>(a), reinterpret_cast<SixteenBytes>(b), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22,
                                   24, 26, 28, 30);
}

/// One source row scaled in width. Four pixels a turn: this is most of a frame while the map zooms.
void scale_row(const std::uint32_t* source, const std::vector<std::uint32_t>& columns, const std::vector<EightShorts>& weights, std::uint32_t* out)
{
    const std::size_t count = columns.size();
    std::size_t x = 0;
    const auto pair = [&](std::size_t i) { return weighted_pair(source + columns[i], weights[i]); };
    for (; x + 4 <= count; x += 4) {
        const SixteenBytes four = narrowed(mixed_pairs(pair(x), pair(x + 1)), mixed_pairs(pair(x + 2), pair(x + 3)));
        std::memcpy(out + x, &four, sizeof four);
    }
    for (; x < count; ++x) {
        const EightShorts one = mixed_pairs(pair(x), pair(x));
        const SixteenBytes bytes = narrowed(one, one);
        std::memcpy(out + x, &bytes, sizeof *out);
    }
}

/// Two rows mixed byte by byte, `share` / 256 of the lower one.
void mix_rows(const std::uint32_t* upper, const std::uint32_t* lower, std::uint32_t* out, std::size_t pixels, std::uint16_t share)
{
    const auto* a = reinterpret_cast<const std::uint8_t*>(upper);
    const auto* b = reinterpret_cast<const std::uint8_t*>(lower);
    auto* to = reinterpret_cast<std::uint8_t*>(out);
    const auto rest = static_cast<std::uint16_t>(256 - share);
    for (std::size_t i = 0; i < 4 * pixels; ++i)
        to[i] = static_cast<std::uint8_t>(static_cast<std::uint16_t>(static_cast<std::uint16_t>(a[i] * rest) + static_cast<std::uint16_t>(b[i] * share)) >> 8);
}

/// A premultiplied pixel over an opaque one. 255 / 256 stands for 1, which is less than a step of a byte off.
std::uint32_t over(std::uint32_t upper, std::uint32_t lower)
{
    return upper + scaled(lower, 256 - (upper >> 24));
}

/// over() for four pixels, the upper ones thinned to `opacity` / 256 before. Nothing is asked: most of a sign is either clear or
/// solid, but a branch a pixel costs more than mixing.
void blend_four(const std::uint32_t* upper, std::uint32_t* lower, std::uint16_t opacity)
{
    SixteenBytes above, below;
    std::memcpy(&above, upper, sizeof above);
    std::memcpy(&below, lower, sizeof below);
    const auto half = [](SixteenBytes bytes, auto index) {
        return __builtin_convertvector(index == 0 ? __builtin_shufflevector(bytes, bytes, 0, 1, 2, 3, 4, 5, 6, 7)
                                                  : __builtin_shufflevector(bytes, bytes, 8, 9, 10, 11, 12, 13, 14, 15), EightShorts);
    };
    const auto mixed = [&](auto index) {
        const EightShorts a = half(above, index) * opacity >> 8;
        const EightShorts share = 256 - __builtin_shufflevector(a, a, 3, 3, 3, 3, 7, 7, 7, 7);
        return a + (half(below, index) * share >> 8);
    };
    const SixteenBytes four = narrowed(mixed(std::integral_constant<int, 0>()), mixed(std::integral_constant<int, 1>()));
    std::memcpy(lower, &four, sizeof four);
}

const std::uint32_t* row_of(const geo::TileImage& image, int y)
{
    return reinterpret_cast<const std::uint32_t*>(image.rgba.data()) + static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width);
}

}

void exchange_red_and_blue(geo::TileImage& image)
{
    auto* pixels = reinterpret_cast<std::uint32_t*>(image.rgba.data());
    for (std::size_t i = 0; i < image.rgba.size() / 4; ++i)
        pixels[i] = exchanged(pixels[i]);
}

void Canvas::resize(int width, int height, bool top_first)
{
    top_first_ = top_first;
    if (width == width_ && height == height_)
        return;
    width_ = std::max(width, 0);
    height_ = std::max(height, 0);
    pixels_.assign(static_cast<std::size_t>(width_) * height_, 0);
}

void CanvasBrush::take(Canvas& canvas, const CanvasBox& reach)
{
    canvas_ = &canvas;
    reach_ = common_part(reach, {0, canvas.top(), canvas.width(), canvas.top() + canvas.height()});
}

void CanvasBrush::fill(const CanvasBox& box, Rgba colour)
{
    const CanvasBox part = clipped(box);
    if (part.empty())
        return;
    count_laid(part);
    for (int y = part.top; y < part.bottom; ++y)
        std::fill_n(row(y) + part.left, part.right - part.left, exchanged(colour));
}

void CanvasBrush::lay(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box, const CanvasBox& within)
{
    const CanvasBox seen = clipped(common_part(box, within));
    if (seen.empty() || image.width <= 0 || image.height <= 0)
        return;
    count_laid(seen);
    const bool is_whole = part.right - part.left == box.right - box.left && part.bottom - part.top == box.bottom - box.top &&
                          part.left == std::floor(part.left) && part.top == std::floor(part.top);
    if (is_whole)
        copy(image, static_cast<int>(part.left) - box.left, static_cast<int>(part.top) - box.top, seen);
    else
        scale(image, part, box, seen);
}

void CanvasBrush::copy(const geo::TileImage& image, int shift_x, int shift_y, const CanvasBox& seen)
{
    const std::size_t bytes = sizeof(std::uint32_t) * static_cast<std::size_t>(seen.right - seen.left);
    for (int y = seen.top; y < seen.bottom; ++y)
        std::memcpy(row(y) + seen.left, row_of(image, y + shift_y) + seen.left + shift_x, bytes);
}

void CanvasBrush::scale(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box, const CanvasBox& seen)
{
    const double step_x = (part.right - part.left) / (box.right - box.left), step_y = (part.bottom - part.top) / (box.bottom - box.top);
    // The last column is left to the weight of the one before it.
    const double most_x = image.width - 1 - 1.0 / 256, most_y = image.height - 1 - 1.0 / 256;
    const auto count = static_cast<std::size_t>(seen.right - seen.left);
    columns_.resize(count);
    weights_.resize(count);
    for (std::size_t x = 0; x < count; ++x) {
        const double place = std::clamp(part.left + (seen.left + static_cast<int>(x) - box.left + 0.5) * step_x - 0.5, 0.0, most_x);
        const auto fixed = static_cast<std::uint32_t>(place * 256);
        const auto second = static_cast<std::uint16_t>(fixed & 0xff), first = static_cast<std::uint16_t>(256 - second);
        columns_[x] = fixed >> 8;
        weights_[x] = Weights{first, first, first, first, second, second, second, second};
    }
    upper_.resize(count);
    lower_.resize(count);
    const auto widen = [&](int y, std::vector<std::uint32_t>& out) { scale_row(row_of(image, y), columns_, weights_, out.data()); };
    int have = -2;
    for (int y = seen.top; y < seen.bottom; ++y) {
        const double source = std::clamp(part.top + (y - box.top + 0.5) * step_y - 0.5, 0.0, most_y);
        const int first = static_cast<int>(source);
        const auto share = static_cast<std::uint16_t>((source - first) * 256);
        if (first != have) {
            if (first == have + 1)
                std::swap(upper_, lower_);
            else
                widen(first, upper_);
            widen(first + 1, lower_);
            have = first;
        }
        mix_rows(upper_.data(), lower_.data(), row(y) + seen.left, columns_.size(), share);
    }
}

void CanvasBrush::blend(const Sprite& sprite, int x, int y, int opacity)
{
    const int left = x + sprite.left, top = y + sprite.top;
    const CanvasBox seen = clipped({left, top, left + sprite.width, top + sprite.height});
    const int count = seen.right - seen.left;
    for (int line = seen.top; line < seen.bottom && count > 0; ++line) {
        const std::uint32_t* from = sprite.pixels.data() + static_cast<std::size_t>(line - top) * sprite.width + (seen.left - left);
        std::uint32_t* to = row(line) + seen.left;
        int i = 0;
        for (; i + 4 <= count; i += 4)
            blend_four(from + i, to + i, static_cast<std::uint16_t>(opacity));
        for (; i < count; ++i)
            to[i] = over(opacity < 256 ? scaled(from[i], static_cast<std::uint32_t>(opacity)) : from[i], to[i]);
    }
}

void CanvasBrush::fill_polygon(std::span<const ScreenPoint> ring, Rgba colour)
{
    if (ring.size() < 3)
        return;
    float x0 = ring[0].x, x1 = x0, y0 = ring[0].y, y1 = y0;
    ring_.clear();
    for (const ScreenPoint p : ring) {
        ring_.push_back({p.x, p.y});
        x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
    }
    const auto whole = [](float value, int least, int most) {
        return static_cast<int>(std::clamp(value, static_cast<float>(least), static_cast<float>(most)));
    };
    const CanvasBox box{whole(x0, reach_.left, reach_.right), whole(y0, reach_.top, reach_.bottom),
                        whole(std::ceil(x1), reach_.left, reach_.right), whole(std::ceil(y1), reach_.top, reach_.bottom)};
    if (box.empty())
        return;
    coverage_.begin(box.left, box.top, box.right, box.bottom);
    coverage_.add_ring(ring_, 1);
    const std::uint32_t alpha = colour >> 24;
    const std::uint32_t paint = scaled(exchanged(colour) | 0xff000000u, alpha + (alpha >> 7));
    row_.resize(static_cast<std::size_t>(std::max(0, coverage_.right() - coverage_.left())));
    for (int y = coverage_.top(); y < coverage_.bottom(); ++y) {
        const geo::Coverage::Columns columns = coverage_.row(y, row_.data());
        std::uint32_t* to = row(y) + coverage_.left();
        for (int x = columns.from; x < columns.to; ++x)
            if (const auto share = static_cast<std::uint32_t>(row_[static_cast<std::size_t>(x)] * 256 + 0.5f); share > 0)
                to[x] = over(scaled(paint, share), to[x]);
    }
}

}
