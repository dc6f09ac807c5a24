#include "console/wall/stills.h"

#include <algorithm>
#include <array>

namespace console {
namespace {

const std::vector<data::MaskPolygon>& masks_in(const data::Table<data::CameraMasks>& table, data::CameraId camera)
{
    static const std::vector<data::MaskPolygon> none;
    const data::CameraMasks* known = table.find(camera);
    return known ? known->masks : none;
}

/// Each pixel the mean of up to nine of the frame's, evenly spread over what it stands for.
Still shrink(const video::Frame& frame)
{
    const double scale = std::min({1.0, static_cast<double>(still_width) / frame.width, static_cast<double>(still_height) / frame.height});
    Still still;
    still.width = std::max(1, static_cast<int>(frame.width * scale + 0.5));
    still.height = std::max(1, static_cast<int>(frame.height * scale + 0.5));
    still.rgb.resize(static_cast<std::size_t>(still.width) * still.height * 3);
    const std::size_t red = frame.order == video::PixelOrder::bgra ? 2 : 0, blue = 2 - red;
    std::uint8_t* to = still.rgb.data();
    for (int y = 0; y < still.height; ++y)
        for (int x = 0; x < still.width; ++x, to += 3) {
            std::array<int, 3> sum{};
            for (int part = 0; part < 9; ++part) {
                const int from_x = (x * 6 + part % 3 * 2 + 1) * frame.width / (still.width * 6), from_y = (y * 6 + part / 3 * 2 + 1) * frame.height / (still.height * 6);
                const std::uint8_t* from = frame.rgba.data() + (static_cast<std::size_t>(from_y) * frame.width + from_x) * 4;
                sum[0] += from[red];
                sum[1] += from[1];
                sum[2] += from[blue];
            }
            for (std::size_t i = 0; i < 3; ++i)
                to[i] = static_cast<std::uint8_t>((sum[i] + 4) / 9);
        }
    return still;
}

}

std::vector<std::uint8_t> rgba_of(const Still& still)
{
    std::vector<std::uint8_t> rgba(still.rgb.size() / 3 * 4, 255);
    for (std::size_t i = 0; i < still.rgb.size() / 3; ++i)
        std::copy_n(&still.rgb[i * 3], 3, &rgba[i * 4]);
    return rgba;
}

void Stills::follow(const data::Fact& fact)
{
    std::vector<data::CameraId> gone;
    if (const auto* saved = std::get_if<data::MasksSaved>(&fact)) {
        for (const auto& [id, still] : stills_)
            if (masks_in(*saved->masks, id) != masks_of(id))
                gone.push_back(id);
        masks_ = saved->masks;
    } else if (const auto* loaded = std::get_if<data::WorkspaceLoaded>(&fact)) {
        for (const auto& [id, still] : stills_) {
            const data::Camera* camera = loaded->cameras->find(id);
            const data::Camera* before = cameras_ ? cameras_->find(id) : nullptr;
            // Another address is another device, which may look at something else.
            const bool is_other = before && camera && (camera->main_url != before->main_url || camera->sub_url != before->sub_url);
            if (!camera || camera->status == data::CameraStatus::removed || is_other || masks_in(*loaded->setup.masks, id) != masks_of(id))
                gone.push_back(id);
        }
        masks_ = loaded->setup.masks;
        cameras_ = loaded->cameras;
    } else if (std::holds_alternative<data::WorkspaceClosed>(fact)) {
        clear();
    }
    for (const data::CameraId id : gone)
        drop(id);
}

const std::vector<data::MaskPolygon>& Stills::masks_of(data::CameraId camera) const { return masks_in(*masks_, camera); }

bool Stills::put(data::CameraId camera, const video::Frame& frame, data::TimePoint taken, const std::vector<data::MaskPolygon>& masks)
{
    if (frame.width <= 0 || frame.height <= 0 || masks != masks_of(camera))
        return false;
    if (const Still* before = find(camera); before && before->taken > taken)
        return false;
    drop(camera);
    Still still = shrink(frame);
    still.taken = taken;
    still.serial = ++serial_;
    bytes_ += still.rgb.size();
    stills_.emplace(camera, std::move(still));
    while (stills_.size() > most_)
        drop(std::ranges::min_element(stills_, {}, [](const auto& entry) { return entry.second.taken; })->first);
    find_oldest();
    return true;
}

const Still* Stills::find(data::CameraId camera) const
{
    const auto at = stills_.find(camera);
    return at == stills_.end() ? nullptr : &at->second;
}

void Stills::clear()
{
    stills_.clear();
    masks_ = no_masks();
    cameras_.reset();
    bytes_ = 0;
    oldest_ = {};
}

void Stills::drop(data::CameraId camera)
{
    const auto at = stills_.find(camera);
    if (at == stills_.end())
        return;
    bytes_ -= at->second.rgb.size();
    stills_.erase(at);
    find_oldest();
}

void Stills::find_oldest()
{
    const auto at = std::ranges::min_element(stills_, {}, [](const auto& entry) { return entry.second.taken; });
    oldest_ = at == stills_.end() ? data::TimePoint{} : at->second.taken;
}

}
