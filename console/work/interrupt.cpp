#include "console/work/interrupt.h"

#include "geo/new_file.h"

#include <atomic>
#include <csignal>
#include <cstdio>
#include <ctime>
#include <mutex>
#include <thread>

#include <pthread.h>
#include <termios.h>
#include <unistd.h>

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

timespec timespec_from(std::chrono::milliseconds span)
{
    const auto seconds = std::chrono::duration_cast<std::chrono::seconds>(span);
    return {seconds.count(), std::chrono::nanoseconds(span - seconds).count()};
}

}

class Interrupt::Waiter {
public:
    explicit Waiter(std::string verb) : verb_(std::move(verb))
    {
        // Blocked here, the signals wait for sigwait in a thread of its own: no handler, so nothing has to be signal-safe.
        const sigset_t set = watched();
        pthread_sigmask(SIG_BLOCK, &set, &before_);
        thread_ = std::thread([this] { wait(); });
    }

    ~Waiter()
    {
        pthread_kill(thread_.native_handle(), SIGUSR1);
        thread_.join();
        pthread_sigmask(SIG_SETMASK, &before_, nullptr);
    }

    std::stop_token token()
    {
        is_looked_at_ = true;
        return source_.get_token();
    }

    /// The one of this process, while there is one.
    static std::shared_ptr<Waiter> shared(std::string verb)
    {
        static std::mutex mutex;
        static std::weak_ptr<Waiter> present; // guarded by mutex; signals are the process's own
        const std::lock_guard lock(mutex);
        std::shared_ptr<Waiter> waiter = present.lock();
        if (!waiter)
            present = waiter = std::make_shared<Waiter>(std::move(verb));
        return waiter;
    }

private:
    void wait()
    {
        const sigset_t set = watched();
        int signal = 0;
        while (sigwait(&set, &signal) == 0 && signal != SIGUSR1) {
            source_.request_stop();
            if (verb_.empty())
                continue;
            const timespec grace = timespec_from(longest_ending);
            // A second Ctrl+C means it; SIGUSR1: it has ended by itself.
            if (is_looked_at_ && sigtimedwait(&set, nullptr, &grace) == SIGUSR1)
                return;
            end(signal);
        }
    }

    [[noreturn]] void end(int signal) const
    {
        constexpr int ended_by_signal = 128;
        geo::abandon_new_files();
        show_what_is_typed();
        std::fprintf(stderr, "gridwatch %s: ended by %s; nothing half made was left\n", verb_.c_str(), signal == SIGINT ? "Ctrl+C" : "SIGTERM");
        _exit(ended_by_signal + signal);
    }

    /// A verb that asked for a password unseen would leave the terminal so.
    void show_what_is_typed() const
    {
        termios now{};
        if (has_terminal_ && ::tcgetattr(STDIN_FILENO, &now) == 0 && now.c_lflag != terminal_.c_lflag)
            ::tcsetattr(STDIN_FILENO, TCSANOW, &terminal_);
    }

    termios terminal_{};
    const bool has_terminal_ = ::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &terminal_) == 0;
    std::string verb_;
    std::stop_source source_;
    std::atomic<bool> is_looked_at_ = false;
    sigset_t before_{};
    std::thread thread_;
};

Interrupt::Interrupt(std::string verb) : waiter_(Waiter::shared(std::move(verb))) {}

Interrupt::~Interrupt() = default;

std::stop_token Interrupt::token() const { return waiter_->token(); }

}
