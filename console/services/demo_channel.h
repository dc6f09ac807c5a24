#pragma once
// A camera of the demo: its footage is drawn once in the background and then played like a stream; faults that its address names
// are acted out. Every state it shows says what the operator would see of such a fault. UI thread.

#include "console/work/scheduler.h"
#include "data/records/demo_url.h"
#include "data/records/world.h"
#include "video/stream/stream.h"

#include <chrono>
#include <functional>
#include <memory>
#include <string>

namespace console {

/// What the footage is drawn from.
struct DemoScene {
    data::Frozen<data::Place> places;
    data::Camera camera;
    data::TimePoint now;                 // by the console's clock: night footage at night
    std::chrono::minutes utc_offset{};
};

class DemoChannel {
public:
    DemoChannel(Scheduler& scheduler, data::DemoUrl url, DemoScene scene, video::PictureWish box, std::shared_ptr<video::PacketSink> sink, std::function<void()> wake);
    ~DemoChannel();
    void want(video::PictureWish box);
    video::Status status() const; // by the computer's clock
    std::shared_ptr<const video::Frame> take();

private:
    void play(const std::string& path);

    data::DemoUrl url_;
    video::PictureWish box_;
    std::shared_ptr<video::PacketSink> sink_;
    std::function<void()> wake_;
    std::unique_ptr<video::Stream> stream_;
    std::shared_ptr<const video::Frame> still_; // not taken yet
    TaskHandle drawing_;
    std::string failed_;
    video::SystemTime began_;            // of the drawing, then of the playing
};

}
