#include "console/text/diary_words.h"

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace console {
namespace {

std::string words_of(const Texts& text, const char* area, const char* name) { return text(std::string(area) + "." + name); }

const char* name_of(video::Cause cause) { return video::cause_names[static_cast<std::size_t>(cause)]; }

}

std::string cause_words(const Texts& text, const video::Diary& diary)
{
    const video::Cause cause = cause_of(diary);
    return cause == video::Cause::none ? std::string() : words_of(text, "cause", name_of(cause));
}

std::string remedy_for(const Texts& text, const char* what, video::Family family)
{
    // Those that are otherwise for a kind of address.
    static constexpr const char* own[] = {"refused_connection.rtsp", "refused_connection.http", "refused_connection.rtmp", "not_rtsp.rtsp",    "not_rtsp.http",
                                          "not_found.rtsp",          "no_packets.rtsp",         "no_packets.other",        "broken_data.rtsp", "broken_data.file",
                                          "broken_data.http",        "unsupported.file",        "damaged.rtsp"};
    static constexpr const char* families[] = {"file", "rtsp", "http", "http", "rtmp", "other"};
    const std::string of_family = std::string(what) + "." + families[static_cast<std::size_t>(family)];
    const bool has_own = std::ranges::find(own, of_family) != std::end(own);
    return words_of(text, "remedy", has_own ? of_family.c_str() : what);
}

std::string remedy_words(const Texts& text, const video::Diary& diary)
{
    const video::Family family = video::family_of(diary.url);
    if (const video::Cause cause = cause_of(diary); cause != video::Cause::none)
        return remedy_for(text, name_of(cause), family);
    const video::State state = diary.measured.state;
    if (state == video::State::black || state == video::State::too_dark || state == video::State::late)
        return words_of(text, "remedy", video::state_names[static_cast<std::size_t>(state)]);
    return diary.measured.damaged > 0 ? remedy_for(text, "damaged", family) : std::string();
}

std::string measured_words(const Texts& text, const video::Diary& diary)
{
    if (diary.cause != video::Cause::none)
        return {};
    const video::Measured& measured = diary.measured;
    std::string words = fmt::format("{}, {}x{}", diary.codec, diary.width, diary.height);
    if (measured.span.count() > 0)
        words += ", " + text.format("diary.rate", {fmt::format("{:.1f}", measured.pictures_per_s)});
    if (measured.span.count() > 0 && !diary.is_recording)
        words += ", " + text.format("diary.jitter", {fmt::format("{:.1f}", measured.jitter_ms), std::to_string(measured.damaged), std::to_string(measured.pictures)});
    return words;
}

}
