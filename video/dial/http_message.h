#pragma once
// What HTTP/1.1 puts around pictures (RFC 9110, 9112), as far as cameras need it: the head of an answer, pieces of a body, where one is sent on
// to. Heads are kept as RTSP's, which are the same but for the first word. Pure.

#include "video/dial/address.h"
#include "video/dial/rtsp_message.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace video {

/// The head once the bytes hold all of it, body empty, and how many bytes it took; empty until then.
struct HttpHead {
    RtspAnswer answer;
    std::size_t bytes = 0;
};
std::optional<HttpHead> parse_http_head(std::string_view bytes);
/// Whether the bytes may still become an HTTP answer (or one of the "ICY" kind); false as soon as they show another protocol.
bool looks_like_http(std::string_view bytes);

/// A body that comes in chunks (Transfer-Encoding: chunked).
class ChunkedBody {
public:
    /// What of the body these bytes hold, however they are cut. Throws Error(broken_data).
    std::string feed(std::string_view bytes);
    bool is_over() const { return at_ == At::over; }

private:
    enum class At { size, data, after_data, trailer, over };
    void take_line();

    At at_ = At::size;
    std::string line_;      // of a size or a trailer, as far as it has come
    std::uint64_t left_ = 0; // of the chunk
};

/// "bytes 0-99/1234": how long the whole is; −1: it does not say.
std::int64_t whole_of_range(const std::string& content_range);

bool is_same_place(const Address& a, const Address& b); // scheme, host and port

/// Where an answer from `from` sends us on to: without any sign-in, also one that it names. Throws Error(broken_data) where that is no address
/// of HTTP, or one that is not secured where this one was.
Address sent_on(const Address& from, const std::string& location);

/// Path and query as they stand in a request: no blank, nothing beyond ASCII, no fragment.
std::string request_target(const Address& address);

}
