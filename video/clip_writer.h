#pragma once
// Files of moving pictures: coded ones copied as they are, or pictures coded anew. For video/ only; one thread. Errors: Error naming
// what could not be done.

#include "video/ffmpeg.h"
#include "video/frame.h"
#include "video/kept.h"

#include <filesystem>
#include <memory>

namespace video {

/// Whether packets of the one can stand behind those of the other in one file.
bool has_same_coding(const KeptCodec& a, const KeptCodec& b);

/// MP4 by default; `format` as FFmpeg names it.
class ClipWriter {
public:
    /// `first`: a key frame, which add() gets too; live streams tell their size nowhere else.
    ClipWriter(const std::filesystem::path& path, const KeptPacket& first, const char* format = "mp4");
    ~ClipWriter();
    /// Times count from the first one.
    void add(const KeptPacket& packet);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

/// H.264, or MPEG-4 part 2 where FFmpeg has no x264.
class MaskedClipWriter {
public:
    /// Odd sizes lose a row or a column.
    MaskedClipWriter(const std::filesystem::path& path, int width, int height);
    ~MaskedClipWriter();
    /// `since_start` grows. False: the picture has another size, nothing was written.
    bool add(const Frame& picture, microseconds since_start);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}
