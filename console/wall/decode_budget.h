#pragma once
// Which streams are decoded in full and which in part, so that all of them together fit the machine: what each costs and what the machine has left
// is measured, at whatever rate it runs. The tile in focus stays whole; the least of the others yield first. Pure: time and figures come in. UI thread.

#include "console/frame/view.h"

#include <chrono>
#include <unordered_map>
#include <vector>

namespace console {

struct StreamNeed {
    data::CameraId camera;
    bool focused = false;
    int pixels = 0;         // of its place on the screen
    double cpu_share = 0;   // of one core, measured over the last second; 0: not known yet
    double wait_share = 0;  // of the last second: how long it waited for a core
    bool falls_behind = false; // this machine does not decode it as fast as it comes; a camera or line that is late does not count
};

class DecodeBudget {
public:
    /// `cores` of this machine; a part is left to the interface and to others.
    explicit DecodeBudget(double cores) : cores_(cores), granted_(cores) {}

    /// Decides anew at most every two seconds; between, the last word holds and new streams begin in full if there is room.
    /// `used`: cores that the whole process has had over the last second, 1.0 is one of them.
    void decide(const std::vector<StreamNeed>& needs, double used, std::chrono::steady_clock::time_point now);
    PictureRate rate(data::CameraId camera) const;

private:
    struct Known {
        double full = 0;    // of a core at full rate, as far as was measured
        PictureRate rate = PictureRate::full;
    };
    void learn(const std::vector<StreamNeed>& needs);
    double cost(const Known& known, PictureRate rate) const;
    double capacity(const std::vector<StreamNeed>& needs, double used, bool has_settled);
    void raise_one(const std::vector<StreamNeed>& most_first, double room);

    double cores_;
    double usual_ = 0;      // of one stream at full rate: the middle of those measured
    double granted_;        // cores: what others leave us, as far as was seen
    std::unordered_map<data::CameraId, Known> known_;
    std::size_t decided_for_ = 0;
    std::chrono::steady_clock::time_point decided_at_{}, changed_at_{}; // changed: when streams came or went
};

/// Pictures a second of a reduced stream.
inline constexpr int reduced_per_s = 8;

}
