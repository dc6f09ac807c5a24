#include "console/services/dial_service.h"

#include "console/wall/camera_recorder.h"
#include "video/stream/dialling.h"

#include <utility>

namespace console {

void DialService::keep_diary(data::CameraId id)
{
    const data::Camera* camera = cameras_ ? cameras_->find(id) : nullptr;
    if (!camera)
        return;
    // The stream that is shown, or would be.
    const std::string& url = camera->main_url.empty() || video_.picture(id).is_sub ? camera->sub_url : camera->main_url;
    diary_ = scheduler_.run(
        Queue::roll_call, "dialling diary",
        [options = video::StreamOptions{.name = std::to_string(camera->number), .url = url, .sign_in = sign_in_with(camera->credential)}](const std::stop_token& stop, TaskProgress&) {
            return std::make_shared<const video::Diary>(video::keep_diary(options, {.wait = std::chrono::seconds(15), .measure = std::chrono::seconds(3)}, stop));
        },
        [this, id](std::shared_ptr<const video::Diary> diary) { answers_.diary(id, std::move(diary)); });
}

void DialService::follow(const data::World& world)
{
    cameras_ = world.cameras;
    if (!answers_.session().diary)
        diary_.cancel();
}

}
