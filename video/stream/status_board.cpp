#include "video/stream/status_board.h"

namespace video {

Status StatusBoard::status() const
{
    std::lock_guard lock(mutex_);
    return status_;
}

void StatusBoard::wake()
{
    std::lock_guard lock(wake_mutex_);
    if (wake_)
        wake_();
}

void StatusBoard::forget_consumer()
{
    std::lock_guard lock(wake_mutex_);
    wake_ = nullptr;
}

PictureWish StatusBoard::wanted() const
{
    std::lock_guard lock(mutex_);
    return wanted_;
}

void StatusBoard::want(PictureWish wanted)
{
    std::lock_guard lock(mutex_);
    wanted_ = wanted;
}

void StatusBoard::wake_up(Woken why)
{
    {
        std::lock_guard lock(mutex_);
        if (woken_ == Woken::time)
            woken_ = why;
    }
    changed_.notify_all();
}

void StatusBoard::begin_wait()
{
    std::lock_guard lock(mutex_);
    woken_ = Woken::time;
}

Woken StatusBoard::wait(Time until, const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, until, [this] { return woken_ != Woken::time; });
    return stop.stop_requested() ? Woken::stop : woken_;
}

bool StatusBoard::sleep_until(Time time, const std::stop_token& stop)
{
    std::unique_lock lock(mutex_);
    changed_.wait_until(lock, stop, time, [] { return false; });
    return stop.stop_requested();
}

}
