#pragma once
// A dialling diary: each step on the way to a camera's first picture, when it began, how long it took, and where it
// stalls.

#include "video/stream.h"

#include <chrono>
#include <stop_token>
#include <string>
#include <vector>

namespace video {

struct DiaryStep {
    Step step;
    std::chrono::milliseconds began{}, took{}; // since the start of the diary
    bool done = false;                         // false: it stalled here
};

struct Diary {
    std::string url;     // without credentials
    std::string dialled; // the number behind the name; empty for files
    std::vector<DiaryStep> steps;
    Cause cause = Cause::none; // none: a picture came
    std::string detail;        // the library's own words, without credentials
    std::string codec;
    int width = 0, height = 0; // upright, square pixels
    std::chrono::milliseconds total{};
};

/// Dials once and waits for the first picture, at most `limit` for each of opening and the picture. Uses url, user and
/// password of the options only. Never throws for what the other side does. Not for the UI thread.
Diary keep_diary(const StreamOptions& options, std::chrono::milliseconds limit = std::chrono::seconds(30),
                 const std::stop_token& stop = {});

/// "name", "connect", "sign_in", "describe", "key_frame", "picture": keys of the texts, and what --json prints.
const char* name_of(Step step);

}
