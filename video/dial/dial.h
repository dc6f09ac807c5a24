#pragma once
// The first contact with a camera, step by step, so that each fault has its own name. FFmpeg gives one code for "never
// answers", "interrupted" and "HTTP instead of RTSP"; this runs before it.

#include "video/clock.h"
#include "video/dial/address.h"
#include "video/dial/step.h"

#include <functional>
#include <memory>
#include <stop_token>
#include <string>

namespace video {

struct DialLimits {
    milliseconds name{8000}, connect{5000};
    // Radio links answer the first request after seconds; shorter turns a reconnect into a reconnect loop.
    milliseconds answer{8000};
};

struct DialOrder {
    DialLimits limits = {};
    std::stop_token stop = {};
    std::function<bool()> interrupted = {}; // as the stop; may be empty
    OnStep on_step = {}; // may be empty, as on_mark
    OnMark on_mark = {};
};

class ByteStream;
class RtspSession;

struct Dialled {
    std::string numeric_host; // what answered
    std::shared_ptr<ByteStream> connection; // of reach() alone
    std::shared_ptr<RtspSession> session;   // RTSP: its pictures come on the line that was dialled
    std::string description; // RTSP: the SDP of the stream
};

// All throw Error: name_not_found, unreachable, refused_connection, certificate, not_rtsp, wrong_password, not_found,
// no_answer, ended, other.

/// Name and line alone: `connection` is up, secured and checked where the scheme says so. `number`: of the host, where it is known.
Dialled reach(const Address& address, const DialOrder& order, const std::string& number = {});

/// For a digest sign-in.
std::string client_nonce();

/// Files.
Dialled dial_nobody(const Address& address, const DialOrder& order);
/// The name only, for protocols that the library alone speaks.
Dialled dial_name(const Address& address, const DialOrder& order);
/// Throws Error: bad_scheme.
Dialled dial_unknown(const Address& address, const DialOrder& order);
/// Name and connection, HTTPS with the certificate checked.
Dialled dial_http(const Address& address, const DialOrder& order);

}
