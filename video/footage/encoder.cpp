#include "video/footage/encoder.h"

#include "video/ffmpeg.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/opt.h>
}
#include <opencv2/imgproc.hpp>

#include <cstring>

namespace video::footage {
namespace {

struct MuxerCloser {
    void operator()(AVFormatContext* context) const noexcept
    {
        avio_closep(&context->pb);
        avformat_free_context(context);
    }
};

} // namespace

struct Encoder::Impl {
    std::unique_ptr<AVFormatContext, MuxerCloser> muxer;
    CodecHandle codec;
    FrameHandle frame = make_frame();
    PacketHandle packet = make_packet();
    cv::Mat1b planes;

    void drain()
    {
        for (;;) {
            const int result = avcodec_receive_packet(codec.get(), packet.get());
            if (result == AVERROR(EAGAIN) || result == AVERROR_EOF)
                return;
            check(result, "encode");
            av_packet_rescale_ts(packet.get(), codec->time_base, muxer->streams[0]->time_base);
            packet->stream_index = 0;
            check(av_interleaved_write_frame(muxer.get(), packet.get()), "write");
        }
    }
};

Encoder::Encoder(const std::filesystem::path& path, int width, int height, int frames_per_s) : impl_(std::make_unique<Impl>())
{
    AVFormatContext* muxer = nullptr;
    check(avformat_alloc_output_context2(&muxer, nullptr, "mp4", path.c_str()), "make a clip");
    impl_->muxer.reset(muxer);

    const AVCodec* encoder = avcodec_find_encoder_by_name("libx264");
    const bool has_x264 = encoder != nullptr;
    if (!has_x264)
        encoder = avcodec_find_encoder(AV_CODEC_ID_MPEG4);
    if (!encoder)
        throw Error(Cause::unsupported, "make a clip: this FFmpeg has no encoder for H.264 or MPEG-4");
    impl_->codec.reset(avcodec_alloc_context3(encoder));
    AVCodecContext& c = *impl_->codec;
    c.width = width;
    c.height = height;
    c.pix_fmt = AV_PIX_FMT_YUV420P;
    c.time_base = {1, frames_per_s};
    c.framerate = {frames_per_s, 1};
    c.gop_size = 24;
    c.max_b_frames = 0;
    c.thread_count = 1;
    c.log_level_offset = AV_LOG_DEBUG - AV_LOG_INFO; // x264's figures of every clip are for nobody
    c.color_range = AVCOL_RANGE_MPEG;
    c.colorspace = AVCOL_SPC_SMPTE170M;
    if (muxer->oformat->flags & AVFMT_GLOBALHEADER)
        c.flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
    if (has_x264) {
        av_opt_set(c.priv_data, "preset", "veryfast", 0);
        av_opt_set(c.priv_data, "crf", "25", 0);
        av_opt_set(c.priv_data, "x264-params", "scenecut=0", 0);
    } else {
        c.bit_rate = 1'500'000;
    }
    check(avcodec_open2(&c, encoder, nullptr), "open the encoder");

    AVStream* stream = avformat_new_stream(muxer, nullptr);
    stream->time_base = c.time_base;
    stream->avg_frame_rate = c.framerate;
    check(avcodec_parameters_from_context(stream->codecpar, &c), "describe the clip");
    check(avio_open(&muxer->pb, path.c_str(), AVIO_FLAG_WRITE), "write " + path.filename().string());
    check(avformat_write_header(muxer, nullptr), "write " + path.filename().string());

    impl_->frame->format = c.pix_fmt;
    impl_->frame->width = width;
    impl_->frame->height = height;
    impl_->frame->pts = -1;
    check(av_frame_get_buffer(impl_->frame.get(), 0), "make a picture");
}

Encoder::~Encoder() = default;

void Encoder::add(const Picture& picture)
{
    const cv::Mat3b pixels(picture.height, picture.width, reinterpret_cast<cv::Vec3b*>(const_cast<Bgr*>(picture.values.data())));
    AVFrame& frame = *impl_->frame;
    check(av_frame_make_writable(&frame), "make a picture");
    cv::cvtColor(pixels, impl_->planes, cv::COLOR_BGR2YUV_I420); // BT.601, 16–235
    const unsigned char* from = impl_->planes.data;
    for (int plane = 0; plane < 3; ++plane) {
        const int width = plane ? frame.width / 2 : frame.width, height = plane ? frame.height / 2 : frame.height;
        for (int y = 0; y < height; ++y, from += width)
            std::memcpy(frame.data[plane] + std::ptrdiff_t(y) * frame.linesize[plane], from, std::size_t(width));
    }
    ++frame.pts;
    check(avcodec_send_frame(impl_->codec.get(), &frame), "encode");
    impl_->drain();
}

void Encoder::finish()
{
    check(avcodec_send_frame(impl_->codec.get(), nullptr), "encode");
    impl_->drain();
    check(av_write_trailer(impl_->muxer.get()), "write");
}

}
