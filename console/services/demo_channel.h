#pragma once
// A camera of the demo: its footage is drawn once in the background and then played like a stream; faults that its address names
// are acted out. Every state it shows says what the operator would see of such a fault. UI thread.

#include "console/scheduler.h"
#include "data/demo_url.h"
#include "video/stream.h"

#include <functional>
#include <memory>
#include <string>

namespace console {

class DemoChannel {
public:
    DemoChannel(Scheduler& scheduler, data::DemoUrl url, video::Wanted box, std::function<void()> wake);
    ~DemoChannel();
    void want(video::Wanted box);
    video::Status status() const; // by the computer's clock
    std::shared_ptr<const video::Frame> take();

private:
    void play(const std::string& path);

    data::DemoUrl url_;
    video::Wanted box_;
    std::function<void()> wake_;
    std::unique_ptr<video::Stream> stream_;
    TaskHandle drawing_;
    std::string failed_;
    video::SystemTime began_;
};

}
