#pragma once
// What an answer means: one table of kinds of address by codes, for RTSP's and HTTP's numbers and for the library's. Pure; any thread.

#include "video/cause.h"

#include <string_view>

namespace video {

/// Kinds of address, as far as what goes wrong with them differs.
enum class Family {
    file,
    rtsp, // rtsps as well
    http, // one picture, pictures one after the other, a recording; https as well
    list, // a playlist over HTTP
    rtmp, // rtmps as well
    other // srt, udp, rtp
};

/// By its scheme and, over HTTP, by the end of its path. An address without a scheme is a file.
Family family_of(std::string_view url);

/// An answer that is none of success: RFC 2326 (RTSP), RFC 9110 (HTTP).
Cause cause_of_status(Family family, int status);
/// An error of FFmpeg's, below 0.
Cause cause_of_library(Family family, int error) noexcept;

}
