#include "video/stream.h"

#include "video/backoff.h"
#include "video/connection.h"
#include "video/content_hash.h"
#include "video/reaper.h"
#include "video/redact.h"
#include "video/status_board.h"

#include <pthread.h>

#include <thread>

namespace video {

using std::chrono::seconds;
using std::chrono::steady_clock;

struct Stream::Shared {
    explicit Shared(StreamOptions given) : options(std::move(given)), board(options.wake) {}

    void run();
    void run_once(const Address& address);
    void say_failed(Cause cause, const std::string& text);
    bool wait_for_next_attempt();
    Address address() const;

    const StreamOptions options;
    StatusBoard board;
    FrameSlot slot;
    std::stop_source stop;
    Reaper::Ended ended = std::make_shared<bool>(false);
    std::thread thread; // touched by the constructor and destructor of Stream only

    // The stream's thread only.
    Backoff backoff{static_cast<std::uint32_t>(content_hash(options.url.data(), options.url.size()))};
    std::uint64_t serial = 0;
};

namespace {

SystemTime calendar_now()
{
    return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
}

}

Address Stream::Shared::address() const
{
    Address address = parse_address(options.url);
    if (!options.user.empty() || !options.password.empty()) {
        address.user = options.user;
        address.password = options.password;
    }
    return address;
}

void Stream::Shared::run()
{
    while (!stop.stop_requested()) {
        try {
            run_once(address());
            if (stop.stop_requested())
                return;
            // A recording has ended: its last picture stays. retry_now() plays it again.
            board.update([](Status& status) {
                status.state = State::recorded;
                status.cause = Cause::ended;
                status.since = calendar_now();
                return true;
            });
            board.sleep_until(Time::max(), stop.get_token(), true);
            continue;
        } catch (const Error& error) {
            say_failed(error.cause, error.what());
        } catch (const std::exception& error) {
            say_failed(Cause::other, error.what());
        }
        if (!wait_for_next_attempt())
            return;
    }
}

void Stream::Shared::run_once(const Address& address)
{
    Connection connection(options, address, board, slot, serial, stop.get_token());
    try {
        connection.run();
    } catch (...) {
        // A camera that was well for a while starts from the short wait; one that dies after each picture does not.
        if (connection.good_for() > seconds(10))
            backoff.reset();
        throw;
    }
}

void Stream::Shared::say_failed(Cause cause, const std::string& text)
{
    const std::string detail = without_secret(without_secret(text, options.password), options.user);
    const bool refused = cause == Cause::wrong_password;
    const milliseconds wait = refused ? milliseconds(0) : backoff.next();
    board.update([&](Status& status) {
        status.state = refused ? State::refused : State::retrying;
        status.cause = cause;
        status.detail = detail;
        status.since = calendar_now();
        status.attempt = refused ? 0 : backoff.failures();
        status.next_attempt = refused ? SystemTime{} : status.since + wait;
        status.decoded_per_s = 0;
        status.lag = {};
        return true;
    });
}

bool Stream::Shared::wait_for_next_attempt()
{
    const Status now = board.status();
    // A wrong password is final until edited: asking again and again locks accounts.
    const Time until = now.state == State::refused ? Time::max() : steady_clock::now() + (now.next_attempt - now.since);
    const auto woken = board.sleep_until(until, stop.get_token(), true);
    if (woken == StatusBoard::Woken::retry)
        backoff.reset();
    return woken != StatusBoard::Woken::stop;
}

Stream::Stream(StreamOptions options) : shared_(std::make_shared<Shared>(std::move(options)))
{
    shared_->thread = std::thread([shared = shared_] {
        const std::string name = ("stream/" + shared->options.name).substr(0, 15); // the kernel keeps 15 characters
        pthread_setname_np(pthread_self(), name.c_str());
        shared->run();
        reaper().report_end(shared->ended);
    });
}

Stream::~Stream()
{
    shared_->stop.request_stop();
    shared_->board.forget_consumer();
    reaper().adopt(std::move(shared_->thread), shared_->ended);
}

Status Stream::status() const
{
    return shared_->board.status();
}

FrameSlot& Stream::slot()
{
    return shared_->slot;
}

void Stream::want(Wanted wanted)
{
    shared_->board.want(wanted);
}

void Stream::retry_now()
{
    shared_->board.retry_now();
}

bool wait_for_reaper(std::chrono::milliseconds limit)
{
    return reaper().wait(limit);
}

}
