#include "video/stream/stream_loop.h"

#include <gtest/gtest.h>

#include <deque>

using namespace video;
using namespace std::chrono_literals;

namespace {

/// A camera that fails as written down, under a clock that jumps to the end of each wait.
class FakeOutside final : public StreamOutside {
public:
    struct Wait {
        WaitFor what;
        milliseconds length;
    };
    std::deque<Attempt> attempts;          // stops after the last
    std::deque<Woken> wakes;               // how the waits end; by time once empty
    std::deque<bool> sign_ins;             // whether each look finds a new one; false once empty
    std::vector<Wait> waits;
    std::vector<int> failures;
    int ends = 0;

    bool is_stopped() const override { return stopped_; }
    Time now() const override { return now_; }
    Attempt run_once() override
    {
        if (attempts.empty()) {
            stopped_ = true;
            return {};
        }
        const Attempt attempt = attempts.front();
        attempts.pop_front();
        return attempt;
    }
    void say_failed(const Attempt&, int count, milliseconds) override { failures.push_back(count); }
    void say_ended() override { ++ends; }
    Woken wait(Time until, WaitFor what) override
    {
        const bool is_endless = until == Time::max();
        waits.push_back({what, is_endless ? milliseconds::max() : std::chrono::duration_cast<milliseconds>(until - now_)});
        if (!is_endless)
            now_ = until;
        if (wakes.empty())
            return is_endless || waits.size() > 100 ? Woken::stop : Woken::time;
        const Woken woken = wakes.front();
        wakes.pop_front();
        return woken;
    }
    bool has_new_sign_in() override
    {
        if (sign_ins.empty())
            return false;
        const bool is_new = sign_ins.front();
        sign_ins.pop_front();
        return is_new;
    }

private:
    bool stopped_ = false;
    Time now_{1h};
};

Attempt failed(Cause cause, microseconds good_for = 0us) { return {.cause = cause, .text = "x", .good_for = good_for}; }

void run(FakeOutside& outside)
{
    Backoff backoff(7);
    run_stream(outside, backoff);
}

TEST(StreamLoop, each_fault_that_may_pass_is_tried_again_after_ever_longer_waits)
{
    for (const Cause cause : {Cause::name_not_found, Cause::unreachable, Cause::refused_connection, Cause::not_rtsp, Cause::not_found,
                              Cause::no_answer, Cause::ended, Cause::no_packets, Cause::broken_data, Cause::unsupported, Cause::no_file,
                              Cause::certificate, Cause::other}) {
        FakeOutside outside;
        outside.attempts.assign(8, failed(cause));
        run(outside);
        ASSERT_EQ(outside.waits.size(), 8u) << cause_names[int(cause)];
        EXPECT_EQ(outside.failures, (std::vector{1, 2, 3, 4, 5, 6, 7, 8}));
        const int usual_s[] = {1, 2, 4, 8, 16, 30, 30, 30};
        for (std::size_t i = 0; i < 8; ++i) {
            EXPECT_EQ(outside.waits[i].what, WaitFor::next_attempt);
            EXPECT_GE(outside.waits[i].length, usual_s[i] * 800ms);
            EXPECT_LE(outside.waits[i].length, usual_s[i] * 1200ms);
        }
    }
}

TEST(StreamLoop, a_camera_that_was_well_starts_from_the_short_wait)
{
    FakeOutside outside;
    for (int i = 0; i < 4; ++i)
        outside.attempts.push_back(failed(Cause::refused_connection));
    outside.attempts.push_back(failed(Cause::ended, 11s));
    outside.attempts.push_back(failed(Cause::ended, 9s));
    run(outside);
    EXPECT_EQ(outside.failures, (std::vector{1, 2, 3, 4, 1, 2}));
}

TEST(StreamLoop, a_refused_password_is_final_until_it_is_edited)
{
    for (const Cause cause : {Cause::wrong_password, Cause::no_credential}) {
        FakeOutside outside;
        outside.attempts = {failed(cause), failed(Cause::ended)};
        outside.sign_ins.assign(30, false);
        outside.sign_ins.push_back(true);
        outside.wakes.assign(31, Woken::time);
        outside.wakes[3] = outside.wakes[5] = Woken::network; // neither helps against a wrong password
        run(outside);
        ASSERT_EQ(outside.failures, (std::vector{0, 1}));
        ASSERT_EQ(outside.waits.size(), 32u);
        for (std::size_t i = 0; i < 31; ++i)
            EXPECT_EQ(outside.waits[i].what, WaitFor::edit);
    }
}

TEST(StreamLoop, the_operator_may_ask_again_though_the_password_was_refused)
{
    FakeOutside outside;
    outside.attempts = {failed(Cause::wrong_password), failed(Cause::wrong_password)};
    outside.wakes = {Woken::time, Woken::retry, Woken::stop};
    run(outside);
    EXPECT_EQ(outside.failures, (std::vector{0, 0}));
}

TEST(StreamLoop, the_networks_return_starts_from_the_short_wait_and_a_neighbours_does_not)
{
    FakeOutside outside;
    outside.attempts.assign(6, failed(Cause::unreachable));
    outside.wakes = {Woken::time, Woken::time, Woken::network, Woken::time, Woken::host, Woken::time};
    run(outside);
    EXPECT_EQ(outside.failures, (std::vector{1, 2, 3, 1, 2, 3}));
}

TEST(StreamLoop, a_recording_that_ended_waits_until_it_is_played_again)
{
    FakeOutside outside;
    outside.attempts = {Attempt{}, Attempt{}};
    outside.wakes = {Woken::retry, Woken::stop};
    run(outside);
    EXPECT_EQ(outside.ends, 2);
    ASSERT_EQ(outside.waits.size(), 2u);
    EXPECT_EQ(outside.waits[0].length, milliseconds::max());
    EXPECT_TRUE(outside.failures.empty());
}

TEST(StreamLoop, a_stop_ends_any_wait)
{
    for (const Cause cause : {Cause::none, Cause::wrong_password, Cause::no_answer}) {
        FakeOutside outside;
        outside.attempts.assign(5, failed(cause));
        outside.wakes = {Woken::stop};
        run(outside);
        EXPECT_EQ(outside.attempts.size(), 4u);
    }
}

}
