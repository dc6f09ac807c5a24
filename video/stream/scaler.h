#pragma once
// Decoded pictures of any pixel format to Frames: upright, square pixels, RGBA, scaled into a box. For video/ only; one
// thread.

#include "video/ffmpeg.h"
#include "video/frame.h"
#include "video/stream/picture_wish.h"
#include "video/stream/watch.h"

#include <array>

namespace video {

struct PictureSize {
    int width = 0, height = 0;
    bool operator==(const PictureSize&) const = default;
};

/// The largest size inside the box with the picture's shape, never larger than the picture itself; at least 1×1.
/// `pixel_aspect` is a pixel's width over its height, 0 for square; `quarter_turns` swaps the sides when odd. With `enlarge` small
/// pictures grow to the box; with `cover` it is the smallest size that leaves nothing of the box free.
PictureSize fit_into_box(PictureSize coded, double pixel_aspect, int quarter_turns, PictureSize box, bool enlarge = false,
                         bool cover = false);

/// What the watch wants to know: a hash of the luma and whether the picture is black. Reads every fourth row.
PictureSeen measure(const AVFrame& picture, Time at);

/// Keeps the memory of frames that nobody holds any more, so that a wall does not fault in fresh pages for each
/// picture.
class FramePool {
public:
    FramePool();
    /// A frame with rgba of width × height × 4 bytes, contents undefined.
    std::shared_ptr<Frame> take(int width, int height);

private:
    struct Free;
    std::shared_ptr<Free> free_;
};

class Scaler {
public:
    /// `pixel_aspect`: the container's, used where the picture itself says nothing.
    Scaler(double pixel_aspect, int quarter_turns) : pixel_aspect_(pixel_aspect), quarter_turns_(quarter_turns) {}

    /// The size the picture has when shown at full resolution.
    PictureSize natural_size(const AVFrame& picture) const;
    /// As `wanted` says, masks included, and its stamp where `made` is known. Throws Error(unsupported) for a pixel format that cannot be read.
    std::shared_ptr<Frame> scale(const AVFrame& picture, const PictureWish& wanted, SystemTime made = {});

private:
    /// The whole picture, turned, `shown` large, or the middle of it.
    std::shared_ptr<Frame> convert(const AVFrame& picture, PictureSize whole, PictureSize shown, PixelOrder order);
    /// Planes of half resolution in colour to `target`, as swscale would, in two thirds of its time: OpenCV scales the planes,
    /// swscale only converts. Into padded_, rows of `stride` bytes.
    void convert_planes(const AVFrame& picture, PictureSize target, PixelOrder order, int stride);
    void prepare(const AVFrame& picture, PictureSize from, PictureSize target, PixelOrder order);
    double aspect_of(const AVFrame& picture) const;

    double pixel_aspect_;
    int quarter_turns_;
    FramePool pool_;
    SwsHandle context_;
    std::array<int, 8> prepared_{};    // what context_ was made for
    std::vector<std::uint8_t> planes_; // scaled luma and colour planes
    std::vector<std::uint8_t> padded_; // rows as swscale likes them: it writes past the end of narrow ones
};

}
