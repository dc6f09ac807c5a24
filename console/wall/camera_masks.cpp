#include "console/wall/camera_masks.h"

#include <fmt/format.h>

#include <cstdio>
#include <sstream>

namespace console {

const std::vector<data::MaskPolygon>& camera_masks(const data::World& world, data::CameraId camera)
{
    static const std::vector<data::MaskPolygon> none;
    const data::CameraMasks* known = world.setup.masks->find(camera);
    return known ? known->masks : none;
}

video::Masks masks_for_video(const std::vector<data::MaskPolygon>& masks)
{
    if (masks.empty())
        return nullptr;
    auto made = std::make_shared<std::vector<video::MaskPolygon>>();
    for (const data::MaskPolygon& mask : masks) {
        video::MaskPolygon& polygon = made->emplace_back();
        for (const data::MaskCorner& corner : mask)
            polygon.push_back({corner.x, corner.y});
    }
    return made;
}

std::optional<data::MaskPolygon> mask_from_text(const std::string& text)
{
    data::MaskPolygon mask;
    std::istringstream words(text);
    for (std::string word; words >> word;) {
        data::MaskCorner p;
        char end = 0;
        if (std::sscanf(word.c_str(), "%lf,%lf%c", &p.x, &p.y, &end) != 2 || !(p.x >= 0 && p.x <= 1 && p.y >= 0 && p.y <= 1))
            return std::nullopt;
        mask.push_back(p);
    }
    return mask.size() >= 3 ? std::optional(mask) : std::nullopt;
}

std::string text_from_mask(const data::MaskPolygon& mask)
{
    std::string text;
    for (const data::MaskCorner& p : mask)
        text += fmt::format("{}{:.5g},{:.5g}", text.empty() ? "" : " ", p.x, p.y);
    return text;
}

std::string text_from_masks(const std::vector<data::MaskPolygon>& masks)
{
    std::string text;
    for (const data::MaskPolygon& mask : masks)
        text += (text.empty() ? "" : "; ") + text_from_mask(mask);
    return text;
}

}
