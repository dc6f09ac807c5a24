#pragma once
// The last picture of each camera, kept small and with its time, for when nobody looks: from the roll call, or left by a tile that
// was closed. Never live. In memory only, so many at most, the one taken longest ago goes first; no picture outlives the privacy
// masks it was taken under, its camera, that one's address, or the workspace. UI thread.

#include "data/records/facts.h"
#include "video/frame.h"

#include <cstdint>
#include <unordered_map>
#include <vector>

namespace console {

inline constexpr int still_width = 160, still_height = 90; // the box a still fits into

struct Still {
    int width = 0, height = 0;
    std::vector<std::uint8_t> rgb; // 3 bytes a pixel, rows top down
    data::TimePoint taken;         // by the console's clock
    std::uint64_t serial = 0;      // no two stills have the same
};

/// 4 bytes a pixel, as a texture takes it.
std::vector<std::uint8_t> rgba_of(const Still& still);

class Stills {
public:
    explicit Stills(std::size_t most = 2000) : most_(most) {}

    /// To be told before the world is: what must go goes before anything is drawn.
    void follow(const data::Fact& fact);
    /// The privacy masks that pictures of this camera have to have now.
    const std::vector<data::MaskPolygon>& masks_of(data::CameraId camera) const;
    /// Of a frame of any size, with the masks drawn into it. False, and nothing is kept, where these are not the camera's masks of
    /// now, or a later picture is there already.
    bool put(data::CameraId camera, const video::Frame& frame, data::TimePoint taken, const std::vector<data::MaskPolygon>& masks);
    /// Null: none. Until the next call that changes something.
    const Still* find(data::CameraId camera) const;
    void clear();

    std::size_t count() const { return stills_.size(); }
    std::size_t most() const { return most_; }
    std::size_t bytes() const { return bytes_; }
    /// When the oldest was taken; the epoch: there is none.
    data::TimePoint oldest() const { return oldest_; }

private:
    static data::Frozen<data::CameraMasks> no_masks() { return data::frozen(std::vector<data::CameraMasks>()); }
    void drop(data::CameraId camera);
    void find_oldest();

    std::size_t most_;
    std::unordered_map<data::CameraId, Still> stills_;
    data::Frozen<data::CameraMasks> masks_ = no_masks(); // as read last, like the cameras
    data::Frozen<data::Camera> cameras_;
    std::size_t bytes_ = 0;
    data::TimePoint oldest_;
    std::uint64_t serial_ = 0;
};

}
