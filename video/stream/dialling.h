#pragma once
// A dialling diary: each step on the way to a camera's first picture, when it was reached, how it then runs, and where it
// stalls and why.

#include "video/dial/dial.h"
#include "video/stream/stream.h"

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace video {

struct DiaryStep {
    Step step;
    std::chrono::milliseconds began{}, took{}; // since the start of the diary
    bool done = false;                         // false: it stalled here
};

struct DiaryMark {
    Mark mark;
    std::chrono::milliseconds at{}; // since the start of the diary
};

/// How the pictures came after the first one.
struct Measured {
    std::chrono::milliseconds span{}; // 0: not measured
    int pictures = 0;
    double pictures_per_s = 0; // of a recording: its own rate
    double jitter_ms = 0;      // standard deviation of the time between two arrivals; 0 for recordings
    int damaged = 0;           // packets or pictures the decoder complained about
    State state = State::live; // live, late, frozen, black, no_signal, too_dark
    Cause cause = Cause::none; // of frozen and no_signal
};

struct Diary {
    std::string url;     // without credentials
    std::string dialled; // the number behind the name; empty for files
    std::vector<DiaryStep> steps;
    std::vector<DiaryMark> marks;
    Cause cause = Cause::none; // none: a picture came
    std::string detail;        // the library's own words, without credentials
    std::string codec;
    int width = 0, height = 0; // upright, square pixels
    bool is_recording = false;
    Measured measured;
    std::shared_ptr<const Frame> still; // the first picture, where it was asked for; masks are drawn in
    std::chrono::milliseconds total{};
};

struct DiaryLimits {
    std::chrono::milliseconds wait = std::chrono::seconds(30); // for opening, and again for the first picture
    std::chrono::milliseconds measure{0};                      // how long to watch after it
    Wanted still{.width = 0, .height = 0};                     // how the first picture is handed out, with which masks; 0 × 0: not
};

/// Of the dial, or of what the pictures showed; none: all is well.
Cause cause_of(const Diary& diary);
/// How it would stand as a stream: what the pictures showed, or refused or retrying where there were none.
State state_of(const Diary& diary);

/// Dials once and waits for the first picture. Uses url, user, password and sign_in of the options only. Never throws for
/// what the other side does. Not for the UI thread.
Diary keep_diary(const StreamOptions& options, const DiaryLimits& limits = {}, const std::stop_token& stop = {});

/// "name", "connect", "sign_in", "describe", "key_frame", "picture": keys of the texts, and what --json prints.
const char* name_of(Step step);
/// "resolved", "connected", … likewise.
const char* name_of(Mark mark);

}
