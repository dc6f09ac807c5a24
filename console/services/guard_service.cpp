#include "console/services/guard_service.h"

#include "video/content_hash.h"
#include "video/past/folder_past.h"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <utility>

namespace console {
namespace {

constexpr std::size_t most_by_itself = 16;

}

void GuardService::set_disk(std::string folder, std::uintmax_t bytes)
{
    folder_ = std::move(folder);
    bytes_ = bytes;
}

std::string GuardService::folder_of(const data::World& world) const
{
    const std::string& path = world.workspace.path;
    return fmt::format("{}/{}-{:016x}", folder_, seat_, video::content_hash(path.data(), path.size()));
}

void GuardService::attach(const data::World& world)
{
    for (auto at = followed_.begin(); at != followed_.end();) {
        if (guarded_.contains(at->first)) {
            ++at;
            continue;
        }
        for (const auto& ring : past_.rings(at->first))
            if (ring)
                ring->set_follower(nullptr);
        if (const data::Camera* camera = world.cameras->find(at->first); camera && disk_)
            disk_->finish(std::to_string(camera->number));
        at = followed_.erase(at);
    }
    for (const data::CameraId id : guarded_) {
        const data::Camera* camera = world.cameras->find(id);
        const auto rings = past_.rings(id);
        auto& followed = followed_[id];
        for (std::size_t i = 0; camera && i < rings.size(); ++i)
            if (rings[i] && followed[i].lock() != rings[i]) {
                rings[i]->set_follower(disk_->follower(std::to_string(camera->number), static_cast<int>(i)));
                followed[i] = rings[i];
            }
    }
}

void GuardService::follow(const data::World& world, const Sights* sights, const std::string& seat, std::vector<WantedPicture>& wishes)
{
    seat_ = seat;
    if (folder_.empty() || bytes_ == 0 || !world.loaded)
        return;
    if (world.incidents_revision != incidents_revision_ || world.cameras.get() != cameras_ || sights != sights_ || world.setup.guarded != by_hand_) {
        incidents_revision_ = world.incidents_revision;
        cameras_ = world.cameras.get();
        sights_ = sights;
        by_hand_ = world.setup.guarded;
        guarded_ = guarded_cameras(world, sights, most_by_itself);
    }
    if (!guarded_.empty() && !disk_)
        disk_.emplace(folder_of(world), video::DiskRingLimits{.bytes = bytes_});
    if (disk_)
        attach(world);
    for (const data::CameraId id : guarded_)
        wishes.push_back({.camera = id, .where = "guard", .why = "guard", .is_prefetch = true});
}

void GuardService::close()
{
    followed_.clear();
    guarded_.clear();
    disk_.reset();
    incidents_revision_ = 0;
    cameras_ = sights_ = nullptr;
    by_hand_.reset();
}

void GuardService::fill(Figures& figures) const
{
    figures.guarded = guarded_.size();
    figures.disk_bytes = disk_ ? disk_->figures().bytes : 0;
    figures.disk_limit = folder_.empty() ? 0 : bytes_;
}

std::string GuardService::take_fault()
{
    const std::string fault = disk_ ? disk_->figures().fault : std::string();
    return fault == std::exchange(said_, fault) ? std::string() : fault;
}

std::shared_ptr<video::Past> GuardService::past(const data::World& world, const data::Camera& camera) const
{
    if (folder_.empty())
        return nullptr;
    const std::filesystem::path folder = std::filesystem::path(folder_of(world)) / std::to_string(camera.number);
    std::error_code failed;
    if (!std::filesystem::is_directory(folder, failed))
        return nullptr;
    return std::make_shared<video::FolderPast>(folder, std::chrono::minutes(0), video::PastPlace::disk);
}

}
