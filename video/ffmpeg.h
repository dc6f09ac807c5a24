#pragma once
// FFmpeg's handles as owners, and its error codes as video::Error. For the sources of video/ only.

#include "video/answer_cause.h"
#include "video/error.h"

#include <memory>
#include <string>
#include <string_view>

struct AVFormatContext;
struct AVCodecContext;
struct AVCodecParameters;
struct AVPacket;
struct AVFrame;
struct SwsContext;

namespace video {

struct FfmpegCloser {
    void operator()(AVFormatContext* context) const noexcept;
    void operator()(AVCodecContext* context) const noexcept;
    void operator()(AVPacket* packet) const noexcept;
    void operator()(AVFrame* frame) const noexcept;
    void operator()(SwsContext* context) const noexcept;
};

using FormatHandle = std::unique_ptr<AVFormatContext, FfmpegCloser>;
using CodecHandle = std::unique_ptr<AVCodecContext, FfmpegCloser>;
using PacketHandle = std::unique_ptr<AVPacket, FfmpegCloser>;
using FrameHandle = std::unique_ptr<AVFrame, FfmpegCloser>;
using SwsHandle = std::unique_ptr<SwsContext, FfmpegCloser>;

PacketHandle make_packet();
FrameHandle make_frame();

/// Returns `result` if it is no error code; otherwise throws Error: "open: Connection refused", with its cause for such an address.
int check(int result, std::string_view doing, Family of = Family::file);

}
