#pragma once
// A dialling diary in words, for the command line and the card. Pure.

#include "console/text/text.h"
#include "video/answer_cause.h"
#include "video/stream/dialling.h"

#include <string>

namespace console {

/// "wrong user name or password"; of a fault of the dial, or of what the pictures show. Empty where nothing is wrong.
std::string cause_words(const Texts& text, const video::Diary& diary);
/// What to do about something that went wrong with a kind of address: the name of a cause, or "damaged".
std::string remedy_for(const Texts& text, const char* what, video::Family family);
/// What to do about it; empty where nothing is wrong.
std::string remedy_words(const Texts& text, const video::Diary& diary);
/// "H264, 640x360, 25.0 pictures a second, jitter 1.2 ms, 0 of 75 damaged"; empty without a picture.
std::string measured_words(const Texts& text, const video::Diary& diary);

}
