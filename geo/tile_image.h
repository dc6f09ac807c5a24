#pragma once
// The picture of a map tile as a value: what rasters are read into and tiles are painted on.

#include <cstdint>
#include <vector>

namespace geo {

/// Pixels row by row from the top left, four bytes R G B A, *premultiplied*: a GPU composes it with (ONE, ONE_MINUS_SRC_ALPHA).
struct TileImage {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgba;
    bool operator==(const TileImage&) const = default;
};

/// Back to straight alpha, for image files and for blending with SRC_ALPHA.
void unpremultiply(TileImage& image);

} // namespace geo
