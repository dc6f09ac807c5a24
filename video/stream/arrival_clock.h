#pragma once
// How far behind its live edge a stream arrives, by our clock alone: a camera's stamps are fitted to it, however fast its own clock runs. What grows
// evenly is a clock that runs otherwise; what jumps, or grows with the size of what is sent, is a line that does not keep up. Pure; one per connection.

#include "video/clock.h"

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace video {

class ArrivalClock {
public:
    /// A packet with the camera's stamp came; `bytes`: of it, 0 where nobody knows.
    void on_packet(Time at, microseconds stamp, std::size_t bytes);
    /// Of the packet that came last.
    milliseconds lag() const;
    /// Seconds that arrival gains in each second of the stamps, as learned: 0.19 where 21 pictures a second are stamped as 25.
    double rate() const { return rate_; }

private:
    struct Point {
        double at_s, stamp_s, value_s; // of the packet, since the beginning
    };
    /// By how much, and since when and which stamp, the lag grows along a line.
    struct Ramp {
        double begun_s, begin_s, slope;
    };
    void begin(Time at, double offset_s);
    void take(double gap_s, double step_s, double offset_s, double size);
    void begin_pulls();
    void end_bin();
    void begin_trace();
    bool is_even() const;
    static std::optional<Ramp> ramp_of(std::span<const Point> points);
    std::optional<Ramp> find_ramp() const;
    void learn(double growth);
    static void add(std::vector<Point>& points, const Point& point, std::size_t most);

    std::optional<Time> begun_;
    Time last_at_;
    microseconds last_stamp_{};
    double edge_s_ = 0, rate_ = 0, lag_s_ = 0;   // edge: the least arrival − stamp, for now
    double now_s_ = 0, stamp_s_ = 0;             // since begun_: by us, by the stamps
    std::optional<Ramp> ramp_;
    // The least lag of each quarter of a second since it was last none, and the least offset of each since the beginning.
    std::vector<Point> trace_, history_;
    double bin_begin_s_ = 0;
    std::optional<Point> bin_lag_, bin_offset_;
    // Of the packets of the trace: the time between two and the size of the second.
    struct Sums {
        double n = 0, gap = 0, gap2 = 0, size = 0, size2 = 0, gap_size = 0;
    } sums_;
    // Of the last seconds: how often the edge had to be taken back, and by how much.
    double pulls_begin_s_ = 0, pulls_begin_stamp_s_ = 0, pulled_s_ = 0;
    int bins_ = 0, bins_pulled_ = 0;
    bool is_bin_pulled_ = false;
};

}
