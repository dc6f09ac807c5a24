#pragma once
// What a stream's thread and its owner share: status, wishes, the request to stop or to dial now. Any thread.

#include "video/clock.h"
#include "video/stream/picture_wish.h"
#include "video/stream/state.h"
#include "video/stream/stream_loop.h"

#include <atomic>
#include <condition_variable>
#include <stop_token>

namespace video {

class StatusBoard {
public:
    explicit StatusBoard(std::function<void()> wake) : wake_(std::move(wake)) {}

    Status status() const;
    /// Changes the status under the lock; `change` returns whether the consumer should hear of it at once.
    template <typename Change> void update(Change change)
    {
        bool tell = false;
        {
            std::lock_guard lock(mutex_);
            tell = change(status_);
        }
        if (tell)
            wake();
    }
    void wake();
    /// After this the consumer is not called any more, nor is a call still under way.
    void forget_consumer();

    PictureWish wanted() const;
    void want(PictureWish wanted);

    /// Ends a wait() early: the first reason of a wait stands.
    void wake_up(Woken why);
    /// Reasons given from now on end the next wait().
    void begin_wait();
    Woken wait(Time until, const std::stop_token& stop);
    /// Sleeps until `time` or the stop, whichever is first; true for the stop.
    bool sleep_until(Time time, const std::stop_token& stop);

private:
    mutable std::mutex mutex_;
    Status status_;            // guarded by mutex_
    PictureWish wanted_;       // guarded by mutex_
    Woken woken_ = Woken::time; // guarded by mutex_
    std::condition_variable_any changed_;
    std::mutex wake_mutex_;
    std::function<void()> wake_; // guarded by wake_mutex_
};

}
