#include "video/past/archive.h"

#include "video/error.h"

#include <algorithm>
#include <utility>

namespace video {
namespace {

/// A step within which one place follows another as if it were one.
constexpr auto seam = std::chrono::milliseconds(500);

/// What of `time` the spans leave free; both in order.
std::vector<TimeSpan> rest_of(TimeSpan time, const std::vector<PastSpan>& spans)
{
    std::vector<TimeSpan> rest;
    SystemTime at = time.from;
    for (const PastSpan& span : spans) {
        if (span.time.from - at > seam)
            rest.push_back({at, span.time.from});
        at = std::max(at, span.time.to);
    }
    if (time.to - at > seam)
        rest.push_back({at, time.to});
    return rest;
}

TimeSpan cut(TimeSpan span, TimeSpan to) { return {std::max(span.from, to.from), std::min(span.to, to.to)}; }

/// Goes from place to place as their stretches follow each other.
class ArchiveReader final : public PastReader {
public:
    ArchiveReader(std::vector<std::shared_ptr<Past>> places, std::vector<PastSpan> spans, SystemTime end, std::stop_token stop)
        : places_(std::move(places)), spans_(std::move(spans)), end_(end), stop_(std::move(stop))
    {
    }

    bool seek(SystemTime to) override
    {
        last_sound_ = SystemTime::min();
        for (at_ = 0; at_ < spans_.size(); ++at_)
            if (spans_[at_].time.to >= to)
                return enter(std::max(to, spans_[at_].time.from));
        if (spans_.empty())
            return false;
        at_ = spans_.size() - 1; // behind the end: the last there is
        return enter(spans_[at_].time.to);
    }

    bool read(KeptPacket& packet) override
    {
        while (at_ < spans_.size()) {
            if (reader_ && reader_->read(packet) && (packet.is_sound || packet.at <= spans_[at_].time.to + seam)) {
                if (packet.is_sound) {
                    // It decides nothing: it is given where there are pictures, once.
                    if (packet.at > std::min(end_, spans_[at_].time.to) || packet.at <= last_sound_)
                        continue;
                    last_sound_ = packet.at;
                    return true;
                }
                if (packet.at > end_)
                    return false;
                // What another place gave out already.
                if (packet.at <= last_ && !packet.key)
                    continue;
                last_ = packet.at;
                return true;
            }
            if (++at_ < spans_.size() && !enter(spans_[at_].time.from))
                reader_.reset();
        }
        return false;
    }

private:
    bool enter(SystemTime at)
    {
        const auto place = std::ranges::find_if(places_, [&](const auto& one) { return one->place() == spans_[at_].place; });
        reader_ = (*place)->open(stop_);
        last_ = SystemTime::min();
        return reader_ && reader_->seek(at);
    }

    std::vector<std::shared_ptr<Past>> places_;
    std::vector<PastSpan> spans_;
    SystemTime end_, last_ = SystemTime::min(), last_sound_ = SystemTime::min();
    std::stop_token stop_;
    std::size_t at_ = 0;
    std::unique_ptr<PastReader> reader_;
};

}

Archive::Archive(std::vector<std::shared_ptr<Past>> places, bool has_recorder) : places_(std::move(places)), has_recorder_(has_recorder)
{
    std::erase(places_, nullptr);
}

PastView Archive::look(TimeSpan time, const std::stop_token& stop)
{
    PastView view;
    std::string detail;
    std::vector<PastPlace> failed;
    for (const auto& place : places_) {
        const std::vector<TimeSpan> rest = rest_of(time, view.spans);
        if (rest.empty())
            break;
        std::vector<PastSpan> found;
        try {
            found = place->spans(time, stop);
        } catch (const Error& error) {
            detail = error.what();
            failed.push_back(place->place());
        }
        for (const TimeSpan& free : rest)
            for (PastSpan span : found) {
                span.time = cut(span.time, free);
                if (span.time.from < span.time.to)
                    view.spans.push_back(span);
            }
        std::ranges::sort(view.spans, {}, [](const PastSpan& span) { return span.time.from; });
    }
    for (const TimeSpan& free : rest_of(time, view.spans)) {
        PastGap gap{free, {}, {}};
        for (const auto& place : places_) {
            const bool has_failed = std::ranges::find(failed, place->place()) != failed.end();
            const Missing why = has_failed ? Missing::recorder_failed : place->missing(free.from + (free.to - free.from) / 2);
            if (why != Missing::none)
                gap.why.emplace_back(place->place(), why);
            if (has_failed)
                gap.detail = detail;
        }
        if (!has_recorder_)
            gap.why.emplace_back(PastPlace::recorder, Missing::no_recorder);
        view.gaps.push_back(std::move(gap));
    }
    return view;
}

std::unique_ptr<PastReader> Archive::open(TimeSpan time, std::stop_token stop)
{
    const PastView view = look(time, stop);
    return open(view, time.to, std::move(stop));
}

std::unique_ptr<PastReader> Archive::open(const PastView& view, SystemTime to, std::stop_token stop)
{
    return std::make_unique<ArchiveReader>(places_, view.spans, to, std::move(stop));
}

}
