#include "console/map/symbols/point_label.h"

#include "console/work/place_book.h"

#include <imgui.h>

#include <algorithm>

namespace console {

std::optional<Rect> draw_point_label(const FramePainter& painter, const Viewport& viewport, geo::LonLat point)
{
    const View& view = painter.view();
    if (!view.places || !view.places->book)
        return std::nullopt;
    const ScreenPoint at = screen_from_lonlat(viewport, point);
    // What lies over the map, as the list of layers, takes its part of it.
    const ImVec2 low = painter.list().GetClipRectMin(), high = painter.list().GetClipRectMax();
    const float left = std::max(static_cast<float>(viewport.x), low.x), top = std::max(static_cast<float>(viewport.y), low.y),
                right = std::min(static_cast<float>(viewport.x + viewport.width), high.x), bottom = std::min(static_cast<float>(viewport.y + viewport.height), high.y);
    if (at.x < left || at.x > right || at.y < top || at.y > bottom)
        return std::nullopt;
    const data::AddressWords words = view.places->book->addresses.describe(point); // some microseconds
    const std::string& text = view.text.language() == Language::zh ? words.zh : words.en;
    if (text.empty())
        return std::nullopt;
    view.names.say("map.point", text);
    // Below the point, where the symbols' own labels are not; pushed inside at the edges.
    const float width = std::min({painter.width(text, FontSize::secondary) + painter.px(16), painter.px(420), right - left}), height = painter.px(26);
    const Rect box{std::clamp(at.x - width / 2, left, std::max(left, right - width)), at.y + painter.px(20) + height > bottom ? at.y - painter.px(20) - height : at.y + painter.px(20), width, height};
    painter.fill(box, Colour::panel_raised);
    painter.frame(box, Colour::line);
    painter.text(inset(box, painter.px(8), 0), text, {FontSize::secondary, Colour::text, Align::left, Shorten::middle});
    return box;
}

}
