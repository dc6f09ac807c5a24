#pragma once
// Map tiles as GL textures of the current context. UI thread.

#include "console/view.h"
#include "geo/tile_paint.h"

namespace console {

TextureId make_tile_texture(const geo::TileImage& image);
void delete_tile_textures(std::span<const std::uintptr_t> textures);
/// Pixel for pixel, or smoothly scaled; holds for everything drawn with it in this frame.
void set_tile_smooth(TextureId texture, bool smooth);

}
