#pragma once
// What can be said of a camera's picture. State comes from the progress of frames, never from the socket.

#include "video/cause.h"
#include "video/clock.h"
#include "video/dial/step.h"

#include <array>
#include <string>

namespace video {

enum class State {
    never_asked, connecting, live, late, frozen, unchanged, black, no_signal, retrying, refused, no_right, recorded,
    too_dark, // neutral: a live picture in which hardly anything can be made out
    still,    // an address that gives one picture at a time, asked at a steady pace
    delayed   // a playlist: even pictures, some pieces of it behind
};
inline constexpr std::array state_names{"never_asked", "connecting", "live",      "late",     "frozen",  "unchanged", "black",
                                        "no_signal",   "retrying",   "refused",   "no_right", "recorded", "too_dark",
                                        "still",       "delayed"};
static_assert(state_names.size() == static_cast<std::size_t>(State::delayed) + 1);

/// A consistent copy of where a stream stands; cheap to take each frame.
struct Status {
    State state = State::never_asked;
    Step step = Step::name;           // while connecting: how far the dialling has come
    Cause cause = Cause::none;
    std::string detail;               // the library's own words, without credentials; for the log and F12, not for the tile
    SystemTime since;                 // when this state began; frozen, unchanged, black: the condition, before it was noticed
    SystemTime last_new_picture;      // epoch: none yet
    int attempt = 0;                  // retrying: which one comes next, 1 for the first after a fault
    SystemTime next_attempt;          // retrying: when
    milliseconds lag{};               // late, delayed: how far behind the live edge
    milliseconds asked_every{};       // still: its pace
    bool keeps_up = true;             // this machine decodes it as fast as it comes
    double decoded_per_s = 0;
    double cpu_share = 0;             // of one core, its thread over the last second
    double wait_share = 0;            // of that second: how long its thread waited for a core
    double progress = 0;              // being_drawn: 0 to 1
    int width = 0, height = 0;        // of the picture as shown (rotated, square pixels); 0 before the first
    std::string codec;
};

}
