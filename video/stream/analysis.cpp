#include "video/stream/analysis.h"

#include "video/thread_role.h"

#include <condition_variable>
#include <deque>
#include <functional>
#include <mutex>
#include <thread>
#include <utility>

namespace video {
namespace {

// Two looks agree before anything is said, and what they find is to be said within 3 s.
constexpr milliseconds interval{1400};
constexpr double still_difference = 0.5;

class Queue {
public:
    Queue()
    {
        std::thread([this] {
            take_role("analysis", analysis_nice);
            work();
        }).detach();
    }
    void add(std::function<void()> task)
    {
        {
            std::lock_guard lock(mutex_);
            tasks_.push_back(std::move(task));
        }
        changed_.notify_one();
    }

private:
    void work()
    {
        for (;;) {
            std::unique_lock lock(mutex_);
            changed_.wait(lock, [this] { return !tasks_.empty(); });
            const auto task = std::move(tasks_.front());
            tasks_.pop_front();
            lock.unlock();
            task();
        }
    }

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<std::function<void()>> tasks_; // guarded by mutex_; one per stream at most
};

Queue& queue()
{
    static auto* const the_queue = new Queue; // never destroyed: its thread runs to the end of the process
    return *the_queue;
}

}

struct Analysis::Shared {
    std::mutex mutex;
    bool busy = false;              // guarded by mutex
    std::optional<Finding> finding; // guarded by mutex
    std::shared_ptr<const Frame> before; // the analysis thread only
};

Analysis::Analysis() : shared_(std::make_shared<Shared>()) {}

bool Analysis::is_due(Time now) const
{
    if (last_ != Time{} && now - last_ < interval)
        return false;
    std::lock_guard lock(shared_->mutex);
    return !shared_->busy;
}

void Analysis::look(std::shared_ptr<const Frame> picture, Time at)
{
    last_ = at;
    {
        std::lock_guard lock(shared_->mutex);
        shared_->busy = true;
    }
    queue().add([shared = shared_, picture = std::move(picture), at] {
        Finding finding{.at = at};
        try {
            finding.content = look_at(*picture);
            finding.still = shared->before && difference(*shared->before, *picture) < still_difference;
            shared->before = picture;
        } catch (const std::exception&) {
            // No memory for a thumbnail: no finding is the honest answer.
        }
        std::lock_guard lock(shared->mutex);
        shared->finding = finding;
        shared->busy = false;
    });
}

std::optional<Finding> Analysis::take()
{
    std::lock_guard lock(shared_->mutex);
    return std::exchange(shared_->finding, std::nullopt);
}

}
