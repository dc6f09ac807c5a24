#pragma once
// The first contact with a camera, step by step, so that each fault has its own name. FFmpeg gives one code for "never
// answers", "interrupted" and "HTTP instead of RTSP"; this runs before it.

#include "video/clock.h"
#include "video/dial/address.h"

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

class ByteStream;

struct Dialled {
    std::string numeric_host; // what answered
    // Held until the library has dialled too: a server that has just made the stream ready for the description
    // would take it down again and meet the second dial in the middle of that (GStreamer's answers 503).
    std::shared_ptr<ByteStream> connection;
    std::string description; // RTSP: the SDP of the stream
};

/// Called as each step begins.
using OnStep = std::function<void(Step)>;

/// What has been reached, for the diary: the first six by dial(), the others by who reads the stream.
enum class Mark { resolved, connected, secured, answered, signed_in, described, opened, packet, key_frame, picture, measured };
using OnMark = std::function<void(Mark)>;

/// Name, connection and, for RTSP, OPTIONS and DESCRIBE with sign-in. Nothing for files.
/// RTSPS: the certificate is checked before anything is said.
/// Throws Error: name_not_found, unreachable, refused_connection, certificate, not_rtsp, wrong_password, not_found,
/// no_answer, ended, other.
Dialled dial(const Address& address, const DialLimits& limits, const std::stop_token& stop, const OnStep& on_step,
             const OnMark& on_mark = {});

}
