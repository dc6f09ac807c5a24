#include "video/ffmpeg.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libswscale/swscale.h>
}

#include <new>

namespace video {

void FfmpegCloser::operator()(AVFormatContext* context) const noexcept
{
    avformat_close_input(&context);
}
void FfmpegCloser::operator()(AVCodecContext* context) const noexcept
{
    avcodec_free_context(&context);
}
void FfmpegCloser::operator()(AVPacket* packet) const noexcept
{
    av_packet_free(&packet);
}
void FfmpegCloser::operator()(AVFrame* frame) const noexcept
{
    av_frame_free(&frame);
}
void FfmpegCloser::operator()(SwsContext* context) const noexcept
{
    sws_freeContext(context);
}

PacketHandle make_packet()
{
    PacketHandle packet(av_packet_alloc());
    if (!packet)
        throw std::bad_alloc();
    return packet;
}

FrameHandle make_frame()
{
    FrameHandle frame(av_frame_alloc());
    if (!frame)
        throw std::bad_alloc();
    return frame;
}

Cause cause_of(int error) noexcept
{
    switch (error) {
    case AVERROR_HTTP_UNAUTHORIZED:
    case AVERROR_HTTP_FORBIDDEN:
        return Cause::wrong_password;
    case AVERROR_HTTP_NOT_FOUND:
        return Cause::not_found;
    case AVERROR_INVALIDDATA:
        return Cause::broken_data;
    case AVERROR_EXIT:
    case AVERROR(ETIMEDOUT):
        return Cause::no_answer;
    case AVERROR(ECONNREFUSED):
        return Cause::refused_connection;
    case AVERROR(EHOSTUNREACH):
    case AVERROR(ENETUNREACH):
        return Cause::unreachable;
    case AVERROR(ENOENT):
    case AVERROR(EACCES):
    case AVERROR(EISDIR):
    case AVERROR(ENOTDIR):
        return Cause::no_file;
    case AVERROR_EOF:
    case AVERROR(ECONNRESET):
    case AVERROR(EPIPE):
    case AVERROR(EIO): // what a reader of RTP in RTSP makes of a connection that is cut in a packet
        return Cause::ended;
    case AVERROR_DECODER_NOT_FOUND:
    case AVERROR_DEMUXER_NOT_FOUND:
    case AVERROR_PROTOCOL_NOT_FOUND:
    case AVERROR_STREAM_NOT_FOUND:
    case AVERROR_PATCHWELCOME:
        return Cause::unsupported;
    default:
        return Cause::other;
    }
}

int check(int result, std::string_view doing)
{
    if (result >= 0)
        return result;
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(result, reason, sizeof reason);
    throw Error(cause_of(result), std::string(doing) + ": " + reason);
}

}
