#include "video/status_board.h"

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

Wanted StatusBoard::wanted() const
{
    std::lock_guard lock(mutex_);
    return wanted_;
}

void StatusBoard::want(Wanted wanted)
{
    std::lock_guard lock(mutex_);
    wanted_ = wanted;
}

void StatusBoard::retry_now()
{
    {
        std::lock_guard lock(mutex_);
        retry_asked_ = true;
    }
    changed_.notify_all();
}

StatusBoard::Woken StatusBoard::sleep_until(Time time, const std::stop_token& stop, bool heeds_retry)
{
    std::unique_lock lock(mutex_);
    if (heeds_retry) {
        retry_asked_ = false;
        changed_.wait_until(lock, stop, time, [this] { return retry_asked_; });
        if (retry_asked_ && !stop.stop_requested())
            return Woken::retry;
    } else {
        changed_.wait_until(lock, stop, time, [] { return false; });
    }
    return stop.stop_requested() ? Woken::stop : Woken::time;
}

}
