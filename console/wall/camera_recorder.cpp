#include "console/wall/camera_recorder.h"

#include "console/error.h"
#include "console/frame/view.h"
#include "data/records/camera_url.h"
#include "video/credentials/credential_file.h"
#include "video/dial/address.h"
#include "video/error.h"

#include <fmt/format.h>

#include <cstdio>
#include <sstream>

namespace console {
namespace {

/// "+08:00"; empty: it is none.
std::optional<std::chrono::minutes> offset_from(const std::string& text)
{
    char sign = 0, end = 0;
    int hours = 0, minutes = 0;
    if (std::sscanf(text.c_str(), "%c%2d:%2d%c", &sign, &hours, &minutes, &end) != 3 || (sign != '+' && sign != '-') || hours > 14 || minutes > 59)
        return std::nullopt;
    return (sign == '-' ? -1 : 1) * (std::chrono::hours(hours) + std::chrono::minutes(minutes));
}

/// Why it cannot be asked; empty: it can. The workspace may come from another program.
geo::Remark problem_of(const data::CameraRecorder& recorder)
{
    const video::RecorderModel* model = video::find_recorder_model(recorder.model);
    if (!model) {
        std::string known;
        for (const video::RecorderModel& one : video::recorder_models())
            known += (known.empty() ? "" : ", ") + std::string(one.name);
        return geo::remark("no_recorder_model", recorder.model, known);
    }
    try {
        const video::Address address = video::parse_address(recorder.url);
        if (!address.is_rtsp())
            return geo::remark("recorder_address", std::string(model->track));
        if (!address.user.empty() || !address.password.empty() || data::without_credentials(recorder.url).had_credentials)
            return geo::remark("recorder_password");
    } catch (const video::Error&) {
        return geo::remark("recorder_address", std::string(model->track));
    }
    return {};
}

}

std::function<video::SignIn()> sign_in_with(const std::string& credential)
{
    if (credential.empty())
        return {};
    return [places = video::credential_places(), credential] { return video::find_credential(places, credential); };
}

data::CameraRecorder recorder_from_text(const std::string& text)
{
    data::CameraRecorder recorder;
    std::string offset = "-", credential = "-", rest;
    std::istringstream words(text);
    words >> recorder.model >> recorder.url >> offset >> credential >> rest;
    if (const geo::Remark problem = problem_of(recorder); !problem.empty())
        throw Error(problem);
    if (offset != "-") {
        recorder.utc_offset = offset_from(offset);
        if (!recorder.utc_offset)
            throw Error(geo::remark("no_offset", offset));
    }
    if (!rest.empty())
        throw Error(geo::remark("too_much", rest));
    if (credential != "-")
        recorder.credential = credential;
    return recorder;
}

std::optional<video::Recorder> camera_recorder(const data::World& world, const data::Camera& camera, data::TimePoint now)
{
    const data::CameraRecorder* recorder = world.setup.recorders->find(camera.id);
    if (!recorder || !problem_of(*recorder).empty())
        return std::nullopt;
    return video::Recorder{video::find_recorder_model(recorder->model), recorder->url, recorder->utc_offset.value_or(utc_offset(world.workspace, now)),
                           sign_in_with(recorder->credential.empty() ? camera.credential : recorder->credential)};
}

}
