#pragma once
// Map tiles as GL textures of the current context. UI thread.

#include "console/view.h"
#include "geo/tile_paint.h"

struct ImDrawList;

namespace console {

TextureId make_tile_texture(const geo::TileImage& image);
void delete_tile_textures(std::span<const std::uintptr_t> textures);
/// What is added to the list between these two is drawn without blending. `content` as mark_content() (gl/damage.h).
void begin_opaque(ImDrawList& list, std::uint64_t content);
void end_opaque(ImDrawList& list);
/// Pixel for pixel, or smoothly scaled; holds for everything drawn with it in this frame.
void set_tile_smooth(TextureId texture, bool smooth);

}
