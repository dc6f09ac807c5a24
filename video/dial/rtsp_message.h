#pragma once
// RTSP 1.0 requests and answers (RFC 2326) as far as dialling needs them, with Basic and Digest sign-in (RFC 2617,
// 7616). Pure.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace video {

struct RtspRequest {
    std::string method, url; // the URL without credentials
    int sequence = 1;
    std::string authorization; // the header's value, empty for none
    std::string more;          // further headers, each with its line end
    unsigned uses = 1;         // of the nonce it is signed in with, this one included
};

std::string text_of(const RtspRequest& request);

struct RtspAnswer {
    int status = 0;
    std::string reason;
    std::vector<std::pair<std::string, std::string>> headers; // names in lower case, in order
    std::string body;

    /// The first header of that name (lower case), or empty.
    std::string header(std::string_view name) const;
};

/// Whether the bytes may still become an RTSP answer; false as soon as they show another protocol.
bool looks_like_rtsp(std::string_view bytes);
/// How long the message is at the beginning of these bytes, with as much body as its Content-Length says; empty until all of it is there. Lines may
/// end with a line feed alone.
std::optional<std::size_t> rtsp_message_length(std::string_view bytes);
/// The answer once the bytes hold all of it, with as much body as its Content-Length says; empty until then.
std::optional<RtspAnswer> parse_rtsp_answer(std::string_view bytes);

/// The Authorization value for a request, chosen from the WWW-Authenticate headers of a 401: Digest with SHA-256 or
/// MD5 before Basic. Empty if none of them is known.
std::string sign_in(const RtspAnswer& challenge, const RtspRequest& request, std::string_view user,
                    std::string_view password, std::string_view client_nonce);

/// Whether a 401 says that the sign-in was right and its nonce old.
bool is_stale(const RtspAnswer& challenge);

/// Whether a description (SDP, RFC 4566) offers sound.
bool describes_sound(std::string_view description);

/// `name=value, name="quoted, value"` of a challenge after its scheme; names in lower case.
std::map<std::string, std::string> parse_challenge(std::string_view text);

}
