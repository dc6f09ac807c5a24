#pragma once
// Measures a running console for `gridwatch bench idle` and `bench wall`: CPU of the whole process over a span, frames, and what
// became of each picture. UI thread; fed once a turn of the frame loop.

#include "console/session.h"
#include "console/view.h"

#include <chrono>
#include <string>
#include <vector>

namespace console {

class Meter {
public:
    /// `seconds`: how long to measure after the warm-up; a wall's begins when every picture is live, or after 30 s.
    Meter(double seconds, bool is_wall) : seconds_(seconds), is_wall_(is_wall) {}

    /// True once the span is over.
    bool step(const data::World& world, Session& session, const Pictures& pictures, std::uint64_t frames);
    /// A whole frame of the interface took this long.
    void add_frame(double milliseconds);
    /// One JSON object. CPU: all threads together.
    std::string result(const std::string& renderer) const;

private:
    using Steady = std::chrono::steady_clock;

    struct Tile {
        data::CameraId camera;
        std::string state;
        std::uint64_t shown = 0, shown_before = 0, dropped = 0, dropped_before = 0;
        double max_age_ms = 0;
    };

    bool is_warm(const Session& session, const Pictures& pictures, Steady::time_point now) const;
    void begin(const Session& session, const Pictures& pictures, std::uint64_t frames);
    void look_at(const Pictures& pictures, bool is_first);

    double seconds_;
    bool is_wall_;
    std::optional<Steady::time_point> opened_at_, from_;
    double cpu_before_s_ = 0, cpu_s_ = 0, measured_s_ = 0;
    std::uint64_t frames_before_ = 0, frames_ = 0;
    std::vector<Tile> tiles_;
    std::vector<double> frames_ms_;
};

}
