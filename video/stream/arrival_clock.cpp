#include "video/stream/arrival_clock.h"

#include <algorithm>
#include <cmath>

namespace video {
namespace {

// Until more is known; clocks of cheap cameras are off by up to 200 ppm.
constexpr double clock_drift = 5e-4;
constexpr double bin_s = 0.25;
constexpr double none_s = 0.1;        // a lag below is none
constexpr double ramp_learned_s = 5;  // so long a line has to go on before it is the clock's
constexpr double pulls_learned_s = 5;
constexpr std::size_t most_points = 96;

double seconds_of(microseconds span) { return static_cast<double>(span.count()) / 1e6; }

}

void ArrivalClock::begin(Time at, double offset_s)
{
    begun_ = at;
    edge_s_ = offset_s;
    lag_s_ = rate_ = now_s_ = stamp_s_ = bin_begin_s_ = 0;
    bin_lag_.reset(), bin_offset_.reset();
    history_.clear();
    begin_pulls();
    begin_trace();
}

void ArrivalClock::begin_pulls()
{
    pulls_begin_s_ = now_s_;
    pulls_begin_stamp_s_ = stamp_s_;
    pulled_s_ = 0;
    bins_ = bins_pulled_ = 0;
}

void ArrivalClock::begin_trace()
{
    trace_.clear();
    ramp_.reset();
    sums_ = {};
}

void ArrivalClock::on_packet(Time at, microseconds stamp, std::size_t bytes)
{
    using std::chrono::duration_cast;
    const double offset_s = seconds_of(duration_cast<microseconds>(at.time_since_epoch()) - stamp);
    const microseconds gap = std::max(microseconds(0), duration_cast<microseconds>(at - last_at_)), step = stamp - last_stamp_;
    last_at_ = at;
    last_stamp_ = stamp;
    const double gap_s = seconds_of(gap);
    if (!begun_ || step < microseconds(-500'000) || step > gap + std::chrono::seconds(10)) {
        begin(at, offset_s);
    } else {
        take(gap_s, seconds_of(step), offset_s, static_cast<double>(bytes));
        if (now_s_ - bin_begin_s_ >= bin_s)
            end_bin();
    }
    if (!bin_lag_ || lag_s_ < bin_lag_->value_s)
        bin_lag_ = {now_s_, stamp_s_, lag_s_}, bin_offset_ = {now_s_, stamp_s_, offset_s};
    if (begun_ != at && gap_s >= bin_s)
        end_bin(); // slow pictures are a bin each
}

void ArrivalClock::take(double gap_s, double step_s, double offset_s, double size)
{
    now_s_ += gap_s;
    stamp_s_ += step_s;
    edge_s_ += step_s * rate_ + gap_s * clock_drift;
    if (offset_s < edge_s_) {
        pulled_s_ += edge_s_ - offset_s;
        is_bin_pulled_ = true;
        edge_s_ = offset_s;
    }
    lag_s_ = offset_s - edge_s_;
    sums_.n += 1, sums_.gap += gap_s, sums_.gap2 += gap_s * gap_s, sums_.size += size, sums_.size2 += size * size, sums_.gap_size += gap_s * size;
}

void ArrivalClock::add(std::vector<Point>& points, const Point& point, std::size_t most)
{
    points.push_back(point);
    if (points.size() <= most)
        return;
    std::size_t kept = 1;
    for (std::size_t i = 2; i < points.size(); i += 2)
        points[kept++] = points[i];
    points.resize(kept);
}

void ArrivalClock::end_bin()
{
    bin_begin_s_ = now_s_;
    ++bins_;
    bins_pulled_ += is_bin_pulled_;
    is_bin_pulled_ = false;
    if (!bin_lag_)
        return;
    const Point lag = *bin_lag_, offset = *bin_offset_;
    bin_lag_.reset(), bin_offset_.reset();
    if (now_s_ - pulls_begin_s_ >= pulls_learned_s) {
        // Taken back again and again: the stamps run faster than was thought.
        if (bins_pulled_ * 10 >= bins_ * 6 && stamp_s_ > pulls_begin_stamp_s_) {
            rate_ -= pulled_s_ / (stamp_s_ - pulls_begin_stamp_s_);
            history_.clear(); // what came before says nothing of this rate
        }
        begin_pulls();
    }
    add(history_, offset, most_points);
    if (lag.value_s <= none_s)
        begin_trace();
    add(trace_, lag, most_points);
    ramp_ = find_ramp();
    if (ramp_ && now_s_ - ramp_->begun_s >= ramp_learned_s)
        learn(ramp_->slope);
}

/// What a full line sends comes in the measure of its size: a key frame takes long, the next pictures follow quickly.
bool ArrivalClock::is_even() const
{
    const auto& s = sums_;
    if (s.gap <= 0)
        return false;
    const double gap = s.gap / s.n, size = s.size / s.n;
    const double gap_spread = std::sqrt(std::max(0.0, s.gap2 / s.n - gap * gap)), size_spread = std::sqrt(std::max(0.0, s.size2 / s.n - size * size));
    if (gap_spread < 0.5 * gap || size_spread <= 0)
        return true;
    return (s.gap_size / s.n - gap * size) / (gap_spread * size_spread) < 0.5;
}

/// Which line these points lie on, if they do and it rises. Unrest of what comes does not bend it, a step does.
std::optional<ArrivalClock::Ramp> ArrivalClock::ramp_of(std::span<const Point> points)
{
    const double n = static_cast<double>(points.size()), begin_s = points.front().stamp_s;
    double t = 0, v = 0, tt = 0, tv = 0;
    for (const Point& point : points) {
        const double at_s = point.stamp_s - begin_s;
        t += at_s, v += point.value_s, tt += at_s * at_s, tv += at_s * point.value_s;
    }
    const double spread = n * tt - t * t;
    if (spread <= 0)
        return std::nullopt;
    const double slope = (n * tv - t * v) / spread, first = (v - slope * t) / n, rise = slope * (points.back().stamp_s - begin_s);
    constexpr double least_rise = 0.15;
    if (rise < least_rise)
        return std::nullopt;
    std::vector<double> bends;
    for (std::size_t i = 2; i < points.size(); ++i)
        bends.push_back(std::abs(points[i].value_s - 2 * points[i - 1].value_s + points[i - 2].value_s));
    std::ranges::nth_element(bends, bends.begin() + static_cast<std::ptrdiff_t>(bends.size() / 2));
    const double most_off = std::max({0.08, 0.15 * rise, std::min(2.5 * bends[bends.size() / 2], 0.4 * rise)});
    const bool is_straight = std::ranges::all_of(points, [&](const Point& point) { return std::abs(point.value_s - first - slope * (point.stamp_s - begin_s)) <= most_off; });
    return is_straight ? std::optional(Ramp{points.front().at_s, begin_s, slope}) : std::nullopt;
}

std::optional<ArrivalClock::Ramp> ArrivalClock::find_ramp() const
{
    constexpr std::size_t least = 3;
    if (trace_.size() < least || !is_even())
        return std::nullopt;
    // It may have begun with a step, or with a clock that ran otherwise.
    const std::span<const Point> all = trace_;
    for (std::size_t from = 0; all.size() - from >= (from == 0 ? least : 4 * least); from = (from + all.size() + 1) / 2)
        if (const auto ramp = ramp_of(all.subspan(from)))
            return ramp;
    return std::nullopt;
}

/// The clock is so much slower. Where the live edge lies then: under all that has come since the beginning.
void ArrivalClock::learn(double growth)
{
    rate_ += growth;
    const auto grown = [this](double stamp_s, double at_s) { return rate_ * stamp_s + clock_drift * at_s; };
    double least = history_.front().value_s - grown(history_.front().stamp_s, history_.front().at_s);
    for (const Point& point : history_)
        least = std::min(least, point.value_s - grown(point.stamp_s, point.at_s));
    const double offset_s = edge_s_ + lag_s_;
    edge_s_ = std::min(offset_s, least + grown(stamp_s_, now_s_));
    lag_s_ = offset_s - edge_s_;
    begin_trace();
    begin_pulls();
}

milliseconds ArrivalClock::lag() const
{
    const double explained_s = ramp_ ? ramp_->slope * (stamp_s_ - ramp_->begin_s) : 0;
    return milliseconds(std::llround(std::max(0.0, lag_s_ - explained_s) * 1000));
}

}
