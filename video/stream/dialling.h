#pragma once
// A camera dialled once, with a diary: each step to its first picture, how it then runs, and where it stalls and why.

#include "video/dial/diary.h"
#include "video/frame.h"
#include "video/stream/freshness.h"
#include "video/stream/state.h"
#include "video/stream/stream_options.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <string>

namespace video {

/// How the pictures came after the first one.
struct Measured {
    milliseconds span{}; // 0: not measured
    int pictures = 0;
    double pictures_per_s = 0; // of a recording: its own rate
    double jitter_ms = 0;      // standard deviation of the time between two arrivals; 0 for recordings
    int damaged = 0;           // packets or pictures the decoder complained about
    State state = State::live; // live, late, frozen, black, no_signal, too_dark, still, delayed
    Cause cause = Cause::none; // of frozen and no_signal
};

struct Diary : DialDiary {
    std::string url;     // without credentials
    std::string dialled; // the number behind the name; empty for files
    Cause cause = Cause::none; // none: a picture came
    std::string detail;        // the library's own words, without credentials
    std::string codec;
    int width = 0, height = 0; // upright, square pixels
    bool is_recording = false;
    std::optional<Delivery> delivery; // empty: it did not come so far
    milliseconds behind{};           // of a still: how old it is; of a playlist: how far behind its end
    Measured measured;
    std::shared_ptr<const Frame> still; // the first picture, where it was asked for; masks are drawn in
};

struct DiaryLimits {
    milliseconds wait = std::chrono::seconds(30);   // for opening, and again for the first picture
    milliseconds measure{0};                        // how long to watch after it
    PictureWish still{.width = 0, .height = 0};     // how the first picture is handed out, with which masks; 0 × 0: not
};

/// Of the dial, or of what the pictures showed; none: all is well.
Cause cause_of(const Diary& diary);
/// How it would stand as a stream: what the pictures showed, or refused or retrying where there were none.
State state_of(const Diary& diary);

/// Dials once and waits for the first picture. Uses url, user, password and sign_in of the options only. Never throws for
/// what the other side does. Not for the UI thread.
Diary keep_diary(const StreamOptions& options, const DiaryLimits& limits = {}, const std::stop_token& stop = {});

}
