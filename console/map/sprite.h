#pragma once
// A small picture made once and laid on the map many times: a sign or a label, drawn by the very functions that draw it in panels.
// Belongs to the map; UI thread.

#include "console/look/palette.h"

#include <cstdint>
#include <vector>

struct ImDrawList;

namespace console {

struct Sprite {
    int left = 0, top = 0;             // of its first pixel, relative to its place
    int width = 0, height = 0;
    std::vector<std::uint32_t> pixels; // 0xAARRGGBB as the canvas, premultiplied
};

/// Pixels around the place of a sprite; right and bottom are exclusive.
struct SpriteBox {
    int left = 0, top = 0, right = 0, bottom = 0;
};

/// What of it lies in the box.
Sprite part_of(const Sprite& sprite, const SpriteBox& box);

/// What the list draws with the font's texture, around the place (0, 0) of its coordinates, rasterised by pixel centres as GL
/// does. Commands with other textures are left out.
Sprite make_sprite(const ImDrawList& list);

}
