#include "video/past/picture_reader.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

#include <new>
#include <utility>

namespace video {

SystemTime picture_time(const AVFrame& picture)
{
    const std::int64_t time = picture.best_effort_timestamp != AV_NOPTS_VALUE ? picture.best_effort_timestamp : picture.pkt_dts;
    return SystemTime(microseconds(time == AV_NOPTS_VALUE ? 0 : time));
}

FrameHandle PictureReader::seek(SystemTime to, const std::stop_token& stop)
{
    pictures_.clear();
    is_ended_ = false;
    if (decoder_)
        decoder_->flush();
    if (!packets_->seek(to)) {
        is_ended_ = true;
        return nullptr;
    }
    FrameHandle best;
    while (!stop.stop_requested()) {
        FrameHandle picture = next();
        if (!picture)
            break;
        if (best && picture_time(*picture) > to) {
            put_back(std::move(picture));
            break;
        }
        best = std::move(picture);
        if (picture_time(*best) > to)
            break;
    }
    return best;
}

FrameHandle PictureReader::next()
{
    while (pictures_.empty() && !is_ended_) {
        KeptPacket packet;
        if (packets_->read(packet)) {
            feed(packet);
        } else {
            drain();
            is_ended_ = true;
        }
    }
    if (pictures_.empty())
        return nullptr;
    Decoded first = std::move(pictures_.front());
    pictures_.pop_front();
    codec_ = std::move(first.codec);
    return std::move(first.picture);
}

void PictureReader::feed(const KeptPacket& packet)
{
    if (packet.is_sound) {
        if (on_sound_)
            on_sound_(packet);
        return;
    }
    if (packet.codec != decoding_) {
        drain();
        decoder_.emplace(*packet.codec->parameters);
        decoder_->skip_unreferenced(skips_);
        decoding_ = packet.codec;
    }
    decode(packet.packet.get());
}

void PictureReader::decode(const AVPacket* packet)
{
    decoder_->feed(packet, [this](const AVFrame& picture) {
        FrameHandle kept(av_frame_clone(&picture));
        if (!kept)
            throw std::bad_alloc();
        pictures_.push_back({std::move(kept), decoding_});
    });
}

void PictureReader::drain()
{
    if (!decoder_)
        return;
    decode(nullptr);
    decoder_->flush();
}

void PictureReader::skip_unreferenced(bool skip)
{
    if (std::exchange(skips_, skip) != skip && decoder_)
        decoder_->skip_unreferenced(skip);
}

}
