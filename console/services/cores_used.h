#pragma once
// How many cores this process has had over the last moment: for deciding how much may still be decoded. UI thread.

#include <chrono>

namespace console {

class CoresUsed {
public:
    /// 1.0 is one core, wholly. Looks anew at most once a second; the first second nothing is known, and it is 0.
    double look(std::chrono::steady_clock::time_point now);

private:
    double used_ = 0, cpu_s_ = 0;
    std::chrono::steady_clock::time_point looked_at_{};
};

}
