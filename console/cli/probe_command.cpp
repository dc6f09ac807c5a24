#include "console/cli/probe_command.h"

#include "console/text/diary_words.h"
#include "console/text/text.h"
#include "console/work/interrupt.h"
#include "video/credentials/credential_file.h"
#include "video/stream/dialling.h"

#include <fmt/format.h>
#include <fmt/ostream.h>
#include <nlohmann/json.hpp>

#include <cmath>
#include <ostream>

namespace console {
namespace {

std::string words_of(const Texts& text, const char* area, const char* name)
{
    return text(std::string(area) + "." + name);
}

const char* name_of(video::Cause cause) { return video::cause_names[static_cast<std::size_t>(cause)]; }
const char* name_of(video::State state) { return video::state_names[static_cast<std::size_t>(state)]; }

double rounded(double value, double to) { return std::round(value * to) / to; }

nlohmann::ordered_json json_from(const video::Diary& diary, const Texts& text)
{
    nlohmann::ordered_json json{{"url", diary.url}, {"dialled", diary.dialled}};
    json["result"] = diary.cause == video::Cause::none ? "picture" : "fault";
    json["state"] = name_of(video::state_of(diary));
    json["cause"] = name_of(video::cause_of(diary));
    json["stalled_at"] = diary.cause != video::Cause::none && !diary.steps.empty() ? video::name_of(diary.steps.back().step) : "";
    json["remedy"] = remedy_words(text, diary);
    json["detail"] = diary.detail;
    json["steps"] = nlohmann::ordered_json::array();
    for (const video::DiaryMark& mark : diary.marks)
        json["steps"].push_back({{"step", video::name_of(mark.mark)}, {"at_ms", mark.at.count()}});
    json["codec"] = diary.codec;
    json["kind"] = diary.delivery ? video::delivery_names[static_cast<std::size_t>(*diary.delivery)] : "";
    json["behind_s"] = rounded(std::chrono::duration<double>(diary.behind).count(), 10);
    json["width"] = diary.width;
    json["height"] = diary.height;
    json["recording"] = diary.is_recording;
    json["frames_per_s"] = rounded(diary.measured.pictures_per_s, 10);
    json["jitter_ms"] = rounded(diary.measured.jitter_ms, 10);
    json["pictures"] = diary.measured.pictures;
    json["damaged"] = diary.measured.damaged;
    json["total_ms"] = diary.total.count();
    return json;
}

void print_table(std::ostream& out, const video::Diary& diary, const Texts& text)
{
    fmt::print(out, "{}{}\n", diary.url, diary.dialled.empty() ? "" : " (" + diary.dialled + ")");
    for (const video::DiaryMark& mark : diary.marks)
        fmt::print(out, "  {:>7} ms  {}\n", mark.at.count(), words_of(text, "mark", video::name_of(mark.mark)));
    if (diary.cause != video::Cause::none)
        return;
    const video::Measured& measured = diary.measured;
    fmt::print(out, "  {}", measured_words(text, diary));
    fmt::print(out, "\n  {}{}{}\n", words_of(text, "state", name_of(video::state_of(diary))), diary.behind.count() > 0 ? fmt::format(" {:.0f} s", std::chrono::duration<double>(diary.behind).count()) : "",
               measured.cause == video::Cause::none ? "" : ": " + words_of(text, "cause", name_of(measured.cause)));
    if (const std::string remedy = remedy_words(text, diary); !remedy.empty())
        fmt::print(out, "  {}\n", remedy);
}

}

int run_probe(const ProbeArguments& arguments, std::ostream& out, std::ostream& err)
{
    Texts text;
    text.set_language(Language::en);
    const Interrupt interrupt;
    video::StreamOptions options{.name = "probe", .url = arguments.url};
    if (!arguments.credential.empty())
        options.sign_in = [places = video::credential_places(), name = arguments.credential] { return video::find_credential(places, name); };
    const auto ms = [](double seconds) { return std::chrono::milliseconds(std::lround(seconds * 1000)); };
    const video::Diary diary = video::keep_diary(options, {.wait = ms(arguments.wait_s), .measure = ms(arguments.measure_s)}, interrupt.token());
    if (arguments.json)
        fmt::print(out, "{}\n", json_from(diary, text).dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    else
        print_table(out, diary, text);
    if (diary.cause == video::Cause::none)
        return 0;
    // What was tried, on what, why, what to do.
    const std::string where = diary.steps.empty() ? "" : words_of(text, "tile.step", video::name_of(diary.steps.back().step)) + std::string(": ");
    const std::string remedy = remedy_words(text, diary);
    fmt::print(err, "gridwatch probe: {}: {}{}{}{}{}\n", diary.url, where, words_of(text, "cause", name_of(diary.cause)),
               diary.detail.empty() ? "" : " (" + diary.detail + ")", remedy.empty() ? "" : ". ", remedy);
    return 1;
}

}
