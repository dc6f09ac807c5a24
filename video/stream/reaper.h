#pragma once
// Takes the threads of dropped streams and joins them once they have ended, so that nobody waits for a network.

#include "video/clock.h"

#include <condition_variable>
#include <memory>
#include <mutex>
#include <thread>
#include <vector>

namespace video {

class Reaper {
public:
    /// Set by a thread's last act.
    using Ended = std::shared_ptr<bool>;

    void adopt(std::thread thread, Ended ended);
    void report_end(const Ended& ended);
    /// True if every adopted thread has ended within `limit`.
    bool wait(milliseconds limit);

private:
    struct Adopted {
        std::thread thread;
        Ended ended; // what it points to is guarded by mutex_
    };
    std::vector<Adopted> take_ended();

    std::mutex mutex_;
    std::condition_variable changed_;
    std::vector<Adopted> adopted_; // guarded by mutex_
};

/// The one of the process; lives until it ends.
Reaper& reaper();

}
