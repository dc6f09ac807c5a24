#pragma once
// Decoded pictures and the way they leave a stream's thread: a slot keeps only the newest.

#include "video/clock.h"

#include <cstdint>
#include <memory>
#include <mutex>
#include <vector>

namespace video {

/// The bytes of a pixel: as OpenGL likes them, or as X11 does.
enum class PixelOrder { rgba, bgra };

/// Where a frame lies within the whole upright picture, in parts of it: all of it unless sides were cut off.
struct PicturePart {
    double left = 0, top = 0, width = 1, height = 1;
    bool operator==(const PicturePart&) const = default;
};

/// A picture ready to be shown: 4 bytes a pixel, rows top down without padding, square pixels, already rotated, privacy masks
/// drawn in.
struct Frame {
    int width = 0, height = 0;
    PixelOrder order = PixelOrder::rgba;
    std::vector<std::uint8_t> rgba; // in `order`
    PicturePart part;          // what of the whole picture it is
    SystemTime arrived;        // when its packet came in
    std::uint64_t serial = 0;  // counts up within one stream; equal serials are the same picture
};

/// One per consumer. The stream puts, the consumer takes; older frames are dropped and counted.
class FrameSlot {
public:
    void put(std::shared_ptr<const Frame> frame)
    {
        std::lock_guard lock(mutex_);
        if (newest_)
            ++dropped_;
        newest_ = std::move(frame);
    }
    /// The newest frame not taken yet, or null.
    std::shared_ptr<const Frame> take()
    {
        std::lock_guard lock(mutex_);
        return std::move(newest_);
    }
    std::uint64_t dropped() const
    {
        std::lock_guard lock(mutex_);
        return dropped_;
    }

private:
    mutable std::mutex mutex_;
    std::shared_ptr<const Frame> newest_; // guarded by mutex_
    std::uint64_t dropped_ = 0;           // guarded by mutex_
};

}
