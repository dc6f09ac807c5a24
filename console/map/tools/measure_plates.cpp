#include "console/map/tools/measure_plates.h"

#include "console/map/scales.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace console {
namespace {

constexpr float plate_pad_x = 6, plate_pad_y = 3, end_gap = 14;

}

std::vector<MeasurePlate> make_measure_plates(const Viewport& viewport, const std::vector<geo::LonLat>& points, const Texts& text,
                                              const MeasureText& measure)
{
    std::vector<MeasurePlate> plates;
    if (points.size() < 2)
        return plates;
    const auto px = [&](float logical) { return std::round(logical * viewport.scale); };
    // Around a middle, whole pixels.
    const auto plate = [&](ScreenPoint middle, const std::string& words, FontSize size) {
        const LabelBox extent = measure(words, size);
        const float width = std::ceil(extent.right - extent.left) + 2 * px(plate_pad_x), height = std::ceil(extent.bottom - extent.top) + 2 * px(plate_pad_y);
        const float left = std::round(middle.x - width / 2), top = std::round(middle.y - height / 2);
        return LabelBox{left, top, left + width, top + height};
    };
    std::vector<ScreenPoint> line;
    for (const geo::LonLat p : points)
        line.push_back(screen_from_lonlat(viewport, p));

    const Measurement all = measure_line(points);
    std::string words = text.format("map.measured", {length_text(all.length_m)});
    if (all.area_m2 > 0)
        words += "   " + area_text(all.area_m2);
    // Beside the end, on the window's side of it.
    const ScreenPoint end = line.back();
    LabelBox sum = plate(end, words, FontSize::body);
    const float width = sum.right - sum.left, height = sum.bottom - sum.top;
    const float right = static_cast<float>(viewport.x + viewport.width), top = static_cast<float>(viewport.y);
    const float left = end.x + px(end_gap) + width <= right ? end.x + px(end_gap) : end.x - px(end_gap) - width;
    const float up = end.y - px(end_gap) - height >= top ? end.y - px(end_gap) - height : end.y + px(end_gap);
    sum = {std::round(left), std::round(up), std::round(left) + width, std::round(up) + height};
    plates.push_back({sum, words, true});
    if (points.size() == 2)
        return plates;

    for (std::size_t i = 1; i < points.size(); ++i) {
        const std::string length = length_text(geo::distance_m(points[i - 1], points[i]));
        const ScreenPoint middle{(line[i - 1].x + line[i].x) / 2, (line[i - 1].y + line[i].y) / 2};
        const double long_px = std::hypot(line[i].x - line[i - 1].x, line[i].y - line[i - 1].y);
        const LabelBox on = plate(middle, length, FontSize::secondary);
        // On the line where it is longer than its plate, else on either side of it.
        const float across_x = long_px > 0 ? static_cast<float>((line[i].y - line[i - 1].y) / long_px) : 1;
        const float across_y = long_px > 0 ? static_cast<float>((line[i - 1].x - line[i].x) / long_px) : 0;
        const float off = std::abs(across_x) * (on.right - on.left) / 2 + std::abs(across_y) * (on.bottom - on.top) / 2 + px(4);
        const std::array places{on, plate({middle.x + across_x * off, middle.y + across_y * off}, length, FontSize::secondary),
                                plate({middle.x - across_x * off, middle.y - across_y * off}, length, FontSize::secondary)};
        for (std::size_t place = long_px > on.right - on.left ? 0 : 1; place < places.size(); ++place)
            if (std::ranges::none_of(plates, [&](const MeasurePlate& other) { return other.box.meets(places[place]); })) {
                plates.push_back({places[place], length, false});
                break;
            }
    }
    return plates;
}

}
