#pragma once
// Ctrl+C and SIGTERM as a stop request. The first one is made on the main thread before any other thread; while it lives neither ends the program by
// itself. One that is made while another lives shares its request: a verb's own inside that of the program.

#include <chrono>
#include <memory>
#include <stop_token>
#include <string>

namespace console {

/// What a verb that was asked to stop is given before it is ended.
inline constexpr auto longest_ending = std::chrono::milliseconds(1200);

class Interrupt {
public:
    Interrupt() : Interrupt(std::string()) {}
    /// Of a verb of the command line, which is ended with status 128 + signal: at once where it never asked for token(), after `longest_ending` where
    /// it was asked in vain. What it has half made goes (geo/new_file.h). No name: the request alone.
    explicit Interrupt(std::string verb);
    ~Interrupt();
    Interrupt(const Interrupt&) = delete;
    Interrupt& operator=(const Interrupt&) = delete;

    /// Whoever takes it promises to look at it.
    std::stop_token token() const;

private:
    class Waiter;
    std::shared_ptr<Waiter> waiter_;
};

} // namespace console
