#pragma once
// One RGBA texture, replaced or updated in place. UI thread, with the GL context current.

#include "console/window/texture_id.h"

#include <cstdint>

namespace console {

class Texture {
public:
    Texture() = default;
    ~Texture();
    Texture(Texture&& other) noexcept;
    Texture& operator=(Texture&& other) noexcept;

    /// Rows top down without padding; 4 bytes a pixel, RGBA or BGRA.
    void put(int width, int height, const std::uint8_t* pixels, bool is_bgra = false);
    TextureId id() const { return name_; }
    int width() const { return width_; }
    int height() const { return height_; }

private:
    unsigned name_ = 0;
    int width_ = 0, height_ = 0;
};

}
