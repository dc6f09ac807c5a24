#pragma once
// What a stream's thread and its owner share: status, wishes, the request to stop or to dial now. Any thread.

#include "video/clock.h"
#include "video/stream.h"

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

    Wanted wanted() const;
    void want(Wanted wanted);

    void retry_now();
    enum class Woken { time, retry, stop };
    /// Sleeps until `time`, a call of retry_now() (if `heeds_retry`) or the stop, whichever is first.
    Woken sleep_until(Time time, const std::stop_token& stop, bool heeds_retry);

private:
    mutable std::mutex mutex_;
    Status status_;            // guarded by mutex_
    Wanted wanted_;            // guarded by mutex_
    bool retry_asked_ = false; // guarded by mutex_
    std::condition_variable_any changed_;
    std::mutex wake_mutex_;
    std::function<void()> wake_; // guarded by wake_mutex_
};

}
