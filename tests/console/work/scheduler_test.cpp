#include "console/work/scheduler.h"

#include <gtest/gtest.h>

#include <condition_variable>
#include <future>
#include <mutex>
#include <thread>

namespace {

using console::Queue;
using console::Scheduler;

/// Waits for wake() instead of sleeping; gives up after ten seconds.
class Bell {
public:
    void ring()
    {
        std::lock_guard lock(mutex_);
        rung_ = true;
        changed_.notify_all();
    }
    bool wait()
    {
        std::unique_lock lock(mutex_);
        const bool came = changed_.wait_for(lock, std::chrono::seconds(10), [&] { return rung_; });
        rung_ = false;
        return came;
    }

private:
    std::mutex mutex_;
    std::condition_variable changed_;
    bool rung_ = false;
};

struct SchedulerTest : testing::Test {
    Bell bell;
    Scheduler scheduler{[this] { bell.ring(); }};

    void deliver_until(const std::function<bool()>& done)
    {
        while (!done()) {
            ASSERT_TRUE(bell.wait());
            scheduler.deliver();
        }
    }
};

TEST_F(SchedulerTest, delivers_results_on_the_calling_thread)
{
    for (const Queue queue : {Queue::tile, Queue::slow, Queue::archive, Queue::reader, Queue::analysis}) {
        std::thread::id worked, delivered;
        int result = 0;
        auto task = scheduler.run(
            queue, "add",
            [&](std::stop_token, console::TaskProgress&) {
                worked = std::this_thread::get_id();
                return 40 + 2;
            },
            [&](int sum) {
                delivered = std::this_thread::get_id();
                result = sum;
            });
        deliver_until([&] { return result != 0; });
        EXPECT_EQ(result, 42);
        EXPECT_EQ(delivered, std::this_thread::get_id());
        EXPECT_NE(worked, delivered);
        EXPECT_FALSE(task.is_running());
    }
}

TEST_F(SchedulerTest, an_exception_arrives_as_words)
{
    std::string words;
    auto task = scheduler.run(
        Queue::slow, "fail", [](std::stop_token, console::TaskProgress&) -> int { throw std::runtime_error("disk full"); },
        [](int) { FAIL(); }, [&](console::Said why) { words = english_of(why); });
    deliver_until([&] { return !words.empty(); });
    EXPECT_EQ(words, "disk full");
}

TEST_F(SchedulerTest, a_dropped_handle_keeps_its_result_away)
{
    std::promise<void> go;
    auto gone = go.get_future().share();
    bool delivered = false;
    {
        auto task = scheduler.run(
            Queue::reader, "dropped", [gone](std::stop_token, console::TaskProgress&) { gone.wait(); return 1; },
            [&](int) { delivered = true; });
    }
    go.set_value();
    bool after = false;
    auto second = scheduler.run(
        Queue::reader, "after", [](std::stop_token, console::TaskProgress&) { return 1; }, [&](int) { after = true; });
    deliver_until([&] { return after; });
    EXPECT_FALSE(delivered);
}

TEST_F(SchedulerTest, a_handle_dropped_by_a_delivery_of_the_same_batch_keeps_its_result_away)
{
    bool second_delivered = false, last = false;
    console::TaskHandle second;
    const auto one = [](std::stop_token, console::TaskProgress&) { return 1; };
    auto first = scheduler.run(Queue::archive, "first", one, [&](int) { second.cancel(); });
    second = scheduler.run(Queue::archive, "second", one, [&](int) { second_delivered = true; });
    auto third = scheduler.run(Queue::archive, "third", one, [&](int) { last = true; });
    while (scheduler.waiting(Queue::archive) > 0)
        std::this_thread::yield();
    deliver_until([&] { return last; });
    EXPECT_FALSE(second_delivered);
}

TEST_F(SchedulerTest, cancel_reaches_the_work)
{
    std::promise<void> started, stopped;
    auto task = scheduler.run(
        Queue::slow, "long",
        [&](std::stop_token stop, console::TaskProgress&) {
            started.set_value();
            while (!stop.stop_requested())
                std::this_thread::yield();
            stopped.set_value();
            return 1;
        },
        [](int) { FAIL(); });
    started.get_future().wait();
    EXPECT_TRUE(task.is_running());
    task.cancel();
    EXPECT_EQ(stopped.get_future().wait_for(std::chrono::seconds(10)), std::future_status::ready);
    EXPECT_FALSE(task.is_running());
}

TEST(Scheduler, the_archive_queue_finishes_what_it_holds)
{
    std::atomic<int> written{0};
    {
        Scheduler scheduler([] {});
        for (int i = 0; i < 50; ++i)
            scheduler
                .run(Queue::archive, "write", [&](std::stop_token, console::TaskProgress&) { return ++written; }, [](int) {})
                .detach();
    }
    EXPECT_EQ(written, 50);
}

}
