#include "console/window/picture_file.h"

#include "console/error.h"
#include "geo/error.h"
#include "geo/new_file.h"

#include <epoxy/gl.h>
#include <stb/stb_image.h>
#include <stb/stb_image_write.h>

#include <algorithm>

namespace console {

PixelImage readback(int width, int height)
{
    PixelImage image{width, height, std::vector<std::uint8_t>(static_cast<std::size_t>(width) * height * 4)};
    glPixelStorei(GL_PACK_ALIGNMENT, 1);
    glReadPixels(0, 0, width, height, GL_RGBA, GL_UNSIGNED_BYTE, image.rgba.data());
    const std::size_t row = static_cast<std::size_t>(width) * 4;
    for (int y = 0; y < height / 2; ++y)
        std::swap_ranges(image.rgba.begin() + y * row, image.rgba.begin() + (y + 1) * row,
                         image.rgba.begin() + (height - 1 - y) * row);
    for (std::size_t i = 3; i < image.rgba.size(); i += 4)
        image.rgba[i] = 255;
    return image;
}

void save_png(const PixelImage& image, const std::string& path)
{
    try {
        geo::NewFile fresh(path);
        if (!stbi_write_png(fresh.path().c_str(), image.width, image.height, 4, image.rgba.data(), image.width * 4))
            throw Error(geo::remark("picture_not_written", path));
        fresh.place({.replaces = true});
    } catch (const geo::Error&) {
        throw Error(geo::remark("picture_not_written", path));
    }
}

PixelImage load_png(const std::string& path)
{
    PixelImage image;
    int channels = 0;
    unsigned char* pixels = stbi_load(path.c_str(), &image.width, &image.height, &channels, 4);
    if (!pixels)
        throw Error(geo::remark("picture_not_read", path, stbi_failure_reason()));
    image.rgba.assign(pixels, pixels + static_cast<std::size_t>(image.width) * image.height * 4);
    stbi_image_free(pixels);
    return image;
}

}
