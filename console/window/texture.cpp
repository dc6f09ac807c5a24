#include "console/window/texture.h"

#include <epoxy/gl.h>

#include <utility>

namespace console {

Texture::~Texture()
{
    if (name_)
        glDeleteTextures(1, &name_);
}

Texture::Texture(Texture&& other) noexcept
    : name_(std::exchange(other.name_, 0)), width_(other.width_), height_(other.height_)
{
}

Texture& Texture::operator=(Texture&& other) noexcept
{
    std::swap(name_, other.name_);
    width_ = other.width_;
    height_ = other.height_;
    return *this;
}

void Texture::put(int width, int height, const std::uint8_t* pixels, bool is_bgra)
{
    const GLenum format = is_bgra ? GL_BGRA : GL_RGBA;
    const bool is_new_size = width != width_ || height != height_;
    if (!name_)
        glGenTextures(1, &name_);
    glBindTexture(GL_TEXTURE_2D, name_);
    glPixelStorei(GL_UNPACK_ALIGNMENT, 1);
    if (is_new_size) {
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_LINEAR);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_S, GL_CLAMP_TO_EDGE);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_WRAP_T, GL_CLAMP_TO_EDGE);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGBA8, width, height, 0, format, GL_UNSIGNED_BYTE, pixels);
    } else {
        glTexSubImage2D(GL_TEXTURE_2D, 0, 0, 0, width, height, format, GL_UNSIGNED_BYTE, pixels);
    }
    width_ = width;
    height_ = height;
}

}
