#include "video/stream/reaper.h"

#include <algorithm>

namespace video {

void Reaper::adopt(std::thread thread, Ended ended)
{
    std::vector<Adopted> done;
    {
        std::lock_guard lock(mutex_);
        adopted_.push_back({std::move(thread), std::move(ended)});
        done = take_ended();
    }
    for (Adopted& one : done)
        one.thread.join(); // it has said its last word: joining takes microseconds
}

void Reaper::report_end(const Ended& ended)
{
    // Notified under the lock: afterwards this thread touches nothing of ours.
    std::lock_guard lock(mutex_);
    *ended = true;
    changed_.notify_all();
}

std::vector<Reaper::Adopted> Reaper::take_ended()
{
    const auto split = std::partition(adopted_.begin(), adopted_.end(), [](const Adopted& one) { return !*one.ended; });
    std::vector<Adopted> done(std::make_move_iterator(split), std::make_move_iterator(adopted_.end()));
    adopted_.erase(split, adopted_.end());
    return done;
}

bool Reaper::wait(milliseconds limit)
{
    std::vector<Adopted> done;
    bool all = false;
    {
        std::unique_lock lock(mutex_);
        const auto have_all_ended = [this] {
            return std::all_of(adopted_.begin(), adopted_.end(), [](const Adopted& one) { return *one.ended; });
        };
        all = changed_.wait_for(lock, limit, have_all_ended);
        done = take_ended();
    }
    for (Adopted& one : done)
        one.thread.join();
    return all;
}

Reaper& reaper()
{
    static auto* const the_reaper = new Reaper; // never destroyed: threads may still end while the program does
    return *the_reaper;
}

}
