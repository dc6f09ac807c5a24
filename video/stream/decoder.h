#pragma once
// Packets in, decoded pictures out. One thread of its own at most: the many streams are the parallelism. For video/
// only.

#include "video/ffmpeg.h"
#include "video/stream/picture_memory.h"

#include <functional>
#include <string>

namespace video {

class Decoder {
public:
    /// Throws Error(unsupported) where no decoder exists.
    explicit Decoder(const AVCodecParameters& codec);

    using OnPicture = std::function<void(const AVFrame&)>;
    /// Calls `on_picture` for each picture that comes out, in display order; nullptr at the end gives those still held
    /// back. False if the packet was damaged beyond use; the next one may be whole. Throws Error(no_room) where a picture found no room beside
    /// those of all streams.
    bool feed(const AVPacket* packet, const OnPicture& on_picture);
    /// Forgets what it has seen: after a seek or a gap.
    void flush();
    /// Saves work while behind: pictures that no other needs are not decoded.
    void skip_unreferenced(bool skip);
    std::string codec_name() const;
    bool is_intra_only() const;

private:
    void collect(const OnPicture& on_picture);

    std::unique_ptr<PictureMemory> memory_ = std::make_unique<PictureMemory>(); // goes after the decoder
    CodecHandle context_;
    FrameHandle frame_;
};

}
