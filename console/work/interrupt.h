#pragma once
// Ctrl+C of a command line job as a stop request. Made on the main thread before the job starts; while it lives SIGINT
// and SIGTERM ask to stop instead of ending the program.

#include <csignal>
#include <stop_token>
#include <thread>

namespace console {

class Interrupt {
public:
    Interrupt();
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    std::stop_token token() const { return source_.get_token(); }

private:
    std::stop_source source_;
    sigset_t before_{};
    std::thread waiter_;
};

} // namespace console
