#include "console/map/canvas.h"

#include "console/map/scale_rows.h"

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

using SixteenBytes = std::uint8_t __attribute__((vector_size(16)));
using EightShorts = std::uint16_t __attribute__((vector_size(16)));

/// The lower bytes of the shorts, which are all there is in them.
SixteenBytes narrowed(EightShorts a, EightShorts b)
{
    return __builtin_shufflevector(reinterpret_cast<SixteenBytes>(a), reinterpret_cast<SixteenBytes>(b), 0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22,
                                   24, 26, 28, 30);
}

/// As RowScaling wants it.
std::uint8_t share_of(std::uint8_t of_256)
{
    return std::max<std::uint8_t>(of_256, 1);
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
    const auto count = static_cast<std::size_t>(seen.right - seen.left);
    columns_.resize(count);
    shares_.resize(count);
    // 32.32 fixed point, so that each column's place is the same whatever is left out beside it. The last column is left to the
    // weight of the one before it.
    constexpr double one = 4294967296.0;
    const auto step = static_cast<std::int64_t>(step_x * one), most = (static_cast<std::int64_t>(image.width - 1) << 32) - 1;
    std::int64_t at = static_cast<std::int64_t>((part.left + 0.5 * step_x - 0.5) * one) + (seen.left - box.left) * step;
    for (std::size_t x = 0; x < count; ++x, at += step) {
        const std::int64_t place = std::clamp<std::int64_t>(at, 0, most);
        columns_[x] = static_cast<std::uint32_t>(place >> 32);
        shares_[x] = share_of(static_cast<std::uint8_t>(place >> 24));
    }
    const RowScaling& scaling = row_scaling();
    const double most_y = image.height - 1 - 1.0 / 256;
    upper_.resize(count);
    lower_.resize(count);
    const auto widen = [&](int y, std::vector<std::uint32_t>& out) {
        scaling.across(row_of(image, y), {columns_.data(), shares_.data(), count}, out.data());
    };
    int have = -2;
    for (int y = seen.top; y < seen.bottom; ++y) {
        const double source = std::clamp(part.top + (y - box.top + 0.5) * step_y - 0.5, 0.0, most_y);
        const int first = static_cast<int>(source);
        if (first != have) {
            if (first == have + 1)
                std::swap(upper_, lower_);
            else
                widen(first, upper_);
            widen(first + 1, lower_);
            have = first;
        }
        scaling.between(upper_.data(), lower_.data(), count, share_of(static_cast<std::uint8_t>((source - first) * 256)), row(y) + seen.left);
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
