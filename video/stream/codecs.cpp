#include "video/stream/codecs.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavformat/avio.h>
#include <libavutil/avutil.h>
}

#include <algorithm>

namespace video {

std::vector<CodecSupport> codec_support()
{
    std::vector<CodecSupport> support;
    for (const char* name : {"h264", "hevc", "mjpeg", "mpeg4", "av1", "pcm_alaw", "aac"}) {
        const AVCodec* decoder = avcodec_find_decoder_by_name(name);
        if (const AVCodecDescriptor* codec = avcodec_descriptor_get_by_name(name); !decoder && codec)
            decoder = avcodec_find_decoder(codec->id); // av1 is decoded by a library of another name
        const bool has_hardware = decoder && avcodec_get_hw_config(decoder, 0) != nullptr;
        support.push_back({name, decoder != nullptr, has_hardware});
    }
    return support;
}

std::vector<std::string> missing_protocols()
{
    std::vector<std::string> there, missing;
    void* at = nullptr;
    while (const char* name = avio_enum_protocols(&at, 0))
        there.emplace_back(name);
    for (const char* name : {"rtp", "tcp", "udp", "http", "https", "file"})
        if (std::ranges::find(there, name) == there.end())
            missing.emplace_back(name);
    if (!av_find_input_format("rtsp"))
        missing.emplace_back("rtsp");
    return missing;
}

std::string ffmpeg_version() { return av_version_info(); }

}
