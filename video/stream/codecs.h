#pragma once
// What the FFmpeg of this machine can open; `gridwatch doctor` tells whoever installs it. Any thread.

#include <string>
#include <vector>

namespace video {

struct CodecSupport {
    std::string name;       // "h264"
    bool is_there = false;
    bool is_hardware = false; // a decoder of the graphics card is built in besides
};

/// The decoders that cameras and their recorders need.
std::vector<CodecSupport> codec_support();
/// The ways to a camera that are missing: "rtsp", "rtp", "tcp", "udp", "http"; empty: all are there.
std::vector<std::string> missing_protocols();
/// "5.1.6": the library that runs, not the one it was built with.
std::string ffmpeg_version();

}
