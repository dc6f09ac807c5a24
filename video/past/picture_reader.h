#pragma once
// Kept packets as decoded pictures, in the order they are seen, from any instant. Opens a decoder anew where the coding changes. For
// video/ only; one thread.

#include "video/past/archive.h"
#include "video/stream/decoder.h"

#include <deque>
#include <functional>
#include <optional>

namespace video {

class PictureReader {
public:
    explicit PictureReader(std::unique_ptr<PastReader> packets) : packets_(std::move(packets)) {}

    /// The picture that stood at `to`: the last at or before it, or the first there is; null: nothing. next() goes on behind it.
    FrameHandle seek(SystemTime to, const std::stop_token& stop = {});
    /// Null at the end.
    FrameHandle next();
    /// next() gives it out again.
    void put_back(FrameHandle picture) { pictures_.push_front({std::move(picture), codec_}); }
    /// Of the picture given out last.
    const KeptCodecPtr& codec() const { return codec_; }
    void skip_unreferenced(bool skip);
    /// Gets the sound that lies between the pictures; null: it is left out.
    void set_on_sound(std::function<void(const KeptPacket&)> on_sound) { on_sound_ = std::move(on_sound); }

private:
    struct Decoded {
        FrameHandle picture;
        KeptCodecPtr codec;
    };
    void feed(const KeptPacket& packet);
    /// What the decoder gives for a packet is kept; null: what it still holds.
    void decode(const AVPacket* packet);
    void drain();

    std::unique_ptr<PastReader> packets_;
    std::optional<Decoder> decoder_;
    KeptCodecPtr decoding_, codec_;
    std::deque<Decoded> pictures_;
    std::function<void(const KeptPacket&)> on_sound_;
    bool is_ended_ = false, skips_ = false;
};

/// When the picture was taken, by the computer's clock.
SystemTime picture_time(const AVFrame& picture);

}
