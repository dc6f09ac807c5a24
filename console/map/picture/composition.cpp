#include "console/map/picture/composition.h"

#include <cmath>

namespace console {

namespace {

/// 512 KiB: what is drawn is still in the core's own cache when it is copied on. Smaller bands cut tiles into more pieces, each with
/// a first row of its own; larger ones go through the memory.
constexpr int band_pixels = 131072;

}

Bands::Bands(const Composition& composition)
    : composition_(composition), rows_(std::clamp(band_pixels / std::max(composition.width, 1), 8, 64))
{
    const auto count = static_cast<std::size_t>((std::max(composition.height, 0) + rows_ - 1) / rows_);
    sprites_.resize(count);
    wedges_.resize(count);
    const auto put = [&](std::vector<std::vector<std::uint32_t>>& bands, std::size_t index, int top, int bottom) {
        top = std::max(top, 0);
        bottom = std::min(bottom, composition.height);
        for (int y = top; y < bottom; y = (y / rows_ + 1) * rows_)
            bands[at(y)].push_back(static_cast<std::uint32_t>(index));
    };
    for (std::size_t i = 0; i < composition.sprites.size(); ++i) {
        const PlacedSprite& one = composition.sprites[i];
        put(sprites_, i, one.y + one.sprite->top, one.y + one.sprite->top + one.sprite->height);
    }
    for (std::size_t i = 0; i < composition.wedges.size(); ++i) {
        const auto [least, most] = std::ranges::minmax(composition.wedges[i], {}, &ScreenPoint::y);
        const auto limit = static_cast<float>(composition.height);
        put(wedges_, i, static_cast<int>(std::clamp(std::floor(least.y), 0.f, limit)), static_cast<int>(std::clamp(std::ceil(most.y), 0.f, limit)));
    }
}

void Bands::draw(std::size_t band, int left, int right, Canvas& canvas, CanvasBrush& brush) const
{
    brush.take(canvas, {left, top(band), right, bottom(band)});
    for (const TileBlit& blit : composition_.ground) {
        if (blit.seen.bottom <= top(band) || blit.seen.top >= bottom(band))
            continue;
        if (blit.image)
            brush.lay(*blit.image, blit.part, blit.box, blit.seen);
        else
            brush.fill(blit.seen, composition_.land);
    }
    for (const std::uint32_t i : wedges_[band])
        brush.fill_polygon(composition_.wedges[i], composition_.wedge);
    for (const std::uint32_t i : sprites_[band]) {
        const PlacedSprite& one = composition_.sprites[i];
        brush.blend(*one.sprite, one.x, one.y, one.opacity);
    }
}

}
