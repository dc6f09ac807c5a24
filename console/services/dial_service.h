#pragma once
// Cameras dialled because somebody asked: at once, or step by step with a diary. UI thread; the dialling is done on a queue of its own.

#include "console/frame/services.h"
#include "console/services/answers.h"
#include "console/services/video_service.h"

namespace console {

class DialService final : public CameraDialler {
public:
    DialService(Scheduler& scheduler, VideoService& video, Answers& answers) : scheduler_(scheduler), video_(video), answers_(answers) {}

    void retry_camera(data::CameraId camera) override { video_.retry(camera); }
    void keep_diary(data::CameraId camera) override;

    /// Once a frame: a diary that nobody looks at any more is given up.
    void follow(const data::World& world);

private:
    Scheduler& scheduler_;
    VideoService& video_;
    Answers& answers_;
    TaskHandle diary_;
    data::Frozen<data::Camera> cameras_; // of the last frame
};

}
