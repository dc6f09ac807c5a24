#pragma once
// What a stream does between two attempts: which fault is final, how long to wait, what may end the wait early. The
// world outside is injected, so that every fault is tested without a camera and without waiting.

#include "video/cause.h"
#include "video/clock.h"
#include "video/stream/backoff.h"

#include <string>

namespace video {

/// How one attempt ended.
struct Attempt {
    Cause cause = Cause::none; // none: a recording came to its end
    std::string text;          // for the log, without credentials
    microseconds good_for{0};  // how long pictures came
};

enum class Woken {
    time,    // the wait is over
    retry,   // the operator asked
    network, // a link or an address has come back
    host,    // another stream of the same host plays again
    stop
};

enum class WaitFor { next_attempt, edit, replay };

class StreamOutside {
public:
    virtual ~StreamOutside() = default;
    virtual bool is_stopped() const = 0;
    virtual Time now() const = 0;
    /// Dials and plays until the fault, the end or the stop; never throws for what the other side does.
    virtual Attempt run_once() = 0;
    /// `wait` until the next attempt, the `failures`-th; both 0 for a fault that is final until something is edited.
    virtual void say_failed(const Attempt& attempt, int failures, milliseconds wait) = 0;
    virtual void say_ended() = 0;
    virtual Woken wait(Time until, WaitFor what) = 0;
    /// Whether the sign-in is another than the one last tried; false where it is fixed.
    virtual bool has_new_sign_in() = 0;
};

/// A wrong password is final until edited: asking again and again locks accounts.
bool is_final(Cause cause);

/// Until the stop.
void run_stream(StreamOutside& outside, Backoff& backoff);

}
