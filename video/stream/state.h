#pragma once
// What can be said of a camera's picture. State comes from the progress of frames, never from the socket.

#include <array>
#include <chrono>
#include <string>

namespace video {

enum class State {
    never_asked, connecting, live, late, frozen, unchanged, black, no_signal, retrying, refused, no_right, recorded,
    too_dark // neutral: a live picture in which hardly anything can be made out
};
inline constexpr std::array<const char*, 13> state_names{"never_asked", "connecting", "live",     "late",     "frozen",
                                                         "unchanged",   "black",      "no_signal", "retrying", "refused",
                                                         "no_right",    "recorded",   "too_dark"};

/// How far the dialling has come while `connecting`.
enum class Step { name, connect, sign_in, describe, key_frame, picture };

/// Causes an operator understands; the words are the console's (data/i18n/video.json, keys "cause.NAME").
enum class Cause { none, name_not_found, unreachable, refused_connection, not_rtsp, wrong_password, not_found, no_answer, ended, no_packets,
                   repeated_picture, clock_stands, broken_data, unsupported, no_file, being_drawn, stopped, no_credential, certificate,
                   one_colour, colour_bars, other };
inline constexpr std::array<const char*, 22> cause_names{
    "none",         "name_not_found", "unreachable", "refused_connection", "not_rtsp", "wrong_password", "not_found",
    "no_answer",    "ended",          "no_packets",  "repeated_picture",   "clock_stands", "broken_data", "unsupported",
    "no_file",      "being_drawn",    "stopped",     "no_credential",      "certificate", "one_colour",
    "colour_bars",  "other"};

using SystemTime = std::chrono::sys_time<std::chrono::microseconds>;

/// A consistent copy of where a stream stands; cheap to take each frame.
struct Status {
    State state = State::never_asked;
    Step step = Step::name;
    Cause cause = Cause::none;
    std::string detail;               // the library's own words, without credentials; for the log and F12, not for the tile
    SystemTime since;                 // when this state began; frozen, unchanged, black: the condition, before it was noticed
    SystemTime last_new_picture;      // epoch: none yet
    int attempt = 0;                  // retrying: which one comes next, 1 for the first after a fault
    SystemTime next_attempt;          // retrying: when
    std::chrono::milliseconds lag{};  // late: how far behind the live edge
    double decoded_per_s = 0;
    double cpu_share = 0;             // of one core, its thread over the last second
    double progress = 0;              // being_drawn: 0 to 1
    int width = 0, height = 0;        // of the picture as shown (rotated, square pixels); 0 before the first
    std::string codec;
};

}
