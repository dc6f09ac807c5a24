#include "video/past/packet_ring.h"

#include "video/past/parameter_sets.h"

extern "C" {
#include <libavcodec/avcodec.h>
#include <libavcodec/codec_par.h>
#include <libavcodec/packet.h>
#include <libavutil/buffer.h>
}

#include <algorithm>
#include <iterator>

namespace video {
namespace {

constexpr std::size_t watched_kept = 64;
constexpr auto clock_step = std::chrono::seconds(5);

/// What the packet holds on to: its bytes and what describes them.
std::size_t memory_of(const AVPacket& packet)
{
    std::size_t bytes = sizeof(AVPacket) + sizeof(KeptPacket) + static_cast<std::size_t>(packet.size) + AV_INPUT_BUFFER_PADDING_SIZE;
    for (int i = 0; i < packet.side_data_elems; ++i)
        bytes += packet.side_data[i].size;
    return bytes;
}

template <typename Packets> std::vector<TimeSpan> stretches(const Packets& packets)
{
    std::vector<TimeSpan> spans;
    for (const KeptPacket& kept : packets) {
        if (kept.is_sound)
            continue;
        if (spans.empty() || kept.at - spans.back().to > kept_gap)
            spans.push_back({kept.at, kept.at});
        spans.back().to = kept.at;
    }
    return spans;
}

}

std::vector<TimeSpan> spans_of(const std::vector<KeptPacket>& packets) { return stretches(packets); }

void PacketRing::set_limits(RingLimits limits)
{
    std::lock_guard lock(mutex_);
    limits_ = limits;
    shrink();
}

void PacketRing::set_follower(std::function<void(const KeptPacket&)> follower)
{
    std::lock_guard lock(mutex_);
    follower_ = std::move(follower);
}

void PacketRing::begin(const AVCodecParameters& codec, int quarter_turns, double pixel_aspect)
{
    auto made = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(codec), quarter_turns, pixel_aspect});
    std::lock_guard lock(mutex_);
    codec_ = std::move(made);
    sets_.clear();
    even_ = {};
    sound_codec_.reset();
    waits_for_key_ = true;
}

void PacketRing::begin_sound(const AVCodecParameters& codec)
{
    auto made = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(codec)});
    std::lock_guard lock(mutex_);
    sound_codec_ = std::move(made);
    even_sound_ = {};
}

/// A camera may send its sets in the description, before each key frame, or only once: whoever begins at a later key frame needs them.
void PacketRing::follow_sets(const AVPacket& packet, bool key)
{
    const AVCodecID id = codec_->parameters->codec_id;
    if (id != AV_CODEC_ID_H264 && id != AV_CODEC_ID_HEVC)
        return;
    // Of an MP4 the units have lengths in place of start codes, and the sets stand in its head.
    if (codec_->parameters->extradata_size > 0 && codec_->parameters->extradata[0] == 1)
        return;
    const SetCodec kind = id == AV_CODEC_ID_H264 ? SetCodec::h264 : SetCodec::h265;
    std::size_t given_size = 0;
    if (const std::uint8_t* given = av_packet_get_side_data(&packet, AV_PKT_DATA_NEW_EXTRADATA, &given_size); given && given_size > 0) {
        codec_ = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(*codec_->parameters, given, given_size), codec_->quarter_turns, codec_->pixel_aspect});
        return;
    }
    // Of the others only small ones can hold nothing but sets.
    if (!key && packet.size > 1024)
        return;
    std::vector<std::uint8_t> sets = find_parameter_sets(kind, packet.data, static_cast<std::size_t>(packet.size));
    if (sets.empty() || sets == sets_)
        return;
    const AVCodecParameters& described = *codec_->parameters;
    const bool is_described = described.extradata_size == static_cast<int>(sets.size()) && std::equal(sets.begin(), sets.end(), described.extradata);
    sets_ = sets;
    if (is_described)
        return;
    codec_ = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(described, sets.data(), sets.size()), codec_->quarter_turns, codec_->pixel_aspect});
}

void PacketRing::note_watched(SystemTime at)
{
    if (watched_.empty() || at - watched_.back().to > kept_gap)
        watched_.push_back({at, at});
    watched_.back().to = std::max(watched_.back().to, at);
    if (watched_.size() > watched_kept)
        watched_.erase(watched_.begin());
}

void PacketRing::put(const AVPacket& packet, const PacketTimes& times, SystemTime arrived)
{
    std::lock_guard lock(mutex_);
    if (!codec_)
        return;
    const bool key = packet.flags & AV_PKT_FLAG_KEY;
    follow_sets(packet, key);
    SystemTime at = even_(times.either(), arrived);
    note_watched(at);
    if (waits_for_key_ && !key)
        return;
    waits_for_key_ = false;
    if (!packets_.empty() && at <= last_picture_) {
        if (last_picture_ - at < clock_step)
            at = last_picture_ + microseconds(1); // the first of a new connection
        else
            packets_.clear(), bytes_ = 0; // the computer's clock was set back
    }
    last_picture_ = at;
    keep({keep_packet(packet, times, at), codec_, at, key, memory_of(packet)});
    shrink();
}

void PacketRing::put_sound(const AVPacket& packet, const PacketTimes& times, SystemTime arrived)
{
    std::lock_guard lock(mutex_);
    if (!sound_codec_)
        return;
    // Each by its own arrival: cameras exist whose reports of how sound and picture belong together are hours off.
    const SystemTime at = even_sound_(times.either(), arrived);
    if (packets_.empty() || at < packets_.front().at || at - last_picture_ > kept_gap)
        return;
    keep({keep_packet(packet, times, at), sound_codec_, at, false, memory_of(packet), true});
    shrink();
}

/// Pictures come in their order, sound in its own; a little of the one may come after a later one of the other.
void PacketRing::keep(KeptPacket kept)
{
    bytes_ += kept.bytes;
    if (follower_)
        follower_(kept);
    auto place = packets_.end();
    while (place != packets_.begin() && std::prev(place)->at > kept.at)
        --place;
    packets_.insert(place, std::move(kept));
}

void PacketRing::drop_first_interval()
{
    do {
        bytes_ -= packets_.front().bytes;
        packets_.pop_front();
    } while (!packets_.empty() && !packets_.front().key);
}

void PacketRing::shrink()
{
    const auto second_interval = [this] {
        auto at = packets_.begin();
        return packets_.empty() ? at : std::find_if(++at, packets_.end(), [](const KeptPacket& kept) { return kept.key; });
    };
    for (auto next = second_interval(); next != packets_.end() && next->at <= last_picture_ - limits_.span; next = second_interval())
        is_cut_ = false, drop_first_interval();
    while (bytes_ > limits_.bytes && !packets_.empty()) {
        is_cut_ = true;
        drop_first_interval();
        waits_for_key_ = packets_.empty();
    }
}

std::vector<KeptPacket> PacketRing::packets(SystemTime from, SystemTime to) const
{
    std::lock_guard lock(mutex_);
    auto first = packets_.begin();
    for (auto at = first; at != packets_.end() && at->at <= from; ++at)
        if (at->key)
            first = at;
    const auto last = std::find_if(first, packets_.end(), [&](const KeptPacket& kept) { return kept.at > to; });
    return {first, last};
}

std::vector<KeptPacket> PacketRing::packets_after(SystemTime last) const
{
    std::lock_guard lock(mutex_);
    const auto first = std::find_if(packets_.rbegin(), packets_.rend(), [&](const KeptPacket& kept) { return kept.at <= last; }).base();
    return {first, packets_.end()};
}

std::vector<TimeSpan> PacketRing::spans() const
{
    std::lock_guard lock(mutex_);
    return stretches(packets_);
}

RingFigures PacketRing::figures() const
{
    std::lock_guard lock(mutex_);
    if (packets_.empty())
        return {.is_cut = is_cut_};
    return {packets_.front().at, last_picture_, bytes_, packets_.size(), is_cut_};
}

std::vector<TimeSpan> PacketRing::watched() const
{
    std::lock_guard lock(mutex_);
    return watched_;
}

}
