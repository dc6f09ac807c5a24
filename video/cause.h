#pragma once
// Why a picture is not what it should be, in causes an operator understands. Values; any thread.

#include <array>

namespace video {

/// The words are the console's (data/i18n/video.json, keys "cause.NAME").
enum class Cause { none, name_not_found, unreachable, refused_connection, not_rtsp, wrong_password, not_found, no_answer, ended, no_packets,
                   repeated_picture, clock_stands, broken_data, unsupported, no_file, being_drawn, stopped, no_credential, certificate,
                   one_colour, colour_bars, no_room, busy, device_error, sign_in_kind, bad_scheme, no_scheme, bad_port, bad_address,
                   web_page, login_page, list_stands, no_key_frame, other };
inline constexpr std::array cause_names{
    "none",         "name_not_found", "unreachable", "refused_connection", "not_rtsp", "wrong_password", "not_found",
    "no_answer",    "ended",          "no_packets",  "repeated_picture",   "clock_stands", "broken_data", "unsupported",
    "no_file",      "being_drawn",    "stopped",     "no_credential",      "certificate", "one_colour",
    "colour_bars",  "no_room",        "busy",        "device_error",       "sign_in_kind", "bad_scheme", "no_scheme",
    "bad_port",     "bad_address",    "web_page",    "login_page",         "list_stands",
    "no_key_frame", "other"};
static_assert(cause_names.size() == static_cast<std::size_t>(Cause::other) + 1);

}
