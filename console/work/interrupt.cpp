#include "console/work/interrupt.h"

#include <pthread.h>

namespace console {
namespace {

sigset_t watched()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGINT);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGUSR1); // the destructor's word to the waiter
    return set;
}

} // namespace

Interrupt::Interrupt()
{
    // Blocked here, the signals wait for sigwait in a thread of its own: no handler, so nothing has to be signal-safe.
    const sigset_t set = watched();
    pthread_sigmask(SIG_BLOCK, &set, &before_);
    waiter_ = std::thread([this] {
        const sigset_t waited = watched();
        int signal = 0;
        while (sigwait(&waited, &signal) == 0 && signal != SIGUSR1)
            source_.request_stop();
    });
}

Interrupt::~Interrupt()
{
    pthread_kill(waiter_.native_handle(), SIGUSR1);
    waiter_.join();
    pthread_sigmask(SIG_SETMASK, &before_, nullptr);
}

} // namespace console
