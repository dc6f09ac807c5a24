#pragma once
// How busy this machine is, by whom: for deciding how much may still be decoded. Linux; UI thread.

#include "console/wall/decode_budget.h"

#include <chrono>

namespace console {

class MachineLoad {
public:
    /// `cores` that this process may use.
    explicit MachineLoad(double cores) : cores_(cores) {}

    /// Looks anew at most once a second; the first second nothing is known, and nothing is used.
    const CoresUsed& look(std::chrono::steady_clock::time_point now);

private:
    double cores_;
    CoresUsed used_;
    std::chrono::steady_clock::time_point looked_at_{};
    double own_s_ = 0, busy_ticks_ = 0, all_ticks_ = 0; // at looked_at_
};

/// Of a /proc/stat: ticks that all cores together were busy, all ticks, and how many cores it speaks of; all 0 where it cannot be read.
struct CoreTicks {
    double busy = 0, all = 0;
    int cores = 0;
};
CoreTicks ticks_from(const char* proc_stat);

}
