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

int check(int result, std::string_view doing, Family of)
{
    if (result >= 0)
        return result;
    char reason[AV_ERROR_MAX_STRING_SIZE] = "";
    av_strerror(result, reason, sizeof reason);
    throw Error(cause_of_library(of, result), std::string(doing) + ": " + reason);
}

}
