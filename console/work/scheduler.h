#pragma once
// Background work. A task has a name, progress and a handle; dropping the handle cancels it and guarantees that its result is not
// delivered. Results are delivered on the UI thread by deliver(). Queues: tile (cores − 1, newest request first), slow (3),
// archive (1), reader (1), analysis (1), net (2: pieces of base maps from servers, newest first), roll call (8: cameras that are
// asked), footage (2: the demo's clips); all but archive and reader at low priority.

#include "console/said.h"

#include <atomic>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace console {

enum class Queue { tile, slow, archive, reader, analysis, net, roll_call, footage };

/// Shared between the task and whoever shows it.
struct TaskProgress {
    std::atomic<double> done{0}; // 0 to 1
};

class TaskHandle {
public:
    TaskHandle() = default;
    TaskHandle(TaskHandle&&) noexcept = default;
    TaskHandle& operator=(TaskHandle&& other) noexcept;
    ~TaskHandle();
    /// From post() until the result was delivered or the task cancelled.
    bool is_running() const;
    void cancel();
    /// Lets the task run to its end although nobody holds it any more; its result is delivered while the UI thread delivers.
    void detach() { state_.reset(); }
    double done() const; // 0 to 1
    struct State;
    explicit TaskHandle(std::shared_ptr<State> state) : state_(std::move(state)) {}

private:
    std::shared_ptr<State> state_;
};

class Scheduler {
public:
    /// How a fault is told to the operator; UI thread.
    using Telling = std::function<Said(const Fault&)>;

    /// `wake` is called from any thread when something waits to be delivered. Without `tell` faults are told in English.
    explicit Scheduler(std::function<void()> wake, Telling tell = {});
    ~Scheduler(); // stops and joins all queues; the archive queue finishes what it holds

    /// Returns what to do on the UI thread; nothing at all: the task ends without waking anybody.
    using Work = std::function<std::function<void()>(std::stop_token, TaskProgress&)>;

    /// Work that throws reports through `failed` on the UI thread, as it is told to the operator.
    /// `name`: as it is shown, or of a text "task.NAME" with what stands in its {0} after a space ("footage 217").
    [[nodiscard]] TaskHandle post(Queue queue, std::string name, Work work, std::function<void(Said)> failed = {});

    /// work(stop, progress) → T on the queue, then done(T) on the UI thread.
    template <class W, class D>
    [[nodiscard]] TaskHandle run(Queue queue, std::string name, W work, D done, std::function<void(Said)> failed = {})
    {
        return post(
            queue, std::move(name),
            [work = std::move(work), done = std::move(done)](std::stop_token stop, TaskProgress& progress) mutable {
                auto result = std::make_shared<decltype(work(stop, progress))>(work(stop, progress));
                return std::function<void()>([done = std::move(done), result]() mutable { done(std::move(*result)); });
            },
            std::move(failed));
    }

    /// UI thread: a fault as it is told to the operator, of those that do not end their work.
    Said tell(const Fault& fault) const;

    /// UI thread: hands over the results that have come in. True when there were any.
    bool deliver();

    struct TaskInfo {
        std::string name;
        double done = 0;
        bool running = false;
        Queue queue = Queue::slow;
    };
    std::vector<TaskInfo> tasks() const;
    std::size_t waiting(Queue queue) const;

private:
    struct Impl;
    std::unique_ptr<Impl> impl_;
};

}
