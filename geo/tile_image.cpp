#include "geo/tile_image.h"

namespace geo {

void unpremultiply(TileImage& image)
{
    for (std::size_t i = 0; i + 3 < image.rgba.size(); i += 4) {
        const int a = image.rgba[i + 3];
        if (a != 0 && a != 255)
            for (std::size_t k = i; k < i + 3; ++k)
                image.rgba[k] = static_cast<std::uint8_t>(std::min(255, (image.rgba[k] * 255 + a / 2) / a));
    }
}

} // namespace geo
