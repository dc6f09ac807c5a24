#include "video/stream/jpeg_parts.h"

#include <algorithm>

namespace video {
namespace {

constexpr std::string_view picture_begins = "\xff\xd8\xff";
constexpr unsigned char scan = 0xda, end_of_picture = 0xd9, begin_of_picture = 0xd8;

unsigned char at(const std::string& bytes, std::size_t i) { return static_cast<unsigned char>(bytes[i]); }

/// RST0 to RST7 and TEM stand alone, as do stuffed bytes.
bool stands_alone(unsigned char marker) { return marker == 0 || marker == 1 || (marker >= 0xd0 && marker <= 0xd7); }

}

std::optional<std::string> JpegParts::take()
{
    if (!has_begun_) {
        const auto begin = bytes_.find(picture_begins);
        if (begin == std::string::npos) {
            // Two bytes of a beginning may be the last ones.
            if (bytes_.size() > 2)
                bytes_.erase(0, bytes_.size() - 2);
            return std::nullopt;
        }
        bytes_.erase(0, begin);
        has_begun_ = true;
        at_ = At::head;
        next_ = 2;
    }
    const auto cut = [&](std::size_t end) {
        std::string picture = bytes_.substr(0, end);
        bytes_.erase(0, end);
        has_begun_ = false;
        return picture;
    };
    for (;;) {
        if (at_ == At::coded) {
            next_ = bytes_.find('\xff', next_);
            if (next_ == std::string::npos) {
                next_ = bytes_.size();
                return std::nullopt;
            }
        }
        if (next_ + 1 >= bytes_.size())
            return std::nullopt;
        const unsigned char marker = at(bytes_, next_ + 1);
        if (at(bytes_, next_) != 0xff || marker == 0xff) {
            ++next_; // filling, or a head that is none: its end is looked for
            if (at(bytes_, next_ - 1) != 0xff)
                at_ = At::coded;
        } else if (marker == end_of_picture) {
            return cut(next_ + 2);
        } else if (marker == begin_of_picture) {
            return cut(next_); // it was cut off
        } else if (stands_alone(marker)) {
            next_ += 2;
        } else {
            if (next_ + 3 >= bytes_.size())
                return std::nullopt;
            const std::size_t length = static_cast<std::size_t>(at(bytes_, next_ + 2)) << 8 | at(bytes_, next_ + 3);
            if (next_ + 2 + length > bytes_.size())
                return std::nullopt;
            next_ += 2 + std::max<std::size_t>(length, 2);
            at_ = marker == scan || at_ == At::coded ? At::coded : At::head;
        }
    }
}

}
