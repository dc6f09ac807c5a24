#include "console/services/past_service.h"

#include "console/frame/view.h"
#include "console/wall/camera_recorder.h"
#include "video/past/folder_past.h"
#include "video/past/memory_past.h"
#include "video/past/recorder_past.h"

#include <algorithm>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr std::chrono::seconds kept_after = 10min, tidy_pause = 1s;
// 30 s of 6 Mbit/s; a camera that sends more has a shorter past.
constexpr std::size_t most_of_one = std::size_t(24) << 20;

}

video::RingLimits ring_limits(std::size_t rings, std::size_t memory)
{
    return {.bytes = std::min(most_of_one, memory / std::max<std::size_t>(rings, 1))};
}

std::shared_ptr<video::PacketRing> PastService::ring(data::CameraId camera, bool is_sub)
{
    Kept& kept = rings_[camera];
    kept.used_at = Steady::now();
    auto& ring = kept.rings[is_sub ? 1 : 0];
    if (!ring)
        ring = std::make_shared<video::PacketRing>(limits_);
    tidied_ = {};
    return ring;
}

void PastService::tidy(Steady::time_point now)
{
    if (now - tidied_ < tidy_pause)
        return;
    tidied_ = now;
    std::size_t count = 0;
    for (auto at = rings_.begin(); at != rings_.end();) {
        const bool is_used = std::ranges::any_of(at->second.rings, [](const auto& ring) { return ring && ring.use_count() > 1; });
        if (is_used)
            at->second.used_at = now;
        if (now - at->second.used_at > kept_after) {
            at = rings_.erase(at);
            continue;
        }
        count += static_cast<std::size_t>(std::ranges::count_if(at->second.rings, [](const auto& ring) { return ring && ring->figures().packets > 0; }));
        ++at;
    }
    const video::RingLimits limits = ring_limits(count, memory_);
    if (limits == limits_)
        return;
    limits_ = limits;
    for (auto& [camera, kept] : rings_)
        for (auto& ring : kept.rings)
            if (ring)
                ring->set_limits(limits);
}

std::shared_ptr<video::Archive> PastService::archive(const data::World& world, const data::Camera& camera, video::SystemTime now) const
{
    const auto [main, sub] = rings(camera.id);
    std::vector<std::shared_ptr<video::Past>> places{
        std::make_shared<video::MemoryPast>(std::vector<std::shared_ptr<const video::PacketRing>>{main, sub}, began_, now)};
    if (disk_)
        places.push_back(disk_(world, camera)); // null ones are left out
    const auto moment = std::chrono::floor<std::chrono::microseconds>(now);
    const auto offset = utc_offset(world.workspace, moment);
    if (!files_.empty())
        places.push_back(std::make_shared<video::FolderPast>(numbered_folder(files_, camera.number), offset));
    const auto recorder = camera_recorder(world, camera, moment);
    if (recorder)
        places.push_back(std::make_shared<video::RecorderPast>(*recorder));
    return std::make_shared<video::Archive>(std::move(places), recorder.has_value());
}

std::string numbered_folder(const std::string& folder, int number)
{
    std::string path = folder;
    if (const std::size_t at = path.find("{number}"); at != std::string::npos)
        path.replace(at, 8, std::to_string(number));
    return path;
}

video::RingFigures PastService::figures(data::CameraId camera) const
{
    video::RingFigures both;
    for (const auto& ring : rings(camera)) {
        const video::RingFigures one = ring ? ring->figures() : video::RingFigures{};
        if (one.packets == 0)
            continue;
        both.from = both.packets == 0 ? one.from : std::min(both.from, one.from);
        both.to = std::max(both.to, one.to);
        both.bytes += one.bytes;
        both.packets += one.packets;
        both.is_cut = both.is_cut || one.is_cut;
    }
    return both;
}

std::size_t PastService::used() const
{
    std::size_t bytes = 0;
    for (const auto& [camera, kept] : rings_)
        for (const auto& ring : kept.rings)
            bytes += ring ? ring->figures().bytes : 0;
    return bytes;
}

std::array<std::shared_ptr<video::PacketRing>, 2> PastService::rings(data::CameraId camera) const
{
    const auto at = rings_.find(camera);
    return at == rings_.end() ? std::array<std::shared_ptr<video::PacketRing>, 2>{} : at->second.rings;
}

}
