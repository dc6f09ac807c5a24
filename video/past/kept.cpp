#include "video/past/kept.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/codec_par.h>
#include <libavcodec/packet.h>
#include <libavutil/mem.h>
}

#include <algorithm>
#include <cstring>
#include <new>

namespace video {

SystemTime EvenTime::operator()(std::optional<microseconds> timestamp, SystemTime arrived)
{
    using std::chrono::seconds;
    SystemTime at = arrived;
    if (timestamp && timestamp_) {
        at = anchor_ + (*timestamp - *timestamp_);
        const auto off = arrived - at;
        if (off > seconds(1) || off < -seconds(1)) {
            at = arrived;
            anchor_ = arrived;
            timestamp_ = timestamp;
        } else {
            anchor_ += off / 256; // clocks drift apart by seconds a day
        }
    } else if (timestamp) {
        anchor_ = arrived;
        timestamp_ = timestamp;
    }
    // Never back, unless the computer's clock was set.
    last_ = last_ - at > seconds(5) ? at : std::max(at, last_ + microseconds(1));
    return last_;
}

std::shared_ptr<const AVPacket> keep_packet(const AVPacket& packet, const PacketTimes& times, SystemTime at)
{
    // Packets of a demuxer are reference counted: this shares the bytes.
    AVPacket* copy = av_packet_clone(&packet);
    if (!copy)
        throw std::bad_alloc();
    copy->dts = at.time_since_epoch().count();
    microseconds later{0};
    if (times.decoding && times.presentation)
        later = std::clamp<microseconds>(*times.presentation - *times.decoding, microseconds(0), std::chrono::seconds(5));
    copy->pts = copy->dts + later.count();
    copy->duration = 0;
    copy->pos = -1;
    copy->time_base = {1, 1'000'000};
    copy->stream_index = 0;
    return {copy, [](const AVPacket* kept) {
                auto* gone = const_cast<AVPacket*>(kept);
                av_packet_free(&gone);
            }};
}

std::shared_ptr<const AVCodecParameters> copy_parameters(const AVCodecParameters& parameters, const void* sets, std::size_t size)
{
    AVCodecParameters* copy = avcodec_parameters_alloc();
    if (!copy)
        throw std::bad_alloc();
    std::shared_ptr<AVCodecParameters> owned(copy, [](AVCodecParameters* gone) { avcodec_parameters_free(&gone); });
    if (avcodec_parameters_copy(copy, &parameters) < 0)
        throw std::bad_alloc();
    if (size > 0) {
        av_freep(&copy->extradata);
        copy->extradata = static_cast<std::uint8_t*>(av_mallocz(size + AV_INPUT_BUFFER_PADDING_SIZE));
        if (!copy->extradata)
            throw std::bad_alloc();
        std::memcpy(copy->extradata, sets, size);
        copy->extradata_size = static_cast<int>(size);
    }
    return owned;
}

}
