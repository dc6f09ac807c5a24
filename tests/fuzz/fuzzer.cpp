// libFuzzer's way in; one program a target. Both bounds are of processor time: on a busy machine a wall clock stops what has not had its turn.

#include "tests/fuzz/targets.h"

#include <csignal>
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <ctime>
#include <unistd.h>

namespace {

/// Seconds of processor time one input may take; the slowest of each corpus takes less than one.
constexpr time_t input_seconds = 25;

timer_t input_timer;

/// A clock of this process's processor time that sends `signal`.
timer_t make_timer(int signal)
{
    sigevent event{};
    event.sigev_notify = SIGEV_SIGNAL;
    event.sigev_signo = signal;
    timer_t timer{};
    fuzz::require(timer_create(CLOCK_PROCESS_CPUTIME_ID, &event, &timer) == 0, "a timer of processor time can be made");
    return timer;
}

void set(timer_t timer, time_t seconds)
{
    itimerspec time{};
    time.it_value.tv_sec = seconds;
    timer_settime(timer, 0, &time, nullptr);
}

/// libFuzzer keeps the input of whoever aborts.
void too_long(int)
{
    constexpr char words[] = "does not hold: an input takes at most 25 s of processor time\n";
    [[maybe_unused]] const auto written = write(STDERR_FILENO, words, sizeof words - 1);
    std::abort();
}

}

/// FUZZ_CPU_SECONDS: ends the run, as libFuzzer ends one that gets SIGUSR1, with its figures.
extern "C" int LLVMFuzzerInitialize(int*, char***)
{
    struct sigaction action{};
    action.sa_handler = too_long;
    sigaction(SIGVTALRM, &action, nullptr);
    input_timer = make_timer(SIGVTALRM);
    if (const char* seconds = std::getenv("FUZZ_CPU_SECONDS"))
        set(make_timer(SIGUSR1), std::atol(seconds));
    return 0;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    set(input_timer, input_seconds);
    fuzz::FUZZ_TARGET({reinterpret_cast<const char*>(data), size});
    set(input_timer, 0);
    return 0;
}
