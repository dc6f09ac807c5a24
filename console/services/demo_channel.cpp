#include "console/services/demo_channel.h"

#include "console/services/demo_stamp.h"
#include "console/wall/demo_footage.h"
#include "console/work/clock.h"
#include "console/work/folders.h"

#include <fmt/format.h>

#include <filesystem>
#include <utility>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr auto plays_until_frozen = 4s;
constexpr auto retry_pause = 8s;

bool needs_footage(data::DemoFault fault)
{
    return fault == data::DemoFault::none || fault == data::DemoFault::frozen || fault == data::DemoFault::late;
}

std::shared_ptr<const video::Frame> black_frame()
{
    auto frame = std::make_shared<video::Frame>();
    frame->width = 16;
    frame->height = 9;
    frame->rgba.assign(16 * 9 * 4, 0);
    for (std::size_t i = 3; i < frame->rgba.size(); i += 4)
        frame->rgba[i] = 255;
    frame->arrived = AppClock::system_now();
    frame->serial = 1;
    return frame;
}

}

DemoChannel::DemoChannel(Scheduler& scheduler, data::DemoUrl url, DemoScene scene, video::PictureWish box, std::shared_ptr<video::PacketSink> sink,
                         std::function<void()> wake)
    : url_(url), box_(box), sink_(std::move(sink)), wake_(std::move(wake)), began_(AppClock::system_now())
{
    if (url_.fault == data::DemoFault::black)
        still_ = black_frame();
    if (!needs_footage(url_.fault))
        return;
    const std::string folder = cache_folder();
    if (folder.empty()) {
        failed_ = "no folder for footage: set HOME";
        return;
    }
    drawing_ = scheduler.run(
        Queue::footage, fmt::format("{} {}", "footage", scene.camera.number),
        [folder, scene = std::move(scene)](std::stop_token stop, TaskProgress& progress) {
            const auto path = demo_footage_path(folder + "/footage", *scene.places, scene.camera, scene.now, scene.utc_offset);
            std::filesystem::create_directories(path.parent_path());
            draw_demo_footage(*scene.places, scene.camera, scene.now, scene.utc_offset, path,
                              [&](double done) { progress.done = done; }, stop);
            return path.string();
        },
        [this](std::string path) { play(path); },
        [this](Said words) {
            failed_ = english_of(words);
            wake_();
        });
}

DemoChannel::~DemoChannel() = default;

void DemoChannel::want(video::PictureWish box)
{
    box_ = box;
    if (stream_)
        stream_->want(box);
}

void DemoChannel::play(const std::string& path)
{
    stream_ = std::make_unique<video::Stream>(
        video::StreamOptions{.name = std::to_string(url_.number), .url = path, .loop = true, .sink = sink_, .wanted = box_, .wake = wake_});
    began_ = AppClock::system_now();
    wake_();
}

video::Status DemoChannel::status() const
{
    const auto now = AppClock::system_now();
    video::Status status;
    status.since = began_;
    switch (url_.fault) {
    case data::DemoFault::black:
        status.state = video::State::black;
        status.last_new_picture = now;
        return status;
    case data::DemoFault::refused:
        status.state = video::State::refused;
        status.cause = video::Cause::wrong_password;
        return status;
    case data::DemoFault::retry: {
        const auto tries = (now - began_) / retry_pause;
        status.state = video::State::retrying;
        status.cause = video::Cause::no_answer;
        status.attempt = static_cast<int>(tries) + 1;
        status.next_attempt = began_ + (tries + 1) * retry_pause;
        return status;
    }
    default: break;
    }
    if (!failed_.empty()) {
        status.state = video::State::no_signal;
        status.cause = video::Cause::no_file;
        status.detail = failed_;
        return status;
    }
    if (!stream_) {
        status.state = video::State::connecting;
        status.cause = video::Cause::being_drawn;
        status.progress = drawing_.done();
        return status;
    }
    status = stream_->status();
    if (url_.fault == data::DemoFault::late && status.state == video::State::live) {
        status.state = video::State::late;
        status.lag = demo_late_by;
    }
    if (url_.fault == data::DemoFault::frozen && now - began_ > plays_until_frozen) {
        status.state = video::State::frozen;
        status.cause = video::Cause::repeated_picture;
        status.since = status.last_new_picture = began_ + plays_until_frozen;
    }
    return status;
}

std::shared_ptr<const video::Frame> DemoChannel::take()
{
    if (still_)
        return std::exchange(still_, nullptr);
    if (!stream_)
        return nullptr;
    auto frame = stream_->slot().take();
    const bool is_frozen = url_.fault == data::DemoFault::frozen && AppClock::system_now() - began_ > plays_until_frozen;
    return is_frozen ? nullptr : frame;
}

}
