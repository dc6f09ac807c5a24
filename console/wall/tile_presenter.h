#pragma once
// Brings the newest picture of each camera to the screen, in one of two ways: as a texture that the next frame of the interface
// draws, or, where GL is software, straight into the window's pixels without any frame. A tile goes straight only while nothing
// lies on its picture; what the interface redraws is brought up to date first, so that both ways always show the same. UI thread,
// with the GL context current.

#include "console/frame/view.h"
#include "console/window/damage.h"
#include "console/window/texture.h"
#include "console/window/window_pixels.h"
#include "video/frame.h"

#include <functional>
#include <map>
#include <memory>
#include <unordered_map>
#include <vector>

namespace console {

class TilePresenter {
public:
    /// A window of the seat, by a number of its own. `pixels` null: textures only.
    void add_surface(int surface, std::unique_ptr<WindowPixels> pixels);
    /// Its tiles are gone; pictures that went straight to it go through the others.
    void remove_surface(int surface);

    /// Frames should come in the size of their tile and in X's order of bytes.
    bool prefers_exact_frames() const;

    /// A new picture. True when it shows only with the next frame of the interface.
    bool show(data::CameraId camera, std::shared_ptr<const video::Frame> frame);
    void drop(data::CameraId camera);
    void drop_all();
    /// What goes straight to a window since the last call. Windows nobody can see are left out.
    void put_changed(const std::function<bool(int surface)>& is_visible);
    /// Texture, its size, mark and whether it goes straight; the rest is the channel's.
    void describe(data::CameraId camera, Picture& picture) const;
    std::shared_ptr<const video::Frame> newest(data::CameraId camera) const;

    /// Everything by GL, for a picture of the screen, until resume().
    void pause();
    void resume() { is_paused_ = false; }

    // In this order in each frame of a window's interface:
    void begin_frame() { placing_.clear(); }
    std::vector<PlacedTile>& placed() { return placing_; }
    /// Brings the textures up to date that lie under these boxes.
    void prepare(int surface, const std::vector<PixelBox>& boxes);
    /// The frame is on the screen; `boxes` is what it changed there. `is_covered` tells whether something lies on a tile.
    void end_frame(int surface, const std::vector<PixelBox>& boxes, const std::function<bool(const PlacedTile&)>& is_covered);
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
    void leave_straight(Entry& entry);
    WindowPixels* pixels(const Entry& entry) const;
    void flush();

    std::map<int, std::unique_ptr<WindowPixels>> pixels_;
    std::unordered_map<data::CameraId, Entry> entries_;
    std::vector<PlacedTile> placing_; // of the frame being drawn
    std::vector<PlacedTile> placed_;  // of the newest frames of all windows
    bool is_paused_ = false;
};

}
