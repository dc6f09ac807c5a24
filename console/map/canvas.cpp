#include "console/map/canvas.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace console {

namespace {

constexpr std::uint32_t even_bytes = 0x00ff00ff;

/// Each byte of `p` times `share` / 256; share in [0, 256].
std::uint32_t scaled(std::uint32_t p, std::uint32_t share)
{
    return ((p & even_bytes) * share >> 8 & even_bytes) | ((p >> 8 & even_bytes) * share & ~even_bytes);
}

using EightBytes = std::uint8_t __attribute__((vector_size(8)));
using EightShorts = std::uint16_t __attribute__((vector_size(16)));

/// `at[0]` and `at[1]` mixed, `share` / 256 of the second. Eight bytes at once: this is most of a frame while the map zooms.
std::uint32_t mixed_pair(const std::uint32_t* at, std::uint16_t share)
{
    EightBytes bytes;
    std::memcpy(&bytes, at, sizeof bytes);
    const auto rest = static_cast<std::uint16_t>(256 - share);
    EightShorts sums = __builtin_convertvector(bytes, EightShorts) * EightShorts{rest, rest, rest, rest, share, share, share, share};
    sums = (sums + __builtin_shuffle(sums, EightShorts{4, 5, 6, 7, 0, 1, 2, 3})) >> 8;
    const EightBytes narrow = __builtin_convertvector(sums, EightBytes);
    std::uint32_t pixel = 0;
    std::memcpy(&pixel, &narrow, sizeof pixel);
    return pixel;
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

CanvasBox Canvas::clipped(const CanvasBox& box) const
{
    return {std::max(box.left, 0), std::max(box.top, 0), std::min(box.right, width_), std::min(box.bottom, height_)};
}

void Canvas::fill(const CanvasBox& box, Rgba colour)
{
    const CanvasBox part = clipped(box);
    for (int y = part.top; y < part.bottom && part.left < part.right; ++y)
        std::fill_n(row(y) + part.left, part.right - part.left, exchanged(colour));
}

void Canvas::lay(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box)
{
    const CanvasBox seen = clipped(box);
    if (seen.left >= seen.right || seen.top >= seen.bottom || image.width <= 0 || image.height <= 0)
        return;
    const bool is_whole = part.right - part.left == box.right - box.left && part.bottom - part.top == box.bottom - box.top &&
                          part.left == std::floor(part.left) && part.top == std::floor(part.top);
    if (is_whole)
        copy(image, static_cast<int>(part.left) - box.left, static_cast<int>(part.top) - box.top, seen);
    else
        scale(image, part, box, seen);
}

void Canvas::copy(const geo::TileImage& image, int shift_x, int shift_y, const CanvasBox& seen)
{
    const std::size_t bytes = sizeof(std::uint32_t) * static_cast<std::size_t>(seen.right - seen.left);
    for (int y = seen.top; y < seen.bottom; ++y)
        std::memcpy(row(y) + seen.left, row_of(image, y + shift_y) + seen.left + shift_x, bytes);
}

void Canvas::scale(const geo::TileImage& image, const SourceBox& part, const CanvasBox& box, const CanvasBox& seen)
{
    const double step_x = (part.right - part.left) / (box.right - box.left), step_y = (part.bottom - part.top) / (box.bottom - box.top);
    const int count = seen.right - seen.left;
    // 24.8 fixed point; the last column is left to the weight of the one before it.
    const double most_x = image.width - 1 - 1.0 / 256, most_y = image.height - 1 - 1.0 / 256;
    columns_.resize(static_cast<std::size_t>(count));
    for (int x = 0; x < count; ++x)
        columns_[static_cast<std::size_t>(x)] =
            static_cast<std::uint32_t>(std::clamp(part.left + (seen.left + x - box.left + 0.5) * step_x - 0.5, 0.0, most_x) * 256);
    upper_.resize(columns_.size());
    lower_.resize(columns_.size());
    const auto widen = [&](int y, std::vector<std::uint32_t>& out) {
        const std::uint32_t* source_row = row_of(image, y);
        for (std::size_t x = 0; x < columns_.size(); ++x)
            out[x] = mixed_pair(source_row + (columns_[x] >> 8), columns_[x] & 0xff);
    };
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

void Canvas::blend(const Sprite& sprite, int x, int y, int opacity)
{
    const int left = x + sprite.left, top = y + sprite.top;
    const CanvasBox seen = clipped({left, top, left + sprite.width, top + sprite.height});
    for (int line = seen.top; line < seen.bottom; ++line) {
        const std::uint32_t* from = sprite.pixels.data() + static_cast<std::size_t>(line - top) * sprite.width + (seen.left - left);
        std::uint32_t* to = row(line) + seen.left;
        const int count = seen.right - seen.left;
        if (opacity >= 256) {
            for (int i = 0; i < count; ++i)
                if (from[i] >> 24)
                    to[i] = over(from[i], to[i]);
        } else {
            for (int i = 0; i < count; ++i)
                if (from[i] >> 24)
                    to[i] = over(scaled(from[i], static_cast<std::uint32_t>(opacity)), to[i]);
        }
    }
}

void Canvas::fill_polygon(std::span<const ScreenPoint> ring, Rgba colour)
{
    if (ring.size() < 3)
        return;
    float x0 = ring[0].x, x1 = x0, y0 = ring[0].y, y1 = y0;
    ring_.clear();
    for (const ScreenPoint p : ring) {
        ring_.push_back({p.x, p.y});
        x0 = std::min(x0, p.x), x1 = std::max(x1, p.x), y0 = std::min(y0, p.y), y1 = std::max(y1, p.y);
    }
    if (!(x0 < static_cast<float>(width_) && x1 > 0 && y0 < static_cast<float>(height_) && y1 > 0))
        return;
    const auto whole = [](float value, int most) { return static_cast<int>(std::clamp(value, 0.f, static_cast<float>(most))); };
    coverage_.begin(whole(x0, width_), whole(y0, height_), whole(std::ceil(x1), width_), whole(std::ceil(y1), height_));
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
