#pragma once
// What frames of the interface cost while a script does one thing after another ("measure NAME [WIDGET]"), for `gridwatch bench reach`:
// work of each frame on the clock and in processor time of its thread, and how many frames until what was asked for stands on the screen. UI thread.

#include <chrono>
#include <map>
#include <string>
#include <vector>

namespace console {

class SpanMeter {
public:
    /// The last frame belongs to this span of the script; `is_there`: what the span waits for is on it. `serial`: another one begins a new
    /// run of the span. Milliseconds.
    void add_frame(const std::string& span, int serial, double wall_ms, double cpu_ms, bool is_there);
    /// {"NAME":{"runs","frames","wall_ms":{p50,p95,p99,max},"cpu_ms":{…},"frames_until_there","ms_until_there","process_cpu_ms_until_there"}, …};
    /// the last three: the most of any run, from its first frame on.
    std::string result() const;

private:
    using Steady = std::chrono::steady_clock;
    struct Span {
        std::vector<double> wall_ms, cpu_ms;
        int runs = 0, most_frames = 0;
        double longest_ms = 0, most_cpu_ms = 0;
    };

    std::map<std::string, Span> spans_;
    int serial_ = 0, frames_ = 0;  // of the run under way
    bool was_there_ = false;
    Steady::time_point began_{};
    double cpu_before_ms_ = 0;     // of the process
};

}
