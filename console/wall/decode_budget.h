#pragma once
// Which streams are decoded in full and which in part, so that all of them together fit the machine: what each costs is measured,
// not guessed. The tile in focus stays whole; the least of the others yield first. Pure: time and figures come in. UI thread.

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
    bool is_late = false;
};

class DecodeBudget {
public:
    /// `cores` of this machine; a part is left to the interface and to others.
    explicit DecodeBudget(double cores) : cores_(cores) {}

    /// Decides anew at most every two seconds; between, the last word holds and new streams begin in full if there is room.
    void decide(const std::vector<StreamNeed>& needs, std::chrono::steady_clock::time_point now);
    PictureRate rate(data::CameraId camera) const;

private:
    struct Known {
        double full = 0;    // of a core at full rate, as measured last
        PictureRate rate = PictureRate::full;
    };
    double cost(const Known& known, PictureRate rate) const;

    double cores_;
    double pressure_ = 1;   // falls while pictures come late: then others use the machine, too
    std::unordered_map<data::CameraId, Known> known_;
    std::size_t decided_for_ = 0;
    std::chrono::steady_clock::time_point decided_at_{};
};

/// Pictures a second of a reduced stream.
inline constexpr int reduced_per_s = 8;

}
