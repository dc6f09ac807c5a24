#include "console/app/span_meter.h"

#include "console/work/process_figures.h"

#include <nlohmann/json.hpp>

#include <algorithm>

namespace console {

void SpanMeter::add_frame(const std::string& name, int serial, double wall_ms, double cpu_ms, bool is_there)
{
    Span& span = spans_[name];
    const auto now = Steady::now();
    if (serial != serial_) {
        serial_ = serial, frames_ = 0, was_there_ = false;
        began_ = now - std::chrono::duration_cast<Steady::duration>(std::chrono::duration<double, std::milli>(wall_ms));
        cpu_before_ms_ = process_cpu_ms() - cpu_ms;
        ++span.runs;
    }
    ++frames_;
    span.wall_ms.push_back(wall_ms);
    span.cpu_ms.push_back(cpu_ms);
    if (!is_there || was_there_)
        return;
    was_there_ = true;
    span.most_frames = std::max(span.most_frames, frames_);
    span.longest_ms = std::max(span.longest_ms, milliseconds(now - began_));
    span.most_cpu_ms = std::max(span.most_cpu_ms, process_cpu_ms() - cpu_before_ms_);
}

std::string SpanMeter::result() const
{
    nlohmann::json all = nlohmann::json::object();
    for (const auto& [name, span] : spans_) {
        nlohmann::json one{{"runs", span.runs}, {"frames", span.wall_ms.size()}, {"wall_ms", named_spread(span.wall_ms)}, {"cpu_ms", named_spread(span.cpu_ms)}};
        if (span.most_frames > 0)
            one["frames_until_there"] = span.most_frames, one["ms_until_there"] = span.longest_ms, one["process_cpu_ms_until_there"] = span.most_cpu_ms;
        all[name] = one;
    }
    return all.dump();
}

}
