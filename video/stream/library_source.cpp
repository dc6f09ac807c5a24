#include "video/stream/library_source.h"

#include "video/log.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/display.h>
}

#include <cmath>

namespace video {
namespace {

int on_interrupt(void* opaque) noexcept
{
    try {
        const auto& asked = *static_cast<const std::function<bool()>*>(opaque);
        return asked && asked() ? 1 : 0;
    } catch (...) {
        return 1;
    }
}

class Options {
public:
    ~Options() { av_dict_free(&options_); }
    void set(const char* name, const std::string& value) { av_dict_set(&options_, name, value.c_str(), 0); }
    AVDictionary** handle() { return &options_; }

private:
    AVDictionary* options_ = nullptr;
};

/// Which protocols a source may lead to: a playlist on disk must not dial, and a camera must not open files.
void allow_only(Options& options, const SourceRequest& request)
{
    options.set("protocol_whitelist", request.is_file   ? "file"
                                      : request.is_rtsp ? "rtsp,rtsps,rtp,udp,tcp,tls"
                                                        : "http,https,tcp,tls,crypto,udp,rtp,rtmp");
}

void set_network_options(Options& options, const SourceRequest& request)
{
    // Longer than the stream's own patience, which knows the camera's usual interval; this one only ends what that
    // missed.
    options.set("timeout", std::to_string(microseconds(std::chrono::seconds(20)).count()));
    options.set("user_agent", "Gridwatch");
    if (request.is_rtsp) {
        options.set("rtsp_flags", "prefer_tcp");
        options.set("allowed_media_types", request.with_sound ? "video+audio" : "video");
        options.set("buffer_size", std::to_string(1 << 20)); // UDP: one key frame of a 4K camera fits
    } else if (!request.host_header.empty()) {
        options.set("headers", "Host: " + request.host_header + "\r\n");
    }
    options.set("fflags", "nobuffer");
}

}

SourceRequest make_source_request(const Address& address, const Dialled& dialled)
{
    SourceRequest request;
    request.is_file = address.is_file();
    request.is_rtsp = address.is_rtsp();
    // HTTPS is dialled by name: the certificate is for the name.
    request.url = address.url_with_credentials(address.scheme == "https" ? "" : dialled.numeric_host);
    if (address.scheme == "http")
        request.host_header = (address.host.find(':') == std::string::npos ? address.host : "[" + address.host + "]") +
                              ":" + std::to_string(address.port);
    return request;
}

Source::Source(SourceRequest request)
    : interrupted_(std::make_unique<std::function<bool()>>(std::move(request.interrupted)))
{
    take_over_ffmpeg_log();
    open(request);
    const bool is_seekable = format_->pb && (format_->pb->seekable & AVIO_SEEKABLE_NORMAL);
    recording_ = request.is_file || (!request.is_rtsp && is_seekable && format_->duration > 0);
    // Looking inside costs a live stream seconds (1.1 s at 25 frames a second, 5.8 s at 5) and gains it nothing: the
    // decoder finds the size by itself. It is needed where only the packets tell which codec they hold.
    choose_stream(recording_);
    if (stream_ < 0)
        choose_stream(true);
    if (stream_ < 0)
        throw Error(Cause::unsupported, "open: there is no video in it");
    if (request.with_sound)
        choose_sound();
    for (unsigned i = 0; i < format_->nb_streams; ++i)
        format_->streams[i]->discard = static_cast<int>(i) == stream_ || static_cast<int>(i) == sound_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

void Source::open(SourceRequest& request)
{
    AVFormatContext* context = avformat_alloc_context();
    if (!context)
        throw std::bad_alloc();
    context->interrupt_callback = {on_interrupt, interrupted_.get()};
    Options options;
    allow_only(options, request);
    if (!request.is_file)
        set_network_options(options, request);
    // "file:" keeps a file called "concat:x" or "rtsp:x" from being taken for something else.
    const std::string url = request.is_file ? "file:" + request.url : request.url;
    check(avformat_open_input(&context, url.c_str(), nullptr, options.handle()),
          "open"); // frees the context on failure
    format_.reset(context);
}

void Source::choose_stream(bool look_inside)
{
    if (look_inside) {
        if (!recording_) {
            format_->probesize = 1 << 20;
            format_->max_analyze_duration = AV_TIME_BASE * 2;
        }
        check(avformat_find_stream_info(format_.get(), nullptr), "read the stream's description");
    }
    stream_ = av_find_best_stream(format_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream_ >= 0 && codec().codec_id == AV_CODEC_ID_NONE)
        stream_ = -1;
}

void Source::choose_sound()
{
    sound_ = av_find_best_stream(format_.get(), AVMEDIA_TYPE_AUDIO, -1, stream_, nullptr, 0);
    // A file's head must be able to say what it is.
    if (const AVCodecParameters* found = sound(); found && (found->codec_id == AV_CODEC_ID_NONE || found->sample_rate <= 0 || found->ch_layout.nb_channels <= 0))
        sound_ = -1;
}

bool Source::is_sound(const AVPacket& packet) const { return sound_ >= 0 && packet.stream_index == sound_; }

const AVCodecParameters* Source::sound() const { return sound_ >= 0 ? format_->streams[sound_]->codecpar : nullptr; }

bool Source::read(AVPacket& packet)
{
    for (;;) {
        av_packet_unref(&packet);
        const int result = av_read_frame(format_.get(), &packet);
        if (result == AVERROR_EOF)
            return false;
        if (result == AVERROR(EAGAIN))
            continue;
        check(result, "read");
        if ((packet.stream_index == stream_ || is_sound(packet)) && packet.size > 0)
            return true;
    }
}

bool Source::rewind()
{
    const AVStream& stream = *format_->streams[stream_];
    const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
    if (avformat_seek_file(format_.get(), stream_, INT64_MIN, start, start, 0) >= 0)
        return true;
    return av_seek_frame(format_.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0;
}

bool Source::seek(microseconds since_start)
{
    const AVStream& stream = *format_->streams[stream_];
    const std::int64_t to = av_rescale_q((start() + since_start).count(), AVRational{1, 1'000'000}, stream.time_base);
    return avformat_seek_file(format_.get(), stream_, INT64_MIN, to, to, 0) >= 0;
}

microseconds Source::start() const
{
    const AVStream& stream = *format_->streams[stream_];
    return microseconds(stream.start_time == AV_NOPTS_VALUE ? 0 : av_rescale_q(stream.start_time, stream.time_base, AVRational{1, 1'000'000}));
}

microseconds Source::duration() const
{
    const AVStream& stream = *format_->streams[stream_];
    if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0)
        return microseconds(av_rescale_q(stream.duration, stream.time_base, AVRational{1, 1'000'000}));
    return microseconds(format_->duration > 0 ? format_->duration : 0); // AV_TIME_BASE is a microsecond
}

const AVCodecParameters& Source::codec() const
{
    return *format_->streams[stream_]->codecpar;
}

std::optional<microseconds> Source::timestamp(const AVPacket& packet) const
{
    const std::int64_t value = packet.dts != AV_NOPTS_VALUE ? packet.dts : packet.pts;
    if (value == AV_NOPTS_VALUE)
        return std::nullopt;
    return microseconds(av_rescale_q(value, format_->streams[packet.stream_index]->time_base, AVRational{1, 1'000'000}));
}

PacketTimes Source::times(const AVPacket& packet) const
{
    const auto in_microseconds = [&](std::int64_t value) {
        return value == AV_NOPTS_VALUE ? std::optional<microseconds>()
                                       : microseconds(av_rescale_q(value, format_->streams[packet.stream_index]->time_base, AVRational{1, 1'000'000}));
    };
    return {in_microseconds(packet.dts), in_microseconds(packet.pts)};
}

microseconds Source::frame_interval() const
{
    const AVStream& stream = *format_->streams[stream_];
    for (const AVRational rate : {stream.avg_frame_rate, stream.r_frame_rate}) {
        const double per_s = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
        if (per_s >= 0.01 && per_s <= 240)
            return microseconds(static_cast<std::int64_t>(1e6 / per_s));
    }
    return milliseconds(40);
}

int Source::quarter_turns() const
{
    std::size_t size = 0;
    const auto* matrix = av_stream_get_side_data(format_->streams[stream_], AV_PKT_DATA_DISPLAYMATRIX, &size);
    if (!matrix || size < 9 * sizeof(std::int32_t))
        return 0;
    const double counter_clockwise_deg = av_display_rotation_get(reinterpret_cast<const std::int32_t*>(matrix));
    if (std::isnan(counter_clockwise_deg))
        return 0;
    return (static_cast<int>(std::lround(-counter_clockwise_deg / 90)) % 4 + 4) % 4;
}

double Source::pixel_aspect() const
{
    const AVStream& stream = *format_->streams[stream_];
    const AVRational aspect = stream.sample_aspect_ratio.num ? stream.sample_aspect_ratio : codec().sample_aspect_ratio;
    return aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 0;
}

}
