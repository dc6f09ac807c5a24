#pragma once
// What this console keeps of the streams it watches: the packets of the last seconds, within one limit of memory for all of them.
// UI thread; the rings are filled by the streams' threads.

#include "data/records/world.h"
#include "video/past/archive.h"
#include "video/past/packet_ring.h"

#include <array>
#include <chrono>
#include <functional>
#include <memory>
#include <string>
#include <unordered_map>

namespace console {

class PastService {
public:
    using Steady = std::chrono::steady_clock;

    /// `bytes`: of memory for the packets of all cameras together.
    void set_memory(std::size_t bytes) { memory_ = bytes; }
    std::size_t memory() const { return memory_; }

    /// Whether the sound of cameras is kept beside their pictures.
    void set_sound(bool keep) { keeps_sound_ = keep; }
    bool keeps_sound() const { return keeps_sound_; }

    /// For a stream that is about to begin; the main and the sub stream have one each.
    std::shared_ptr<video::PacketRing> ring(data::CameraId camera, bool is_sub);
    /// Once a frame: shares the memory among the rings in use and lets those go that nobody filled for ten minutes.
    void tidy(Steady::time_point now);
    void drop_all() { rings_.clear(); }

    /// A camera's past as it can be reached at `now`, by the computer's clock. For one replay.
    std::shared_ptr<video::Archive> archive(const data::World& world, const data::Camera& camera, video::SystemTime now) const;
    /// Where else a camera's pictures are kept on this machine; null: nowhere.
    using Elsewhere = std::function<std::shared_ptr<video::Past>(const data::World&, const data::Camera&)>;
    void set_disk(Elsewhere disk) { disk_ = std::move(disk); }
    /// A folder of recordings; {number} stands for the camera's. Empty: none.
    void set_files(std::string folder) { files_ = std::move(folder); }

    /// Of both streams of a camera together.
    video::RingFigures figures(data::CameraId camera) const;
    /// Bytes of all cameras.
    std::size_t used() const;
    std::array<std::shared_ptr<video::PacketRing>, 2> rings(data::CameraId camera) const;

private:
    struct Kept {
        std::array<std::shared_ptr<video::PacketRing>, 2> rings; // main, sub; null: never open
        Steady::time_point used_at;
    };
    std::unordered_map<data::CameraId, Kept> rings_;
    std::size_t memory_ = std::size_t(512) << 20;
    video::RingLimits limits_;
    bool keeps_sound_ = true;
    std::string files_;
    Elsewhere disk_;
    const video::SystemTime began_ = std::chrono::floor<std::chrono::microseconds>(std::chrono::system_clock::now());
    Steady::time_point tidied_{};
};

/// With the camera's number in place of {number}.
std::string numbered_folder(const std::string& folder, int number);

/// Each ring's share when so many are filled at once.
video::RingLimits ring_limits(std::size_t rings, std::size_t memory);

}
