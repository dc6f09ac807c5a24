#include "console/services/demo_channel.h"

#include "console/app/clock.h"

namespace console {

DemoChannel::DemoChannel(Scheduler&, data::DemoUrl url, video::Wanted box, std::function<void()> wake)
    : url_(url), box_(box), wake_(std::move(wake)), began_(AppClock::system_now())
{
}

DemoChannel::~DemoChannel() = default;

void DemoChannel::want(video::Wanted box)
{
    box_ = box;
    if (stream_)
        stream_->want(box);
}

void DemoChannel::play(const std::string& path)
{
    stream_ = std::make_unique<video::Stream>(
        video::StreamOptions{.name = std::to_string(url_.number), .url = path, .loop = true, .wake = wake_});
    stream_->want(box_);
    wake_();
}

video::Status DemoChannel::status() const
{
    if (stream_)
        return stream_->status();
    video::Status status;
    status.state = video::State::no_signal;
    status.cause = video::Cause::no_file;
    status.since = began_;
    return status;
}

std::shared_ptr<const video::Frame> DemoChannel::take() { return stream_ ? stream_->slot().take() : nullptr; }

}
