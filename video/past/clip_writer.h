#pragma once
// Files of moving pictures: coded ones copied as they are, or pictures coded anew, with the sound beside them copied as it is. For video/
// only; one thread. Errors: Error naming what could not be done.

#include "video/ffmpeg.h"
#include "video/frame.h"
#include "video/past/kept.h"

#include <filesystem>
#include <memory>

namespace video {

/// Whether packets of the one can stand behind those of the other in one file.
bool has_same_coding(const KeptCodec& a, const KeptCodec& b);

enum class Container { mp4, matroska };
/// MP4 where it can hold both, else Matroska (G.711 beside H.264). `sound` null: none.
Container container_for(const KeptCodec& picture, const KeptCodec* sound);
/// Whether any container here can hold this sound.
bool can_be_written(const KeptCodec& sound);

class ClipWriter {
public:
    /// `first`: a key frame, which add() gets too; live streams tell their size nowhere else. `sound` null: none.
    ClipWriter(const std::filesystem::path& path, const KeptPacket& first, Container container = Container::mp4, const KeptCodecPtr& sound = nullptr);
    ~ClipWriter();
    /// Times count from the first picture. Sound of another coding than the constructor's is left out.
    void add(const KeptPacket& packet);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// H.264, or MPEG-4 part 2 where FFmpeg has no x264.
class MaskedClipWriter {
public:
    /// Odd sizes lose a row or a column. Sound as for ClipWriter.
    MaskedClipWriter(const std::filesystem::path& path, int width, int height, Container container = Container::mp4, const KeptCodecPtr& sound = nullptr);
    ~MaskedClipWriter();
    /// `since_start` grows. False: the picture has another size, nothing was written.
    bool add(const Frame& picture, microseconds since_start);
    void add_sound(const KeptPacket& packet, microseconds since_start);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}
