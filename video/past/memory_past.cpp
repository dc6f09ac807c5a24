#include "video/past/memory_past.h"

#include <algorithm>

namespace video {
namespace {

bool is_in(const std::vector<TimeSpan>& spans, SystemTime at)
{
    return std::ranges::any_of(spans, [&](const TimeSpan& span) { return at >= span.from && at <= span.to; });
}

/// Where the better ring has a gap the other one fills it, from a key frame on.
std::vector<KeptPacket> merged(const std::vector<std::vector<KeptPacket>>& rings)
{
    std::vector<KeptPacket> all;
    for (const auto& packets : rings) {
        if (all.empty()) {
            all = packets;
            continue;
        }
        std::vector<KeptPacket> more;
        const std::vector<TimeSpan> have = spans_of(all);
        bool is_used = false;
        for (const KeptPacket& kept : packets) {
            is_used = !is_in(have, kept.at) && (is_used || kept.key);
            if (is_used)
                more.push_back(kept);
        }
        // One sound at a time.
        std::erase_if(all, [&](const KeptPacket& kept) { return kept.is_sound && !is_in(have, kept.at); });
        std::vector<KeptPacket> both;
        std::ranges::merge(all, more, std::back_inserter(both), {}, &KeptPacket::at, &KeptPacket::at);
        all = std::move(both);
    }
    return all;
}

}

MemoryPast::MemoryPast(std::vector<std::shared_ptr<const PacketRing>> rings, SystemTime began, SystemTime now) : began_(began), now_(now)
{
    for (const auto& ring : rings)
        if (ring) {
            packets_.push_back(ring->packets());
            for (const TimeSpan& span : ring->watched())
                watched_.push_back(span);
        }
}

std::vector<PastSpan> MemoryPast::spans(TimeSpan time, const std::stop_token&)
{
    std::vector<PastSpan> spans;
    for (const TimeSpan& span : spans_of(merged(packets_)))
        if (span.to >= time.from && span.from <= time.to)
            spans.push_back({span, PastPlace::memory});
    return spans;
}

Missing MemoryPast::missing(SystemTime at) const
{
    if (at >= now_)
        return Missing::not_yet;
    if (is_in(watched_, at))
        return Missing::no_longer_kept;
    return at < began_ ? Missing::before_start : Missing::not_watched;
}

std::unique_ptr<PastReader> MemoryPast::open(std::stop_token) { return std::make_unique<PacketReader>(merged(packets_)); }

bool PacketReader::seek(SystemTime to)
{
    std::size_t key = packets_.size();
    for (std::size_t i = 0; i < packets_.size() && (packets_[i].at <= to || key == packets_.size()); ++i)
        if (packets_[i].key)
            key = i;
    at_ = key;
    return key < packets_.size();
}

bool PacketReader::read(KeptPacket& packet)
{
    if (at_ >= packets_.size())
        return false;
    packet = packets_[at_++];
    return true;
}

}
