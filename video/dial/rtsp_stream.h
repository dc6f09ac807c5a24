#pragma once
// What comes on an RTSP line: answers, requests of the server's own, packets of RTP between them (RFC 2326, 10.12). And what a description says of its
// streams. Pure.

#include "video/dial/rtsp_message.h"

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace video {

struct RtspPacket {
    int channel = 0;
    std::string bytes;
};

/// A request of the server's.
struct RtspDemand {
    std::string method, sequence;
};

using RtspPart = std::variant<RtspAnswer, RtspDemand, RtspPacket>;

class RtspStream {
public:
    void put(std::string_view bytes) { bytes_ += bytes; }
    /// The next part that is whole. What is none is passed over.
    std::optional<RtspPart> take();
    /// Of what has not been taken yet.
    std::size_t size() const { return bytes_.size() - at_; }
    std::string_view rest() const { return std::string_view(bytes_).substr(at_); }
    void clear() { bytes_.clear(), at_ = 0; }

private:
    std::string bytes_;
    std::size_t at_ = 0;
};

/// A stream of a description (SDP, RFC 4566).
struct RtspMedia {
    std::string kind;        // "video", "audio"
    std::string control;     // as it stands there
    int payload_type = -1;   // −1: it names none
    std::string text;        // its lines
};

struct RtspDescription {
    std::string head, control; // what comes before the first stream; of the whole
    std::vector<RtspMedia> media;
};

RtspDescription parse_description(std::string_view sdp);
/// The address of one stream, or of the whole for "*" and nothing, as clients make it: `base` and what stands there.
std::string control_url(const std::string& base, const std::string& control);

}
