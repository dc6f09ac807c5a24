#include "video/stream/stream_loop.h"

namespace video {
namespace {

using std::chrono::seconds;

constexpr auto looks_for_edit = seconds(2);
// A camera that was well for this long starts again from the short wait; one that dies after each picture does not.
constexpr auto well = seconds(10);

Woken wait_for_edit(StreamOutside& outside)
{
    for (;;) {
        const Woken woken = outside.wait(outside.now() + looks_for_edit, WaitFor::edit);
        if (woken == Woken::retry || woken == Woken::stop)
            return woken;
        if (outside.has_new_sign_in())
            return Woken::retry;
    }
}

}

bool is_final(Cause cause)
{
    return cause == Cause::wrong_password || cause == Cause::no_credential;
}

void run_stream(StreamOutside& outside, Backoff& backoff)
{
    while (!outside.is_stopped()) {
        const Attempt attempt = outside.run_once();
        if (outside.is_stopped())
            return;
        Woken woken = Woken::time;
        if (attempt.cause == Cause::none) {
            outside.say_ended();
            woken = outside.wait(Time::max(), WaitFor::replay);
        } else if (is_final(attempt.cause)) {
            outside.say_failed(attempt, 0, milliseconds(0));
            woken = wait_for_edit(outside);
        } else {
            if (attempt.good_for > well)
                backoff.reset();
            const milliseconds wait = backoff.next();
            outside.say_failed(attempt, backoff.failures(), wait);
            woken = outside.wait(outside.now() + wait, WaitFor::next_attempt);
        }
        if (woken == Woken::stop)
            return;
        if (woken == Woken::retry || woken == Woken::network)
            backoff.reset();
    }
}

}
