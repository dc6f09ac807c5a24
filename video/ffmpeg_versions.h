#pragma once
// Where FFmpeg 5.1 (Debian 12) and 7.1 (Debian 13) want different words. Included by sources only, like FFmpeg's own headers; what
// else differs: docs/DEBIAN13.md.

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/frame.h>
}

#include <cstddef>
#include <cstdint>

namespace video {

// A picture's marks became flags, and a stream's side data its codec parameters', in FFmpeg 6.1.
#if LIBAVUTIL_VERSION_INT < AV_VERSION_INT(58, 29, 100)

inline bool is_key(const AVFrame& picture) { return picture.key_frame != 0; }

/// How the stream's pictures are turned, as av_display_rotation_get() reads it; null where nothing is said.
inline const std::int32_t* find_display_matrix(const AVStream& stream)
{
    std::size_t size = 0;
    const std::uint8_t* bytes = av_stream_get_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, &size);
    return bytes && size >= 9 * sizeof(std::int32_t) ? reinterpret_cast<const std::int32_t*>(bytes) : nullptr;
}

/// Room for one, for av_display_rotation_set(); null where there is no memory.
inline std::int32_t* add_display_matrix(AVStream& stream)
{
    return reinterpret_cast<std::int32_t*>(av_stream_new_side_data(&stream, AV_PKT_DATA_DISPLAYMATRIX, 9 * sizeof(std::int32_t)));
}

#else

inline bool is_key(const AVFrame& picture) { return (picture.flags & AV_FRAME_FLAG_KEY) != 0; }

inline const std::int32_t* find_display_matrix(const AVStream& stream)
{
    const AVCodecParameters& codec = *stream.codecpar;
    const AVPacketSideData* data = av_packet_side_data_get(codec.coded_side_data, codec.nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX);
    return data && data->size >= 9 * sizeof(std::int32_t) ? reinterpret_cast<const std::int32_t*>(data->data) : nullptr;
}

inline std::int32_t* add_display_matrix(AVStream& stream)
{
    AVCodecParameters& codec = *stream.codecpar;
    AVPacketSideData* data = av_packet_side_data_new(&codec.coded_side_data, &codec.nb_coded_side_data, AV_PKT_DATA_DISPLAYMATRIX,
                                                     9 * sizeof(std::int32_t), 0);
    return data ? reinterpret_cast<std::int32_t*>(data->data) : nullptr;
}

#endif

}
