#pragma once
// Why a stretch of the past is not there, in words: "not watched 14:20–14:50 · no recorder configured". Pure.

#include "console/text/text.h"
#include "data/records/time.h"
#include "video/past/archive.h"

#include <functional>
#include <string>

namespace console {

using TimeWords = std::function<std::string(data::TimePoint)>;

/// The reasons of one gap; the camera's own memory first, then the recorder.
std::string gap_words(const video::PastGap& gap, const Texts& text, const TimeWords& clock);
/// Of the first gap there is; empty: nothing is missing.
std::string first_gap_words(const video::PastView& view, const Texts& text, const TimeWords& clock);

}
