#include "console/map/tiles/raster_reader.h"

#include "geo/cancelled.h"
#include "video/redact.h"

#include <algorithm>
#include <cmath>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr std::size_t most_wanted = 64, most_here = 80; // a megabyte each; a 4K screen has 45
constexpr auto first_pause = 4s, longest_pause = 60s;
constexpr int most_failures = 4;

/// 0: a part of what is looked at at its scale; the more, the less it matters.
double distance(const RasterReader::Part& part, const RasterReader::Sight& sight)
{
    const double scale = std::abs(std::log2(part.box.width() / std::max(part.width, 1) / sight.metres_per_pixel));
    return (scale < 0.5 ? 0 : scale) + (part.box.meets(sight.box) ? 0 : 10);
}

std::chrono::seconds pause_after(int failures)
{
    return std::min<std::chrono::seconds>(first_pause * (1 << std::clamp(failures, 0, 4)), longest_pause);
}

}

RasterReader::RasterReader(const std::string& path, const std::string& crs) : path_(path), crs_(crs)
{
    auto source = std::make_unique<geo::RasterSource>(path, crs);
    box_ = source->box();
    attribution_ = source->attribution();
    is_remote_ = source->is_remote();
    sources_.push_back(std::move(source));
}

std::optional<geo::TileImage> RasterReader::read(const geo::MapBox& box, int width, int height, std::stop_token stop)
{
    if (!box_.meets(box))
        return {};
    const Part part{box, width, height};
    if (!is_remote_)
        return read_file(part, std::move(stop));
    std::lock_guard lock(mutex_);
    if (const auto at = here_.find(part); at != here_.end()) {
        at->second.used = ++used_;
        return *at->second.image;
    }
    if (under_way_.contains(part) || failed_.contains(part))
        return {};
    std::erase(wanted_, part);
    wanted_.push_back(part);
    if (wanted_.size() > most_wanted)
        wanted_.erase(wanted_.begin());
    return {};
}

std::optional<geo::TileImage> RasterReader::read_file(const Part& part, std::stop_token stop)
{
    std::lock_guard lock(mutex_);
    try {
        return sources_.front()->read(part.box, part.width, part.height, std::move(stop));
    } catch (const std::exception& error) {
        fault_ = fault_of(error);
        return {};
    }
}

std::optional<RasterReader::Part> RasterReader::take_wanted(Time now, const Sight& sight)
{
    std::lock_guard lock(mutex_);
    std::optional<Part> part;
    if (is_paused(now))
        return part;
    if (!wanted_.empty()) {
        const auto nearest = std::ranges::min_element(wanted_, {}, [&](const Part& one) { return distance(one, sight); });
        part = *nearest;
        wanted_.erase(nearest);
    } else if (const auto due = std::ranges::find_if(failed_, [&](const auto& one) { return one.second.again <= now && !under_way_.contains(one.first); });
               due != failed_.end()) {
        part = due->first;
    }
    if (part)
        under_way_.insert(*part);
    return part;
}

void RasterReader::fetch(const Part& part, std::stop_token stop)
{
    std::unique_ptr<geo::RasterSource> source;
    {
        std::lock_guard lock(mutex_);
        if (!sources_.empty()) {
            source = std::move(sources_.back());
            sources_.pop_back();
        }
    }
    std::optional<geo::TileImage> image;
    Fault why;
    try {
        if (!source)
            source = std::make_unique<geo::RasterSource>(path_, crs_);
        image = source->read(part.box, part.width, part.height, std::move(stop));
    } catch (const geo::Cancelled&) { // nobody waits for it any more
    } catch (const std::exception& error) {
        why = fault_of(error);
        why.english = video::without_credentials(why.english);
    }
    std::lock_guard lock(mutex_);
    if (source)
        sources_.push_back(std::move(source));
    under_way_.erase(part);
    if (image) {
        failed_.erase(part);
        failures_ = 0;
        fault_ = {};
        keep(part, std::move(*image));
    } else if (!why.english.empty()) {
        fault_ = why;
        const Time now = std::chrono::steady_clock::now();
        Failed& failed = failed_[part];
        failed.again = now + pause_after(failed.tries++);
        if (++failures_ >= most_failures)
            pause_until_ = now + pause_after(failures_ - most_failures);
        // Of many that failed only the newest are tried again; the others are asked for anew when they come into view.
        while (failed_.size() > most_wanted)
            failed_.erase(std::ranges::min_element(failed_, {}, [](const auto& one) { return one.second.again; }));
    }
}

void RasterReader::keep(const Part& part, geo::TileImage image)
{
    here_[part] = {std::make_shared<const geo::TileImage>(std::move(image)), ++used_};
    ++arrived_;
    if (here_.size() > most_here)
        here_.erase(std::ranges::min_element(here_, {}, [](const auto& one) { return one.second.used; }));
}

std::optional<RasterReader::Time> RasterReader::next_try() const
{
    std::lock_guard lock(mutex_);
    std::optional<Time> next;
    for (const auto& [part, failed] : failed_)
        if (!under_way_.contains(part))
            next = next ? std::min(*next, failed.again) : failed.again;
    if (is_paused(std::chrono::steady_clock::now()) && (next || !wanted_.empty()))
        next = std::max(next.value_or(pause_until_), pause_until_);
    return next;
}

/// mutex_ is held.
bool RasterReader::is_paused(Time now) const
{
    return failures_ >= most_failures && now < pause_until_;
}

bool RasterReader::is_fetching(const Sight& sight) const
{
    std::lock_guard lock(mutex_);
    const auto is_seen = [&](const Part& part) { return distance(part, sight) < 0.5; };
    return std::ranges::any_of(under_way_, is_seen) || (!is_paused(std::chrono::steady_clock::now()) && std::ranges::any_of(wanted_, is_seen));
}

std::uint64_t RasterReader::arrived() const
{
    std::lock_guard lock(mutex_);
    return arrived_;
}

Fault RasterReader::fault() const
{
    std::lock_guard lock(mutex_);
    return fault_;
}

}
