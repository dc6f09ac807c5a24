#include "console/wall/picture_place.h"

#include <algorithm>

namespace console {

PictureShare shown_of_texture(float texture_width, float texture_height, Rect at, bool fill, const TileZoom& zoom)
{
    PictureShare shown;
    if (fill && texture_height > 0 && at.height > 0) {
        const double have = texture_width / texture_height, want = at.width / at.height;
        if (have > want)
            shown.width = want / have, shown.left = (1 - shown.width) / 2;
        else
            shown.height = have / want, shown.top = (1 - shown.height) / 2;
    }
    if (zoom.factor > 1) {
        const double across = shown.width / zoom.factor, down = shown.height / zoom.factor;
        shown = {std::clamp(zoom.x - across / 2, shown.left, shown.left + shown.width - across),
                 std::clamp(zoom.y - down / 2, shown.top, shown.top + shown.height - down), across, down};
    }
    return shown;
}

PicturePlace place_of_picture(Rect at, const PictureShare& shown, const video::PicturePart& part)
{
    return {at, {part.left + shown.left * part.width, part.top + shown.top * part.height, shown.width * part.width, shown.height * part.height}};
}

std::optional<PicturePoint> picture_from_screen(const PicturePlace& place, ScreenPoint point)
{
    if (place.at.width <= 0 || place.at.height <= 0)
        return std::nullopt;
    const double across = (point.x - place.at.x) / place.at.width, down = (point.y - place.at.y) / place.at.height;
    if (across < 0 || across > 1 || down < 0 || down > 1)
        return std::nullopt;
    const PictureShare& share = place.share;
    return PicturePoint{std::clamp(share.left + across * share.width, 0.0, 1.0), std::clamp(share.top + down * share.height, 0.0, 1.0)};
}

ScreenPoint screen_from_picture(const PicturePlace& place, PicturePoint point)
{
    const PictureShare& share = place.share;
    return {place.at.x + static_cast<float>((point.x - share.left) / share.width) * place.at.width,
            place.at.y + static_cast<float>((point.y - share.top) / share.height) * place.at.height};
}

}
