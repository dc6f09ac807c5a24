#pragma once
// What the process has used so far, for benchmarks. Any thread.

#include <chrono>
#include <string>
#include <map>
#include <ctime>
#include <vector>

namespace console {

/// CPU time of this thread, and of all threads of the process; milliseconds. On a busy machine the clock on the wall says more
/// about the others.
inline double clock_ms(clockid_t clock)
{
    timespec t{};
    clock_gettime(clock, &t);
    return static_cast<double>(t.tv_sec) * 1e3 + static_cast<double>(t.tv_nsec) / 1e6;
}
inline double thread_cpu_ms() { return clock_ms(CLOCK_THREAD_CPUTIME_ID); }
inline double process_cpu_ms() { return clock_ms(CLOCK_PROCESS_CPUTIME_ID); }

/// Memory that is resident now, in 10⁶ bytes.
double resident_mb();
/// Files, sockets and pipes that are open now, and threads; 0 where this system does not tell.
int open_files();
int running_threads();

inline double milliseconds(std::chrono::steady_clock::duration d) { return std::chrono::duration<double, std::milli>(d).count(); }

/// The middle, the slow ones and the slowest of at least one value.
struct Spread {
    double p50 = 0, p95 = 0, p99 = 0, max = 0;
};
Spread spread_of(std::vector<double> values);
/// By name, as reports print it.
std::map<std::string, double> named_spread(std::vector<double> values);

}
