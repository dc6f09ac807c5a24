#pragma once
// Brings the newest picture of each camera to the screen, in one of two ways: as a texture that the next frame of the interface
// draws, or, where GL is software, straight into the window's pixels without any frame. A tile goes straight only while nothing
// lies on its picture; what the interface redraws is brought up to date first, so that both ways always show the same. UI thread,
// with the GL context current.

#include "console/gl/damage.h"
#include "console/gl/texture.h"
#include "console/gl/window_pixels.h"
#include "console/view.h"
#include "video/frame.h"

#include <functional>
#include <memory>
#include <unordered_map>
#include <vector>

namespace console {

class TilePresenter {
public:
    /// `pixels` null: textures only.
    explicit TilePresenter(std::unique_ptr<WindowPixels> pixels);

    /// Frames should come in the size of their tile and in X's order of bytes.
    bool prefers_exact_frames() const { return pixels_ != nullptr; }

    /// A new picture. True when it shows only with the next frame of the interface.
    bool show(data::CameraId camera, std::shared_ptr<const video::Frame> frame);
    void drop(data::CameraId camera);
    void drop_all();
    /// What goes straight to the window since the last call.
    void put_changed(bool is_visible);
    /// Texture, its size, mark and whether it goes straight; the rest is the channel's.
    void describe(data::CameraId camera, Picture& picture) const;
    std::shared_ptr<const video::Frame> newest(data::CameraId camera) const;

    /// Everything by GL, for a picture of the screen, until resume().
    void pause();
    void resume() { is_paused_ = false; }

    // In this order in each frame of the interface:
    void begin_frame() { placed_.clear(); }
    std::vector<PlacedTile>& placed() { return placed_; }
    /// Brings the textures up to date that lie under these boxes.
    void prepare(const std::vector<PixelBox>& boxes);
    /// The frame is on the screen; `boxes` is what it changed there. `is_covered` tells whether something lies on a tile.
    void end_frame(const std::vector<PixelBox>& boxes, const std::function<bool(const PlacedTile&)>& is_covered);
    /// How many tiles go straight now; for probes.
    std::size_t straight() const;

private:
    struct Entry {
        std::shared_ptr<const video::Frame> newest;
        Texture texture;
        std::uint64_t uploaded = 0, serial = 0; // of the picture in the texture; of the newest
        std::uint64_t mark = 0;                 // steps when the interface has to draw the texture anew
        bool is_straight = false, is_waiting = false;
        PlacedTile place;
    };

    void upload(Entry& entry);
    void put(Entry& entry);
    void beat(const Entry& entry);

    std::unique_ptr<WindowPixels> pixels_;
    std::unordered_map<data::CameraId, Entry> entries_;
    std::vector<PlacedTile> placed_;
    bool is_paused_ = false;
};

}
