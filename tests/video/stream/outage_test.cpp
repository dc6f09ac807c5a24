// Two hundred cameras behind one host that fail at once and come back, under a clock that jumps: the streams' own loop, back-off, budget
// and desk; only the cameras are imagined. Each loop has a thread, of which one runs at a time.

#include "video/dial/budget.h"
#include "video/stream/retry_desk.h"
#include "video/stream/stream_loop.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <condition_variable>
#include <memory>
#include <mutex>
#include <optional>
#include <thread>
#include <vector>

using namespace video;
using namespace std::chrono_literals;

namespace {

class Town {
public:
    Town(Time from, Time to) : is_away_from(from), is_away_until(to) {}

    const Time is_away_from, is_away_until; // the host of them all
    DialBudget of_host{host_dials_at_once, host_dials_per_s}, of_all{dials_at_once, dials_per_s};
    RetryDesk desk;
    std::vector<Time> dials;
    Time now{1h};
    bool is_over = false;

    struct Sleeper {
        Time until;
        Woken why = Woken::time;
        bool sleeps = false, runs = true;
        std::condition_variable turn; // each its own: two hundred woken for one are slow
    };

    /// By the thread that runs; another runs meanwhile.
    Woken sleep(Sleeper& me, Time until)
    {
        std::unique_lock lock(mutex_);
        me.until = until;
        me.why = Woken::time;
        me.sleeps = true;
        stop_running(me);
        me.turn.wait(lock, [&] { return me.runs; });
        return is_over ? Woken::stop : me.why;
    }
    void wake(Sleeper& other, Woken why)
    {
        std::lock_guard lock(mutex_);
        if (!other.sleeps)
            return;
        other.until = now;
        other.why = why;
    }
    void leave(Sleeper& me)
    {
        std::lock_guard lock(mutex_);
        me.sleeps = false;
        stop_running(me);
    }
    /// Lets the earliest run, again and again, until `end`; then all come to their end.
    void run(std::vector<std::unique_ptr<Sleeper>>& all, Time end)
    {
        std::unique_lock lock(mutex_);
        running_ += static_cast<int>(all.size());
        for (;;) {
            changed_.wait(lock, [&] { return running_ == 0; });
            const auto next = std::ranges::min_element(all, {}, [](const auto& one) { return one->sleeps ? one->until : Time::max(); });
            if (!(*next)->sleeps)
                return;
            is_over = is_over || (*next)->until > end;
            if (!is_over)
                now = std::max(now, (*next)->until);
            (*next)->sleeps = false;
            (*next)->runs = true;
            ++running_;
            (*next)->turn.notify_one();
        }
    }

private:
    void stop_running(Sleeper& me)
    {
        me.runs = false;
        if (--running_ == 0)
            changed_.notify_one();
    }

    std::mutex mutex_;
    std::condition_variable changed_; // nobody runs
    int running_ = 0;                 // below nothing while some begin before run()
};

class Imagined final : public StreamOutside {
public:
    Imagined(Town& town, Town::Sleeper& sleeper) : town_(town), sleeper_(sleeper) {}

    std::optional<Time> back; // when it played again after the outage

    bool is_stopped() const override { return town_.is_over; }
    Time now() const override { return town_.now; }
    Attempt run_once() override
    {
        // As Connection::open() asks.
        if (town_.sleep(sleeper_, town_.of_host.take(town_.now)) == Woken::stop || town_.sleep(sleeper_, town_.of_all.take(town_.now)) == Woken::stop)
            return {};
        town_.dials.push_back(town_.now);
        const auto is_away = [&] { return town_.now >= town_.is_away_from && town_.now < town_.is_away_until; };
        if (is_away())
            return failed();
        if (town_.sleep(sleeper_, town_.now + 300ms) == Woken::stop || is_away())
            return failed();
        if (std::exchange(has_failed_, false))
            town_.desk.host_is_back("recorder", town_.now);
        if (town_.now >= town_.is_away_until && !back)
            back = town_.now;
        const Time began = town_.now;
        town_.sleep(sleeper_, town_.now < town_.is_away_from ? town_.is_away_from : Time(1000h));
        return failed(std::chrono::duration_cast<microseconds>(town_.now - began));
    }
    void say_failed(const Attempt&, int, milliseconds) override {}
    void say_ended() override {}
    Woken wait(Time until, WaitFor) override
    {
        const auto place = town_.desk.wait("recorder", [this](Woken why) { town_.wake(sleeper_, why); });
        return town_.sleep(sleeper_, until);
    }
    bool has_new_sign_in() override { return false; }

private:
    Attempt failed(microseconds good_for = {})
    {
        has_failed_ = true;
        return {.cause = Cause::refused_connection, .text = "x", .good_for = good_for};
    }

    Town& town_;
    Town::Sleeper& sleeper_;
    bool has_failed_ = false;
};

struct Outage {
    std::chrono::seconds lasts;
};

class OutageOf200 : public testing::TestWithParam<Outage> {};

TEST_P(OutageOf200, keeps_the_budget_and_ends_within_a_minute)
{
    constexpr int cameras = 200;
    const Time begins = Time(1h) + 2min, ends = begins + GetParam().lasts;
    Town town(begins, ends);
    std::vector<std::unique_ptr<Town::Sleeper>> sleepers;
    std::vector<std::unique_ptr<Imagined>> all;
    for (int i = 0; i < cameras; ++i) {
        sleepers.push_back(std::make_unique<Town::Sleeper>());
        all.push_back(std::make_unique<Imagined>(town, *sleepers.back()));
    }
    std::vector<std::thread> threads;
    for (int i = 0; i < cameras; ++i)
        threads.emplace_back([&, i] {
            town.sleep(*sleepers[i], town.now);
            Backoff backoff(static_cast<std::uint32_t>(i * 7919 + 1));
            run_stream(*all[i], backoff);
            town.leave(*sleepers[i]);
        });
    town.run(sleepers, ends + 5min);
    for (std::thread& thread : threads)
        thread.join();

    EXPECT_GE(town.dials.size(), 2u * cameras);
    for (auto first = town.dials.begin(); first != town.dials.end(); ++first) {
        const auto behind = std::upper_bound(first, town.dials.end(), *first + 1s);
        ASSERT_LE(behind - first, host_dials_at_once + host_dials_per_s);
        const auto minute = std::upper_bound(first, town.dials.end(), *first + 1min);
        ASSERT_LE(minute - first, host_dials_at_once + 60 * host_dials_per_s);
    }
    for (const auto& one : all) {
        ASSERT_TRUE(one->back);
        EXPECT_LE(*one->back - ends, 60s);
    }
}

INSTANTIATE_TEST_SUITE_P(Lasting, OutageOf200, testing::Values(Outage{1s}, Outage{20s}, Outage{90s}, Outage{10min}),
                         [](const auto& info) { return std::to_string(info.param.lasts.count()) + "s"; });

}
