#pragma once
// Pictures of the screen as PNG files, and reading them back for golden tests. readback() on the UI thread with the surface
// bound; the rest anywhere. Errors: console::Error naming the file.

#include <cstdint>
#include <string>
#include <vector>

namespace console {

/// RGBA, 8 bits, rows top down without padding.
struct PixelImage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
};

PixelImage readback(int width, int height);
/// Written beside the goal and renamed, so that nobody reads half a picture.
void save_png(const PixelImage& image, const std::string& path);
PixelImage load_png(const std::string& path);

}
