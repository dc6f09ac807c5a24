#include "video/stream/library_source.h"

#include "video/ceilings.h"
#include "video/ffmpeg_versions.h"
#include "video/log.h"
#include "video/stream/rtsp_input.h"
#include "video/stream/source_guard.h"

extern "C" {
#include <libavformat/avformat.h>
#include <libavutil/display.h>
}

#include <cmath>
#include <cstring>

namespace video {
namespace {

/// What cameras, recorders and their exports are kept in, by FFmpeg's names. It guesses among 300 others by content, whatever a file is called: lists
/// that lead to further files, games' films, subtitles; and some of those readers fail on what is damaged (found by the fuzz target multipart).
constexpr const char* containers =
    "rtsp,sdp,rtp,mpegts,mpeg,mov,mp4,matroska,webm,avi,flv,live_flv,asf,asf_o,hls,mpjpeg,mjpeg,jpeg_pipe,h264,hevc,av1,obu,ivf,m4v,mpegvideo,dhav,mxf,nut,ogg,"
    "gxf,yuv4mpegpipe";

class Options {
public:
    ~Options() { av_dict_free(&options_); }
    void set(const char* name, const std::string& value) { av_dict_set(&options_, name, value.c_str(), 0); }
    AVDictionary** handle() { return &options_; }

private:
    AVDictionary* options_ = nullptr;
};

}

std::vector<std::pair<const char*, std::string>> network_options()
{
    return {// Of RTSP and what else dials; RTMP takes the name for a wish to listen. Longer than the stream's own patience, which knows the camera's usual interval; this one only ends what that missed.
            {"timeout", std::to_string(microseconds(std::chrono::seconds(20)).count())},
            {"user_agent", "Gridwatch"},
            {"fflags", "nobuffer"}};
}

LibrarySource::~LibrarySource() = default;

LibrarySource::LibrarySource(LibraryOpening opening) : guard_(std::make_unique<SourceGuard>(opening.url, std::move(opening.interrupted)))
{
    take_over_ffmpeg_log();
    family_ = opening.of;
    open(opening);
    const bool is_seekable = format_->pb && (format_->pb->seekable & AVIO_SEEKABLE_NORMAL);
    const bool is_over = is_seekable ? format_->duration > 0 : guard_->lists().is_over;
    plays_ = opening.plays.value_or(is_over ? Plays::once : Plays::live);
    has_no_stamps_ = plays_ == Plays::live && ((format_->iformat->flags & AVFMT_NOTIMESTAMPS) || std::strcmp(format_->iformat->name, "mpjpeg") == 0);
    // Looking inside costs a live stream seconds (1.1 s at 25 frames a second, 5.8 s at 5) and gains it nothing: the
    // decoder finds the size by itself. It is needed where only the packets tell which codec they hold.
    choose_stream(is_recording());
    // Once at the most: what was looked into and found to be nothing FFmpeg 5.1 cannot look into again (found by the fuzz target multipart).
    if (stream_ < 0 && !is_recording())
        choose_stream(true);
    if (stream_ < 0)
        throw Error(Cause::unsupported, "open: there is no video in it");
    if (opening.with_sound)
        choose_sound();
    for (unsigned i = 0; i < format_->nb_streams; ++i)
        format_->streams[i]->discard = static_cast<int>(i) == stream_ || static_cast<int>(i) == sound_ ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
}

void LibrarySource::open(const LibraryOpening& opening)
{
    AVFormatContext* context = avformat_alloc_context();
    if (!context)
        throw std::bad_alloc();
    guard_->watch(*context);
    Options options;
    options.set("protocol_whitelist", opening.protocols);
    options.set("format_whitelist", containers);
    for (const auto& [name, value] : opening.options)
        options.set(name, value);
    // So that lists of pieces are read through the guard, each time anew.
    for (const char* name : {"http_persistent", "http_multiple"})
        options.set(name, "0");
    std::string url = opening.url;
    const AVInputFormat* kind = nullptr;
    if (opening.session) {
        rtsp_ = std::make_unique<RtspInput>(opening.session);
        rtsp_->describe(*context);
        kind = av_find_input_format("sdp");
        options.set("sdp_flags", "custom_io");
        options.set("reorder_queue_size", "0"); // one line keeps the order
    }
    if (opening.http) {
        try {
            url = guard_->open_http(*context, *opening.http);
        } catch (const Error& error) {
            guard_->forget();
            avformat_free_context(context);
            throw Error(error.cause == Cause::stopped ? Cause::no_answer : error.cause, std::string("open: ") + error.what());
        }
    }
    const int result = avformat_open_input(&context, url.c_str(), kind, options.handle()); // frees the context on failure
    if (result < 0)
        guard_->forget();
    checked(result, "open");
    format_.reset(context);
    if (rtsp_)
        rtsp_->play(*format_);
    guard_->is_opened();
}

/// As check(), where the guard let go for its own reason.
void LibrarySource::checked(int result, const char* doing) const
{
    if (!guard_->refused().empty())
        throw Error(Cause::broken_data, std::string(doing) + ": " + guard_->refused());
    if (result < 0 && result != AVERROR_EXIT && guard_->trouble())
        throw Error(guard_->trouble()->cause, std::string(doing) + ": " + guard_->trouble()->what());
    if (result < 0 && result != AVERROR_EXIT && rtsp_ && rtsp_->trouble())
        throw Error(rtsp_->trouble()->cause, std::string(doing) + ": " + rtsp_->trouble()->what());
    check(result, doing, family_);
}

void LibrarySource::choose_stream(bool look_inside)
{
    if (look_inside) {
        if (is_recording()) {
            format_->flags &= ~AVFMT_FLAG_NOBUFFER; // else the packets that are looked into are gone, the first key frame among them
        } else {
            format_->probesize = 1 << 20;
            format_->max_analyze_duration = AV_TIME_BASE * 2;
        }
        checked(avformat_find_stream_info(format_.get(), nullptr), "read the stream's description");
    }
    stream_ = av_find_best_stream(format_.get(), AVMEDIA_TYPE_VIDEO, -1, -1, nullptr, 0);
    if (stream_ >= 0 && codec().codec_id == AV_CODEC_ID_NONE)
        stream_ = -1;
}

void LibrarySource::choose_sound()
{
    sound_ = av_find_best_stream(format_.get(), AVMEDIA_TYPE_AUDIO, -1, stream_, nullptr, 0);
    // A file's head must be able to say what it is.
    if (const AVCodecParameters* found = sound(); found && (found->codec_id == AV_CODEC_ID_NONE || found->sample_rate <= 0 || found->ch_layout.nb_channels <= 0))
        sound_ = -1;
}

Delivery LibrarySource::delivery() const { return guard_->lists().has_come ? Delivery::playlist : Delivery::stream; }

std::optional<Freshness> LibrarySource::freshness() const
{
    const SourceGuard::Lists& lists = guard_->lists();
    if (!lists.has_come || is_recording())
        return std::nullopt;
    const auto in_ms = [](double s) { return milliseconds(static_cast<std::int64_t>(s * 1000)); };
    // A piece is seen to have come only when the one before it is over.
    const milliseconds piece = std::max(in_ms(lists.piece_s), milliseconds(1000));
    return Freshness{.mark = static_cast<std::uint64_t>(lists.end) + 1, .renewed = lists.renewed, .every = piece, .patience = 3 * piece, .behind = in_ms(lists.tail_s)};
}

bool LibrarySource::is_sound(const AVPacket& packet) const { return sound_ >= 0 && packet.stream_index == sound_; }

const AVCodecParameters* LibrarySource::sound() const { return sound_ >= 0 ? format_->streams[sound_]->codecpar : nullptr; }

bool LibrarySource::read(AVPacket& packet)
{
    for (;;) {
        av_packet_unref(&packet);
        const int result = av_read_frame(format_.get(), &packet);
        if (result == AVERROR_EOF)
            return false;
        if (result == AVERROR(EAGAIN))
            continue;
        checked(result, "read");
        if (packet.size > ceiling::packet)
            throw Error(Cause::broken_data, "read: a coded picture is larger than any camera's");
        if ((packet.stream_index == stream_ || is_sound(packet)) && packet.size > 0) {
            arrival_ = std::chrono::steady_clock::now();
            first_arrival_ = first_arrival_.value_or(*arrival_);
            return true;
        }
    }
}

bool LibrarySource::rewind()
{
    const AVStream& stream = *format_->streams[stream_];
    const std::int64_t start = stream.start_time == AV_NOPTS_VALUE ? 0 : stream.start_time;
    if (avformat_seek_file(format_.get(), stream_, INT64_MIN, start, start, 0) >= 0)
        return true;
    return av_seek_frame(format_.get(), -1, 0, AVSEEK_FLAG_BYTE) >= 0;
}

bool LibrarySource::seek(microseconds since_start)
{
    const AVStream& stream = *format_->streams[stream_];
    const std::int64_t to = av_rescale_q((start() + since_start).count(), AVRational{1, 1'000'000}, stream.time_base);
    return avformat_seek_file(format_.get(), stream_, INT64_MIN, to, to, 0) >= 0;
}

microseconds LibrarySource::start() const
{
    const AVStream& stream = *format_->streams[stream_];
    return microseconds(stream.start_time == AV_NOPTS_VALUE ? 0 : av_rescale_q(stream.start_time, stream.time_base, AVRational{1, 1'000'000}));
}

microseconds LibrarySource::duration() const
{
    const AVStream& stream = *format_->streams[stream_];
    if (stream.duration != AV_NOPTS_VALUE && stream.duration > 0)
        return microseconds(av_rescale_q(stream.duration, stream.time_base, AVRational{1, 1'000'000}));
    return microseconds(format_->duration > 0 ? format_->duration : 0); // AV_TIME_BASE is a microsecond
}

const AVCodecParameters& LibrarySource::codec() const
{
    return *format_->streams[stream_]->codecpar;
}

PacketTimes LibrarySource::times(const AVPacket& packet) const
{
    if (has_no_stamps_ && arrival_) {
        const auto since = std::chrono::duration_cast<microseconds>(*arrival_ - *first_arrival_);
        return {since, since};
    }
    const auto in_microseconds = [&](std::int64_t value) {
        return value == AV_NOPTS_VALUE ? std::optional<microseconds>()
                                       : microseconds(av_rescale_q(value, format_->streams[packet.stream_index]->time_base, AVRational{1, 1'000'000}));
    };
    return {in_microseconds(packet.dts), in_microseconds(packet.pts)};
}

microseconds LibrarySource::frame_interval() const
{
    const AVStream& stream = *format_->streams[stream_];
    for (const AVRational rate : {stream.avg_frame_rate, stream.r_frame_rate}) {
        const double per_s = rate.num > 0 && rate.den > 0 ? av_q2d(rate) : 0;
        if (per_s >= 0.01 && per_s <= 240)
            return microseconds(static_cast<std::int64_t>(1e6 / per_s));
    }
    return milliseconds(40);
}

int LibrarySource::quarter_turns() const
{
    const std::int32_t* matrix = find_display_matrix(*format_->streams[stream_]);
    if (!matrix)
        return 0;
    const double counter_clockwise_deg = av_display_rotation_get(matrix);
    if (std::isnan(counter_clockwise_deg))
        return 0;
    return (static_cast<int>(std::lround(-counter_clockwise_deg / 90)) % 4 + 4) % 4;
}

double LibrarySource::pixel_aspect() const
{
    const AVStream& stream = *format_->streams[stream_];
    const AVRational aspect = stream.sample_aspect_ratio.num ? stream.sample_aspect_ratio : codec().sample_aspect_ratio;
    return aspect.num > 0 && aspect.den > 0 ? av_q2d(aspect) : 0;
}

}
