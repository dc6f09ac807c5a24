#include "video/past/clip_writer.h"

#include "video/ffmpeg_versions.h"
#include "video/stream/decoder.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/display.h>
#include <libavutil/opt.h>
}
#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstring>
#include <optional>
#include <string>
#include <utility>

namespace video {
namespace {

struct MuxerCloser {
    void operator()(AVFormatContext* context) const noexcept
    {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
};
using Muxer = std::unique_ptr<AVFormatContext, MuxerCloser>;

/// Writes each packet of one track once the next one tells how long it lasts: without that the last picture of an MP4 is cut off.
class PacketWriter {
public:
    explicit PacketWriter(int track) : track_(track) {}

    /// Takes the packet over; its times are in the track's time base.
    void put(AVFormatContext& muxer, AVPacket& packet)
    {
        if (has_pending_) {
            lasts_ = std::max<std::int64_t>(packet.dts - pending_->dts, 1);
            write(muxer);
        }
        av_packet_move_ref(pending_.get(), &packet);
        has_pending_ = true;
    }
    void finish(AVFormatContext& muxer)
    {
        // How long the last one stood nobody knows; the one before it may have waited for the network.
        if (has_pending_) {
            lasts_ = std::min<std::int64_t>(lasts_, av_rescale_q(200, AVRational{1, 1000}, muxer.streams[track_]->time_base));
            write(muxer);
        }
    }

private:
    void write(AVFormatContext& muxer)
    {
        pending_->duration = lasts_;
        pending_->stream_index = track_;
        const int result = av_write_frame(&muxer, pending_.get());
        av_packet_unref(pending_.get());
        has_pending_ = false;
        check(result, "write the clip");
    }
    const int track_;
    PacketHandle pending_ = make_packet();
    std::int64_t lasts_ = 1;
    bool has_pending_ = false;
};

const AVOutputFormat* format_of(Container container) { return av_guess_format(container == Container::mp4 ? "mp4" : "matroska", nullptr, nullptr); }

bool holds(Container container, const KeptCodec& codec)
{
    const AVOutputFormat* format = format_of(container);
    const AVCodecID id = codec.parameters->codec_id;
    // Matroska takes what has a number in AVI and WAV, G.711 among them, and is asked for that by its tags only.
    return avformat_query_codec(format, id, FF_COMPLIANCE_NORMAL) == 1 || (container == Container::matroska && av_codec_get_tag(format->codec_tag, id) != 0);
}

constexpr int sound_track = 1;
/// Packets of sound follow each other without a gap; those that came a little early or late are put in their place.
constexpr double sound_jitter_us = 40'000;

/// The second track of a file.
class SoundTrack {
public:
    /// Before the file's head is written.
    SoundTrack(AVFormatContext& muxer, KeptCodecPtr codec) : codec_(std::move(codec))
    {
        AVStream* stream = avformat_new_stream(&muxer, nullptr);
        if (!stream)
            throw std::bad_alloc();
        check(avcodec_parameters_copy(stream->codecpar, codec_->parameters.get()), "describe the clip's sound");
        stream->codecpar->codec_tag = 0;
        if (stream->codecpar->codec_id == AV_CODEC_ID_AAC && stream->codecpar->frame_size == 0)
            stream->codecpar->frame_size = 1024; // RTSP does not say
        stream->time_base = {1, stream->codecpar->sample_rate};
    }
    void add(AVFormatContext& muxer, const KeptPacket& kept, microseconds since_start)
    {
        if (since_start < microseconds(0) || !has_same_coding(*kept.codec, *codec_))
            return;
        const auto own = static_cast<double>(since_start.count());
        const double at = std::abs(own - next_us_) <= sound_jitter_us ? next_us_ : own;
        AVCodecParameters& parameters = *muxer.streams[sound_track]->codecpar;
        next_us_ = at + 1e6 * av_get_audio_frame_duration2(&parameters, kept.packet->size) / parameters.sample_rate;
        check(av_packet_ref(packet_.get(), kept.packet.get()), "write the clip");
        const auto ticks = static_cast<std::int64_t>(std::llround(at / 1e6 / av_q2d(muxer.streams[sound_track]->time_base)));
        packet_->dts = packet_->pts = last_ = std::max(ticks, last_ + 1);
        out_.put(muxer, *packet_);
    }
    void finish(AVFormatContext& muxer) { out_.finish(muxer); }

private:
    KeptCodecPtr codec_;
    PacketWriter out_{sound_track};
    PacketHandle packet_ = make_packet();
    double next_us_ = 0; // where the next packet begins
    std::int64_t last_ = -1;
};

Muxer open_muxer(const std::filesystem::path& path, Container container)
{
    AVFormatContext* context = nullptr;
    check(avformat_alloc_output_context2(&context, format_of(container), nullptr, path.c_str()), "make a clip");
    Muxer muxer(context);
    check(avio_open(&context->pb, path.c_str(), AVIO_FLAG_WRITE), "write " + path.filename().string());
    context->flags |= AVFMT_FLAG_FLUSH_PACKETS;
    return muxer;
}

struct ParserCloser {
    void operator()(AVCodecParserContext* parser) const noexcept { av_parser_close(parser); }
};

/// By the head of the coded picture, or by decoding it where its parser does not tell.
void find_size(const KeptPacket& key, AVCodecParameters& parameters)
{
    const AVCodec* decoder = avcodec_find_decoder(parameters.codec_id);
    const std::unique_ptr<AVCodecParserContext, ParserCloser> parser(av_parser_init(parameters.codec_id));
    const CodecHandle context(avcodec_alloc_context3(decoder));
    if (parser && context && avcodec_parameters_to_context(context.get(), key.codec->parameters.get()) >= 0) {
        parser->flags |= PARSER_FLAG_COMPLETE_FRAMES;
        std::uint8_t* out = nullptr;
        int size = 0;
        av_parser_parse2(parser.get(), context.get(), &out, &size, key.packet->data, key.packet->size, AV_NOPTS_VALUE, AV_NOPTS_VALUE, 0);
        parameters.width = parser->width;
        parameters.height = parser->height;
    }
    if (parameters.width > 0 && parameters.height > 0)
        return;
    Decoder slow(*key.codec->parameters);
    const auto on_picture = [&](const AVFrame& picture) { parameters.width = picture.width, parameters.height = picture.height; };
    slow.feed(key.packet.get(), on_picture);
    slow.feed(nullptr, on_picture);
    if (parameters.width <= 0 || parameters.height <= 0)
        throw Error(Cause::broken_data, "its first picture cannot be decoded");
}

void write_header(AVFormatContext& muxer)
{
    AVDictionary* options = nullptr;
    if (std::strcmp(muxer.oformat->name, "mp4") == 0)
        av_dict_set(&options, "movflags", "+faststart", 0);
    else
        av_dict_set(&options, "cluster_time_limit", "1000", 0); // a power cut takes a second, no more
    const int result = avformat_write_header(&muxer, &options);
    av_dict_free(&options);
    check(result, "write the clip's head");
}

}

bool has_same_coding(const KeptCodec& a, const KeptCodec& b)
{
    const AVCodecParameters &x = *a.parameters, &y = *b.parameters;
    return x.codec_id == y.codec_id && x.sample_rate == y.sample_rate && x.ch_layout.nb_channels == y.ch_layout.nb_channels && x.extradata_size == y.extradata_size && a.quarter_turns == b.quarter_turns &&
           (x.extradata_size == 0 || std::memcmp(x.extradata, y.extradata, static_cast<std::size_t>(x.extradata_size)) == 0);
}

Container container_for(const KeptCodec& picture, const KeptCodec* sound)
{
    return holds(Container::mp4, picture) && (!sound || holds(Container::mp4, *sound)) ? Container::mp4 : Container::matroska;
}

bool can_be_written(const KeptCodec& sound) { return holds(Container::mp4, sound) || holds(Container::matroska, sound); }

struct ClipWriter::Impl {
    Muxer muxer;
    PacketWriter out{0};
    std::optional<SoundTrack> sound;
    std::int64_t first = AV_NOPTS_VALUE, last = AV_NOPTS_VALUE;
    PacketHandle packet = make_packet();
};

ClipWriter::ClipWriter(const std::filesystem::path& path, const KeptPacket& first, Container container, const KeptCodecPtr& sound) : impl_(std::make_unique<Impl>())
{
    const KeptCodec& codec = *first.codec;
    impl_->muxer = open_muxer(path, container);
    AVStream* stream = avformat_new_stream(impl_->muxer.get(), nullptr);
    if (!stream)
        throw std::bad_alloc();
    check(avcodec_parameters_copy(stream->codecpar, codec.parameters.get()), "describe the clip");
    stream->codecpar->codec_tag = 0;
    stream->time_base = {1, 90'000};
    if (stream->codecpar->width <= 0 || stream->codecpar->height <= 0)
        find_size(first, *stream->codecpar);
    if (codec.quarter_turns != 0)
        if (std::int32_t* matrix = add_display_matrix(*stream))
            av_display_rotation_set(matrix, -90.0 * codec.quarter_turns);
    if (sound)
        impl_->sound.emplace(*impl_->muxer, sound);
    write_header(*impl_->muxer);
}

ClipWriter::~ClipWriter() = default;

void ClipWriter::add(const KeptPacket& kept)
{
    if (kept.is_sound) {
        if (impl_->sound && impl_->first != AV_NOPTS_VALUE)
            impl_->sound->add(*impl_->muxer, kept, microseconds(kept.packet->dts - impl_->first));
        return;
    }
    AVPacket& packet = *impl_->packet;
    check(av_packet_ref(&packet, kept.packet.get()), "write the clip");
    if (impl_->first == AV_NOPTS_VALUE)
        impl_->first = packet.dts;
    const AVRational microsecond{1, 1'000'000}, base = impl_->muxer->streams[0]->time_base;
    const std::int64_t later = av_rescale_q(packet.pts - packet.dts, microsecond, base);
    packet.dts = av_rescale_q(packet.dts - impl_->first, microsecond, base);
    if (impl_->last != AV_NOPTS_VALUE)
        packet.dts = std::max(packet.dts, impl_->last + 1);
    impl_->last = packet.dts;
    packet.pts = packet.dts + later;
    impl_->out.put(*impl_->muxer, packet);
}

void ClipWriter::finish()
{
    impl_->out.finish(*impl_->muxer);
    if (impl_->sound)
        impl_->sound->finish(*impl_->muxer);
    check(av_write_trailer(impl_->muxer.get()), "write the clip's end");
}

struct MaskedClipWriter::Impl {
    Muxer muxer;
    PacketWriter out{0};
    std::optional<SoundTrack> sound;
    CodecHandle codec;
    FrameHandle frame = make_frame();
    PacketHandle packet = make_packet();
    int width = 0, height = 0; // of the pictures given

    void drain()
    {
        for (;;) {
            const int result = avcodec_receive_packet(codec.get(), packet.get());
            if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
                return;
            check(result, "code the clip");
            av_packet_rescale_ts(packet.get(), codec->time_base, muxer->streams[0]->time_base);
            out.put(*muxer, *packet);
        }
    }
};

MaskedClipWriter::MaskedClipWriter(const std::filesystem::path& path, int width, int height, Container container, const KeptCodecPtr& sound)
    : impl_(std::make_unique<Impl>())
{
    const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
    const bool has_x264 = encoder != nullptr;
    if (!has_x264)
        encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    if (!encoder || width < 2 || height < 2)
        throw Error(Cause::unsupported, "code the clip: this FFmpeg has no encoder for H.264 or MPEG-4");
    impl_->width = width;
    impl_->height = height;
    impl_->muxer = open_muxer(path, container);
    impl_->codec.reset(avcodec_alloc_context3(encoder));
    AVCodecContext& c = *impl_->codec;
    c.width = width / 2 * 2;
    c.height = height / 2 * 2;
    c.pix_fmt = AV_PIX_FMT_YUV420P;
    c.time_base = {1, 1000}; // pictures come when they came
    c.gop_size = 50;
    c.max_b_frames = 0;
    c.thread_count = 1;
    c.log_level_offset = AV_LOG_DEBUG - AV_LOG_INFO; // x264's figures of every clip are for nobody
    c.color_range = AVCOL_RANGE_MPEG;
    c.colorspace = AVCOL_SPC_SMPTE170M;
    c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (has_x264) {
        av_opt_set(c.priv_data, "preset", "veryfast", 0);
        av_opt_set(c.priv_data, "crf", "20", 0);
    } else {
        c.bit_rate = 6'000'000;
    }
    check(avcodec_open2(&c, encoder, nullptr), "open the encoder");
    AVStream* stream = avformat_new_stream(impl_->muxer.get(), nullptr);
    if (!stream)
        throw std::bad_alloc();
    stream->time_base = c.time_base;
    check(avcodec_parameters_from_context(stream->codecpar, &c), "describe the clip");
    if (sound)
        impl_->sound.emplace(*impl_->muxer, sound);
    write_header(*impl_->muxer);
    impl_->frame->format = c.pix_fmt;
    impl_->frame->width = c.width;
    impl_->frame->height = c.height;
    impl_->frame->pts = -1;
    check(av_frame_get_buffer(impl_->frame.get(), 0), "make a picture");
}

MaskedClipWriter::~MaskedClipWriter() = default;

bool MaskedClipWriter::add(const Frame& picture, microseconds since_start)
{
    if (picture.width != impl_->width || picture.height != impl_->height)
        return false;
    AVFrame& frame = *impl_->frame;
    check(av_frame_make_writable(&frame), "make a picture");
    const cv::Mat whole(picture.height, picture.width, CV_8UC4, const_cast<std::uint8_t*>(picture.rgba.data()));
    cv::Mat planes;
    cv::cvtColor(whole(cv::Rect(0, 0, frame.width, frame.height)), planes, cv::COLOR_RGBA2YUV_I420); // BT.601, 16–235
    const unsigned char* from = planes.data;
    for (int plane = 0; plane < 3; ++plane) {
        const int wide = plane ? frame.width / 2 : frame.width, high = plane ? frame.height / 2 : frame.height;
        for (int y = 0; y < high; ++y, from += wide)
            std::memcpy(frame.data[plane] + std::ptrdiff_t(y) * frame.linesize[plane], from, std::size_t(wide));
    }
    frame.pts = std::max<std::int64_t>(frame.pts + 1, since_start.count() / 1000);
    check(avcodec_send_frame(impl_->codec.get(), &frame), "code the clip");
    impl_->drain();
    return true;
}

void MaskedClipWriter::add_sound(const KeptPacket& packet, microseconds since_start)
{
    if (impl_->sound)
        impl_->sound->add(*impl_->muxer, packet, since_start);
}

void MaskedClipWriter::finish()
{
    check(avcodec_send_frame(impl_->codec.get(), nullptr), "code the clip");
    impl_->drain();
    impl_->out.finish(*impl_->muxer);
    if (impl_->sound)
        impl_->sound->finish(*impl_->muxer);
    check(av_write_trailer(impl_->muxer.get()), "write the clip's end");
}

}
