#include "console/services/replay_channel.h"

#include <utility>

namespace console {
namespace {

video::ReplayOptions options_of(const std::string& name, std::shared_ptr<video::Archive> archive, const ReplayState& asked, std::chrono::microseconds shift,
                                video::PictureWish box, std::function<void()> wake)
{
    return {.name = name,
            .archive = std::move(archive),
            .range = {asked.from - shift, asked.to - shift},
            .start = (asked.seeks > 0 ? asked.seek_to : asked.start) - shift,
            .paused = asked.paused,
            .speed = asked.speed,
            .wanted = std::move(box),
            .wake = std::move(wake)};
}

void shift_by(video::TimeSpan& time, std::chrono::microseconds shift) { time = {time.from + shift, time.to + shift}; }

}

ReplayChannel::ReplayChannel(const std::string& name, std::shared_ptr<video::Archive> archive, const ReplayState& asked, std::chrono::microseconds shift,
                             video::PictureWish box, std::function<void()> wake)
    : shift_(shift), asked_(asked), status_(std::make_shared<video::ReplayStatus>()), player_(options_of(name, std::move(archive), asked, shift, std::move(box), std::move(wake)))
{
    update();
}

void ReplayChannel::follow(const ReplayState& asked)
{
    const ReplayState was = std::exchange(asked_, asked);
    if (asked.seeks != was.seeks)
        player_.seek(asked.seek_to - shift_);
    if (asked.moved != was.moved && player_.status().at != video::SystemTime{})
        player_.seek(player_.status().at + (asked.moved - was.moved));
    if (asked.steps != was.steps)
        player_.step(asked.steps - was.steps);
    else if (asked.paused && !was.paused)
        player_.pause();
    if (!asked.paused && (was.paused || asked.speed != was.speed))
        player_.play(asked.speed);
}

bool ReplayChannel::update()
{
    video::ReplayStatus now = player_.status();
    if (now.at != video::SystemTime{})
        now.at += shift_;
    shift_by(now.range, shift_);
    if (now.view != view_) {
        view_ = now.view;
        auto shifted = std::make_shared<video::PastView>(*view_);
        for (video::PastSpan& span : shifted->spans)
            shift_by(span.time, shift_);
        for (video::PastGap& gap : shifted->gaps)
            shift_by(gap.time, shift_);
        shown_view_ = std::move(shifted);
    }
    now.view = shown_view_;
    const video::ReplayStatus& was = *status_;
    const bool is_other = now.at != was.at || now.speed != was.speed || now.is_paused != was.is_paused || now.is_ended != was.is_ended ||
                          now.is_looking != was.is_looking || now.view != was.view || now.cause != was.cause;
    if (is_other)
        status_ = std::make_shared<const video::ReplayStatus>(std::move(now));
    return is_other;
}

}
