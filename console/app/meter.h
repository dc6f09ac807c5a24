#pragma once
// Measures a running console for `gridwatch bench idle` and `bench wall`: CPU of the whole process over a span, frames, what became of
// each picture, and how long a key takes. UI thread; fed once a turn of the frame loop; keys are due by a thread of its own.

#include "console/frame/view.h"
#include "console/seat/session.h"
#include "console/window/input_queue.h"

#include <atomic>
#include <chrono>
#include <functional>
#include <string>
#include <thread>
#include <vector>

namespace console {

class Meter {
public:
    /// `seconds`: how long to measure after the warm-up; a wall's begins when every picture is live, or after 30 s. `wake`: ends the
    /// frame loop's wait, from any thread.
    Meter(double seconds, bool is_wall, std::function<void()> wake) : seconds_(seconds), is_wall_(is_wall), wake_(std::move(wake)) {}

    /// True once the span is over. On a wall `input` gets the key for the next tile about once a second.
    bool step(const data::World& world, Session& session, const Pictures& pictures, std::uint64_t frames, InputQueue& input);
    /// A whole frame of the interface took this long, and stands on the screen.
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
    void press_keys(const Session& session, InputQueue& input);

    double seconds_;
    bool is_wall_;
    std::optional<Steady::time_point> opened_at_, from_;
    double cpu_before_s_ = 0, cpu_s_ = 0, measured_s_ = 0;
    std::uint64_t frames_before_ = 0, frames_ = 0;
    std::vector<Tile> tiles_;
    std::vector<double> frames_ms_;

    std::function<void()> wake_;
    std::atomic<Steady::duration> key_due_{};   // since the clock began, when a key is pressed that step() has not seen; none: 0
    Steady::time_point pressed_at_;             // of the key under way; none: 0
    int focused_before_ = 0;
    bool is_answered_ = false;                  // the next frame shows what the key did
    std::vector<double> keys_ms_;
    std::jthread keyboard_;                     // last: it ends before what it uses
};

}
