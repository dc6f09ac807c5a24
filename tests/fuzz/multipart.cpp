// Pictures in parts between boundaries, as cameras send them over HTTP (multipart/x-mixed-replace).

#include "tests/fuzz/recording.h"
#include "tests/fuzz/targets.h"

#include "video/stream/jpeg_parts.h"

#include <string>

namespace {

/// What is taken however the bytes are cut.
std::string pictures_of(std::string_view bytes, std::size_t step)
{
    video::JpegParts parts;
    std::string all;
    for (std::size_t at = 0; at < bytes.size(); at += step) {
        parts.put(bytes.substr(at, step));
        while (const auto picture = parts.take())
            all += *picture + "|";
    }
    return all;
}

}

void fuzz::multipart(std::string_view bytes)
{
    play("parts.mjpg", bytes);
    const std::string whole = pictures_of(bytes, bytes.size() + 1);
    require(whole == pictures_of(bytes, 7), "pictures are the same however they come");
    require(whole.size() <= 2 * bytes.size(), "pictures come out of the bytes");
}
