#include "console/wall/camera_masks.h"

#include <fmt/format.h>

#include <cstdio>
#include <sstream>

namespace console {

std::string camera_mask_key(data::CameraId camera) { return fmt::format("camera.mask.{}", camera.value); }

std::optional<video::MaskPolygon> mask_from_text(const std::string& text)
{
    video::MaskPolygon mask;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        video::MaskPoint p;
        char end = 0;
        if (std::sscanf(word.c_str(), "%lf,%lf%c", &p.x, &p.y, &end) != 2 || !(p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1))
            return std::nullopt;
        mask.push_back(p);
    }
    return mask.size() >= 3 ? std::optional(mask) : std::nullopt;
}

std::string text_from_mask(const video::MaskPolygon& mask)
{
    std::string text;
    for (const video::MaskPoint& p : mask)
        text += fmt::format("{}{:.5g},{:.5g}", text.empty() ? "" : " ", p.x, p.y);
    return text;
}

std::string camera_mask_text(const data::World& world, data::CameraId camera)
{
    const auto at = world.settings.find(camera_mask_key(camera));
    return at == world.settings.end() ? std::string() : at->second;
}

video::Masks masks_from_text(const std::string& text)
{
    if (text.empty())
        return nullptr;
    auto masks = std::make_shared<std::vector<video::MaskPolygon>>();
    std::istringstream parts(text);
    for (std::string part; std::getline(parts, part, ';');) {
        const auto mask = mask_from_text(part);
        masks->push_back(mask ? *mask : video::MaskPolygon{{0, 0}, {1, 0}, {1, 1}, {0, 1}});
    }
    return masks;
}

}
