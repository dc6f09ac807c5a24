#pragma once
// Pictures into an MP4 file. One thread.

#include "video/footage/plane.h"

#include <filesystem>
#include <memory>

namespace video::footage {

class Encoder {
public:
    /// Width and height even. Throws Error when neither x264 nor MPEG-4 can be had or the file cannot be written.
    Encoder(const std::filesystem::path& path, int width, int height, int frames_per_s);
    ~Encoder();
    /// A picture in blue, green, red; the next one in time.
    void add(const Picture& picture);
    void finish();

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}
