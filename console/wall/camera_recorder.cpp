#include "console/wall/camera_recorder.h"

#include "console/frame/view.h"
#include "video/credentials/credential_file.h"
#include "video/dial/address.h"
#include "video/error.h"

#include <fmt/format.h>

#include <cstdio>
#include <sstream>

namespace console {
namespace {

struct RecorderWords {
    std::string model, track, offset = "-", credential = "-", rest;
};

RecorderWords words_of(const std::string& text)
{
    RecorderWords words;
    std::istringstream in(text);
    in >> words.model >> words.track >> words.offset >> words.credential >> words.rest;
    return words;
}

/// "+08:00"; empty: it is none.
std::optional<std::chrono::minutes> offset_from(const std::string& text)
{
    char sign = 0, end = 0;
    int hours = 0, minutes = 0;
    if (std::sscanf(text.c_str(), "%c%2d:%2d%c", &sign, &hours, &minutes, &end) != 3 || (sign != '+' && sign != '-') || hours > 14 || minutes > 59)
        return std::nullopt;
    return (sign == '-' ? -1 : 1) * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

}

std::string camera_recorder_key(data::CameraId camera) { return fmt::format("camera.recorder.{}", camera.value); }

std::function<video::SignIn()> sign_in_with(const std::string& credential)
{
    if (credential.empty())
        return {};
    return [places = video::credential_places(), credential] { return video::find_credential(places, credential); };
}

std::string recorder_problem(const std::string& text)
{
    const RecorderWords words = words_of(text);
    if (!video::find_recorder_model(words.model)) {
        std::string known;
        for (const video::RecorderModel& model : video::recorder_models())
            known += (known.empty() ? "" : ", ") + std::string(model.name);
        return fmt::format("There is no recorder model \"{}\"; there are {}.", words.model, known);
    }
    const std::string example(video::find_recorder_model(words.model)->track);
    try {
        const video::Address address = video::parse_address(words.track);
        if (!address.is_rtsp())
            return fmt::format("A recorder's address looks like {}.", example);
        if (!address.user.empty() || !address.password.empty())
            return "A password does not belong into the workspace; name a credential as the fourth word.";
    } catch (const video::Error&) {
        return fmt::format("A recorder's address looks like {}.", example);
    }
    if (words.offset != "-" && !offset_from(words.offset))
        return fmt::format("\"{}\" is no offset from UTC such as +08:00.", words.offset);
    if (!words.rest.empty())
        return fmt::format("\"{}\" is too much; write MODEL ADDRESS [OFFSET [CREDENTIAL]].", words.rest);
    return {};
}

std::optional<video::Recorder> camera_recorder(const data::World& world, const data::Camera& camera)
{
    const auto at = world.settings.find(camera_recorder_key(camera.id));
    if (at == world.settings.end() || at->second.empty() || !recorder_problem(at->second).empty())
        return std::nullopt;
    const RecorderWords words = words_of(at->second);
    return video::Recorder{video::find_recorder_model(words.model), words.track, offset_from(words.offset).value_or(utc_offset(world.workspace)),
                           sign_in_with(words.credential == "-" ? camera.credential : words.credential)};
}

}
