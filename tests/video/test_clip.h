#pragma once
// Clips whose pictures tell which one they are: a white bar on black that steps on with each picture, 8 pixels of 16 places.

#include "video/ffmpeg.h"
#include "video/footage/encoder.h"
#include "video/frame.h"
#include "video/past/packet_ring.h"
#include "video/stream/source_table.h"

extern "C" {
#include <libavcodec/packet.h>
}

#include <filesystem>
#include <string>

namespace video_test {

inline constexpr video::SystemTime noon = std::chrono::sys_days(std::chrono::year(2026) / 11 / 22) + std::chrono::hours(12);
inline constexpr int clip_width = 320, clip_height = 64, bar = 16, bar_places = clip_width / bar;

/// So many pictures of 320×64, a key frame each 24; the lower half is grey.
inline void make_clip(const std::filesystem::path& path, int pictures, int per_s)
{
    video::footage::Encoder encoder(path, clip_width, clip_height, per_s);
    for (int i = 0; i < pictures; ++i) {
        video::footage::Picture picture(clip_width, clip_height, {16, 16, 16});
        for (int y = 0; y < clip_height; ++y)
            for (int x = 0; x < clip_width; ++x)
                if (x / bar == i % bar_places)
                    picture(y, x) = {235, 235, 235};
                else if (y >= clip_height / 2)
                    picture(y, x) = {120, 120, 120};
        encoder.add(picture);
    }
    encoder.finish();
}

/// Which picture of the clip this is, modulo bar_places; −1: none.
inline int picture_number(const video::Frame& frame)
{
    for (int place = 0; place < bar_places; ++place) {
        const int x = (place * bar + bar / 2) * frame.width / clip_width, y = frame.height / 4;
        if (frame.rgba[(static_cast<std::size_t>(y) * static_cast<std::size_t>(frame.width) + static_cast<std::size_t>(x)) * 4 + 1] > 150)
            return place;
    }
    return -1;
}

/// As if a camera had sent the clip from `start` on.
inline void fill_ring(video::PacketRing& ring, const std::filesystem::path& path, video::SystemTime start)
{
    const auto opened = video::open_source({.address = video::file_address(path.string())});
    video::PacketSource& source = *opened;
    ring.begin(source.codec(), source.quarter_turns(), source.pixel_aspect());
    const video::PacketHandle packet = video::make_packet();
    while (source.read(*packet)) {
        const video::PacketTimes times = source.times(*packet);
        ring.put(*packet, times, start + (*times.decoding - source.start()));
    }
}

/// A folder of its own, gone with the object.
class Folder {
public:
    Folder()
    {
        std::string pattern = (std::filesystem::temp_directory_path() / "gridwatch_past_XXXXXX").string();
        path_ = mkdtemp(pattern.data());
    }
    ~Folder()
    {
        std::error_code ignored;
        std::filesystem::remove_all(path_, ignored);
    }
    std::filesystem::path operator/(const std::string& name) const { return path_ / name; }
    const std::filesystem::path& path() const { return path_; }

private:
    std::filesystem::path path_;
};

}
