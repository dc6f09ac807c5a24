#pragma once
// Words that a camera burns into its pictures. Real cameras do it themselves; footage that goes round gets them here, as each picture
// is made ready, so that a clock in it is right however often the clip has been played. Any thread.

#include "video/frame.h"

#include <memory>

namespace video {

class PictureStamp {
public:
    virtual ~PictureStamp() = default;
    /// Draws into the frame, which may be a part of the whole picture (Frame::part). `made`: when the picture was, by the computer's clock.
    virtual void draw(Frame& frame, SystemTime made) const = 0;
};

/// Null: nothing is burnt in.
using Stamp = std::shared_ptr<const PictureStamp>;

}
