#include "video/stream/stream.h"

#include "video/content_hash.h"
#include "video/redact.h"
#include "video/stream/backoff.h"
#include "video/stream/connection.h"
#include "video/stream/reaper.h"
#include "video/stream/retry_desk.h"
#include "video/stream/status_board.h"
#include "video/thread_role.h"

#include <optional>
#include <thread>
#include <utility>

namespace video {

using std::chrono::steady_clock;

struct Stream::Shared final : StreamOutside {
    explicit Shared(StreamOptions given) : options(std::move(given)), board(options.wake) { board.want(options.wanted); }

    bool is_stopped() const override { return stop.stop_requested(); }
    Time now() const override { return steady_clock::now(); }
    Attempt run_once() override;
    void say_failed(const Attempt& attempt, int failures, milliseconds wait) override;
    void say_ended() override;
    Woken wait(Time until, WaitFor what) override;
    bool has_new_sign_in() override;

    const StreamOptions options;
    StatusBoard board;
    FrameSlot slot;
    std::stop_source stop;
    Reaper::Ended ended = std::make_shared<bool>(false);
    std::thread thread; // touched by the constructor and destructor of Stream only

    // The stream's thread only.
    Backoff backoff{static_cast<std::uint32_t>(content_hash(options.url.data(), options.url.size()))};
    StreamMemory memory{.asks_for_sound = options.keep_sound && options.sink};
    std::string host;                // of the last dial
    std::optional<SignIn> tried;     // what the last dial signed in with; none: the store had none
    bool has_failed = false;         // since the last packet

private:
    Address address();
};

namespace {

SystemTime calendar_now()
{
    return std::chrono::time_point_cast<microseconds>(std::chrono::system_clock::now());
}

}

Address Stream::Shared::address()
{
    Address address = parse_address(options.url);
    host = address.host;
    if (options.sign_in) {
        tried.reset();
        tried = options.sign_in();
        address.use(*tried);
    } else if (!options.user.empty() || !options.password.empty()) {
        address.use({options.user, options.password});
    }
    return options.loop ? address.looped() : address;
}

Attempt Stream::Shared::run_once()
{
    Attempt attempt;
    const auto fail = [&](Cause cause, const std::string& text) {
        attempt.cause = cause;
        attempt.text = without_secret(without_secret(text, options.password), options.user);
        if (tried)
            attempt.text = without_secret(without_secret(attempt.text, tried->password), tried->user);
    };
    std::optional<Connection> connection;
    try {
        // Its neighbours wait for the same recorder or switch.
        const auto is_back = [this] {
            if (std::exchange(has_failed, false) && !host.empty())
                retry_desk().host_is_back(host, now());
        };
        connection.emplace(ConnectionOrder{options, address(), board, slot, memory, stop.get_token(), is_back});
        connection->run();
    } catch (const Error& error) {
        fail(error.cause, error.what());
    } catch (const std::exception& error) {
        fail(Cause::other, error.what());
    }
    if (connection)
        attempt.good_for = connection->good_for();
    has_failed = attempt.cause != Cause::none;
    return attempt;
}

void Stream::Shared::say_failed(const Attempt& attempt, int failures, milliseconds wait)
{
    const bool refused = is_final(attempt.cause);
    board.update([&](Status& status) {
        status.state = refused ? State::refused : State::retrying;
        status.cause = attempt.cause;
        status.detail = attempt.text;
        status.since = calendar_now();
        status.attempt = failures;
        status.next_attempt = refused ? SystemTime{} : status.since + wait;
        status.decoded_per_s = 0;
        status.lag = {};
        return true;
    });
}

void Stream::Shared::say_ended()
{
    board.update([](Status& status) {
        status.state = State::recorded;
        status.cause = Cause::ended;
        status.since = calendar_now();
        return true;
    });
}

Woken Stream::Shared::wait(Time until, WaitFor what)
{
    board.begin_wait();
    if (what != WaitFor::next_attempt || host.empty())
        return board.wait(until, stop.get_token());
    const auto place = retry_desk().wait(host, [this](Woken why) { board.wake_up(why); });
    return board.wait(until, stop.get_token());
}

bool Stream::Shared::has_new_sign_in()
{
    if (!options.sign_in)
        return false;
    try {
        return options.sign_in() != tried;
    } catch (const Error&) {
        return false; // still none: saying so again every two seconds helps nobody
    }
}

Stream::Stream(StreamOptions options) : shared_(std::make_shared<Shared>(std::move(options)))
{
    shared_->thread = std::thread([shared = shared_] {
        take_role("stream/" + shared->options.name, decoding_nice);
        run_stream(*shared, shared->backoff);
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

void Stream::want(PictureWish wanted)
{
    shared_->board.want(wanted);
}

void Stream::retry_now()
{
    shared_->board.wake_up(Woken::retry);
}

bool wait_for_reaper(milliseconds limit)
{
    return reaper().wait(limit);
}

}
