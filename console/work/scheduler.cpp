#include "console/work/scheduler.h"

#include "video/thread_role.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <deque>
#include <mutex>
#include <thread>

namespace console {

struct TaskHandle::State {
    std::string name;          // set once in post()
    Scheduler::Work work;      // the queue's thread only, after post()
    std::function<void(Said)> failed;
    std::function<void()> result; // written by the queue's thread before the task enters the inbox, then ui thread
    std::stop_source stop;
    TaskProgress progress;
    std::atomic<bool> cancelled{false}, running{false}, finished{false};
};

namespace {

using StatePtr = std::shared_ptr<TaskHandle::State>;

// Low priority must stay runnable under load (tiles on two busy cores), so a nice value and not SCHED_IDLE.
constexpr int low_priority_nice = 10;

struct QueuePlan {
    const char* name;
    bool newest_first, low_priority;
};

constexpr QueuePlan plans[] = {{"tile", true, true},
                               {"slow", false, true},
                               {"archive", false, false},
                               {"reader", false, false},
                               {"analysis", false, true},
                               {"net", true, true},
                               {"roll call", false, true},
                               {"footage", false, true}};

std::size_t threads_of(Queue queue)
{
    if (queue == Queue::tile)
        return std::max(1u, std::thread::hardware_concurrency() - 1);
    return queue == Queue::slow ? 3 : queue == Queue::net || queue == Queue::footage ? 2 : queue == Queue::roll_call ? 8 : 1;
}

}

struct Scheduler::Impl {
    struct Line {
        std::mutex mutex;
        std::condition_variable changed;
        std::deque<StatePtr> waiting; // guarded by mutex
        std::deque<StatePtr> running; // guarded by mutex
        bool ending = false;          // guarded by mutex
        std::vector<std::thread> threads; // set once in the constructor
    };

    std::function<void()> wake; // set once in the constructor
    Telling told;               // set once in the constructor, called on the ui thread
    std::array<Line, std::size(plans)> lines;
    std::mutex inbox_mutex;
    std::vector<StatePtr> inbox; // guarded by inbox_mutex

    Line& line(Queue queue) { return lines[static_cast<std::size_t>(queue)]; }

    void work_off(Queue queue)
    {
        const QueuePlan& plan = plans[static_cast<std::size_t>(queue)];
        video::take_role(plan.name, plan.low_priority ? low_priority_nice : 0);
        Line& own = line(queue);
        std::unique_lock lock(own.mutex);
        for (;;) {
            own.changed.wait(lock, [&] { return own.ending || !own.waiting.empty(); });
            if (own.waiting.empty())
                return;
            StatePtr task = plan.newest_first ? own.waiting.back() : own.waiting.front();
            plan.newest_first ? own.waiting.pop_back() : own.waiting.pop_front();
            own.running.push_back(task);
            lock.unlock();
            run(*task);
            if (task->result)
                deliver_later(task);
            lock.lock();
            std::erase(own.running, task);
        }
    }

    Said tell(const Fault& fault) const { return told ? told(fault) : Said(fault.english); }

    void run(TaskHandle::State& task)
    {
        if (!task.cancelled) {
            task.running = true;
            try {
                task.result = task.work(task.stop.get_token(), task.progress);
                task.finished = !task.result;
            } catch (const std::exception& error) {
                task.result = [&task, this, fault = fault_of(error)] {
                    if (task.failed)
                        task.failed(tell(fault));
                };
            } catch (...) {
                // geo::Cancelled: the work let go because it was asked to; there is nothing to deliver.
                task.result = [] {};
            }
            task.running = false;
        }
        task.work = nullptr; // what it holds is let go on the thread that worked with it
    }

    void deliver_later(StatePtr task)
    {
        {
            std::lock_guard lock(inbox_mutex);
            inbox.push_back(std::move(task));
        }
        if (wake)
            wake();
    }
};

TaskHandle& TaskHandle::operator=(TaskHandle&& other) noexcept
{
    if (this != &other) {
        cancel();
        state_ = std::move(other.state_);
    }
    return *this;
}

TaskHandle::~TaskHandle() { cancel(); }

bool TaskHandle::is_running() const { return state_ && !state_->cancelled && !state_->finished; }

double TaskHandle::done() const { return state_ ? state_->progress.done.load() : 0; }

void TaskHandle::cancel()
{
    if (!state_)
        return;
    state_->cancelled = true;
    state_->stop.request_stop();
    state_.reset();
}

Scheduler::Scheduler(std::function<void()> wake, Telling tell) : impl_(std::make_unique<Impl>())
{
    impl_->wake = std::move(wake);
    impl_->told = std::move(tell);
    for (std::size_t i = 0; i < std::size(plans); ++i) {
        const auto queue = static_cast<Queue>(i);
        for (std::size_t n = threads_of(queue); n > 0; --n)
            impl_->lines[i].threads.emplace_back([this, queue] { impl_->work_off(queue); });
    }
}

Scheduler::~Scheduler()
{
    for (std::size_t i = 0; i < std::size(plans); ++i) {
        auto& line = impl_->lines[i];
        std::lock_guard lock(line.mutex);
        line.ending = true;
        // What waits for the writing connection must not be lost, and the reading one has to be closed before it.
        if (static_cast<Queue>(i) != Queue::archive && static_cast<Queue>(i) != Queue::reader) {
            line.waiting.clear();
            for (const StatePtr& task : line.running)
                task->stop.request_stop();
        }
        line.changed.notify_all();
    }
    for (auto& line : impl_->lines)
        for (std::thread& thread : line.threads)
            thread.join();
}

Said Scheduler::tell(const Fault& fault) const { return impl_->tell(fault); }

TaskHandle Scheduler::post(Queue queue, std::string name, Work work, std::function<void(Said)> failed)
{
    auto task = std::make_shared<TaskHandle::State>();
    task->name = std::move(name);
    task->work = std::move(work);
    task->failed = std::move(failed);
    auto& line = impl_->line(queue);
    {
        std::lock_guard lock(line.mutex);
        line.waiting.push_back(task);
    }
    line.changed.notify_one();
    return TaskHandle(std::move(task));
}

bool Scheduler::deliver()
{
    std::vector<StatePtr> came;
    {
        std::lock_guard lock(impl_->inbox_mutex);
        came.swap(impl_->inbox);
    }
    for (const StatePtr& task : came) {
        // A result delivered a moment ago may have dropped this one's handle.
        if (!task->cancelled)
            task->result();
        task->result = nullptr;
        task->failed = nullptr;
        task->finished = true;
    }
    return !came.empty();
}

std::vector<Scheduler::TaskInfo> Scheduler::tasks() const
{
    std::vector<TaskInfo> infos;
    for (std::size_t i = 0; i < impl_->lines.size(); ++i) {
        auto& line = impl_->lines[i];
        std::lock_guard lock(line.mutex);
        for (const auto* list : {&line.running, &line.waiting})
            for (const StatePtr& task : *list)
                if (!task->cancelled)
                    infos.push_back({task->name, task->progress.done, task->running, static_cast<Queue>(i)});
    }
    return infos;
}

std::size_t Scheduler::waiting(Queue queue) const
{
    auto& line = impl_->line(queue);
    std::lock_guard lock(line.mutex);
    const auto is_wanted = [](const StatePtr& task) { return !task->cancelled; };
    return static_cast<std::size_t>(std::ranges::count_if(line.waiting, is_wanted) +
                                    std::ranges::count_if(line.running, is_wanted));
}

}
