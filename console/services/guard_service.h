#pragma once
// The guard list: cameras that stay connected though nobody looks, their last minutes on disk. By hand (the workspace's
// guarded cameras) and by themselves around open grave incidents. UI thread; the disk has a thread of its own.

#include "console/frame/view.h"
#include "console/services/past_service.h"
#include "console/wall/guard_list.h"
#include "video/past/disk_ring.h"

#include <map>
#include <optional>
#include <set>
#include <string>

namespace console {

class GuardService {
public:
    explicit GuardService(PastService& past) : past_(past) {}

    /// `folder`: "" or no bytes: nothing is kept on disk.
    void set_disk(std::string folder, std::uintmax_t bytes);
    /// Adds what has to be connected to the wishes of the screen, and writes down what comes. `seat`: two seats of one account have
    /// rings of their own.
    void follow(const data::World& world, const Sights* sights, const std::string& seat, std::vector<WantedPicture>& wishes);
    /// The workspace is closed: files are finished.
    void close();
    bool is_guarded(data::CameraId camera) const { return guarded_.contains(camera); }
    void fill(Figures& figures) const;
    /// A fault of the disk since the last call; empty: none.
    std::string take_fault();
    /// What lies on disk of a camera, of this run or an earlier one; null: nothing is kept there.
    std::shared_ptr<video::Past> past(const data::World& world, const data::Camera& camera) const;

private:
    std::string folder_of(const data::World& world) const;
    void attach(const data::World& world);

    PastService& past_;
    std::string folder_, seat_, said_;
    std::uintmax_t bytes_ = 0;
    std::set<data::CameraId> guarded_;
    std::map<data::CameraId, std::array<std::weak_ptr<video::PacketRing>, 2>> followed_;
    std::optional<video::DiskRing> disk_;
    // What guarded_ was made from.
    std::uint64_t incidents_revision_ = 0;
    const void *cameras_ = nullptr, *sights_ = nullptr;
    data::Frozen<data::GuardedCamera> by_hand_;
};

}
