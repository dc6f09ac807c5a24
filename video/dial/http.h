#pragma once
// Bytes over HTTP and HTTPS by a line of our own: redirects are counted, a sign-in goes to the place it is for and no other, and a secured line
// is checked each time. Blocks; one thread.

#include "video/dial/dial.h"
#include "video/dial/http_message.h"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace video {

struct HttpOrder {
    Address address;               // what is asked for; a sign-in in it is not looked at
    Address own = {};              // the place that the sign-in and the fingerprint in it are for
    std::string numeric_host = {}; // of `own`, where it was dialled; empty: it is resolved
    std::int64_t from = 0, to = -1; // the first byte, and the one after the last; −1: to the end
    DialLimits limits = {};
    milliseconds silence{20000}; // after which a body is given up
    bool in_parts = true;       // asks for bytes from … to; false: for the whole, as small servers like it better
    std::string more = {};      // further headers, each with its line end
    std::function<bool()> interrupted = {};
};

class HttpBody {
public:
    /// Asks, and follows up to ceiling::redirects. Throws Error: as dial_http(), wrong_password, not_found, broken_data where it is sent on
    /// too often or to where we do not go, stopped when interrupted.
    explicit HttpBody(HttpOrder order);

    /// At least one byte, at most so many; 0 at the end. Throws Error: no_answer, stopped, broken_data.
    std::size_t read(char* bytes, std::size_t most);
    /// The next byte that is read. Only where can_seek(); asks anew when it is read.
    void seek(std::int64_t to);
    bool can_seek() const { return can_seek_; }
    std::int64_t at() const { return at_; }
    /// Of the whole; −1: unknown.
    std::int64_t size() const { return size_; }
    /// Where it came from in the end.
    const Address& location() const { return location_; }
    const std::string& type() const { return type_; }
    /// Of the answer; its body is empty.
    const RtspAnswer& head() const { return head_; }
    /// 304: what `more` asked for is as it was, and there is nothing to read.
    bool is_unchanged() const { return head_.status == 304; }
    /// Its next bytes, up to `most`, which are still read afterwards; fewer at the end. Throws as read().
    std::string_view peek(std::size_t most);
    /// Asked from here on while it waits.
    void ask_while_waiting(std::function<bool()> interrupted);

private:
    void ask(std::int64_t from);
    RtspAnswer talk(const Address& to, std::int64_t from);
    RtspAnswer receive_head();
    void take(const RtspAnswer& answer, std::int64_t from);
    /// False at the end.
    bool receive_more();

    HttpOrder order_;
    Address location_;
    std::shared_ptr<ByteStream> line_;
    std::string arrived_; // of the line, not yet looked at
    std::string body_;    // not yet read
    std::size_t body_at_ = 0;
    std::optional<ChunkedBody> chunks_;
    std::int64_t left_ = -1, at_ = 0, size_ = -1; // of this answer; the next byte's place in the whole; the whole; −1: unknown
    bool can_seek_ = false, is_over_ = false, is_to_be_asked_ = false;
    std::string type_;
    RtspAnswer head_;
};

}
