#pragma once
// JPEG pictures out of bytes, whatever stands around them: parts of a multipart body with or without lengths and first boundaries, of any type and line
// end, or one picture after the other with nothing between (ISO/IEC 10918-1, annex B). Pure.

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace video {

class JpegParts {
public:
    void put(std::string_view bytes) { bytes_ += bytes; }
    /// The next picture that is whole, from its first marker to its last; one that is cut by the next is given as it came.
    std::optional<std::string> take();
    /// What has not been taken: of a picture that has begun, or of what is none.
    std::size_t size() const { return bytes_.size(); }
    bool has_begun() const { return has_begun_; }

private:
    enum class At { head, coded };

    std::string bytes_;
    bool has_begun_ = false; // bytes_ begins with a picture
    At at_ = At::head;
    std::size_t next_ = 0;   // of bytes_, where looking goes on
};

}
