#pragma once
// The last seconds of one watched stream as coded packets, bounded in time and memory, always from a key frame on. The stream's
// thread puts; any thread reads. Outlives its stream: what was seen before a fault can be looked at afterwards.

#include "video/past/kept.h"
#include "video/stream/packet_sink.h"

#include <deque>
#include <functional>
#include <mutex>
#include <vector>

namespace video {

struct RingLimits {
    microseconds span = std::chrono::seconds(30); // at least this much once it was watched so long; a key-frame interval more
    std::size_t bytes = std::size_t(24) << 20;    // goes before span; a single interval beyond it is not kept
    bool operator==(const RingLimits&) const = default;
};

struct RingFigures {
    SystemTime from, to;      // of what is kept; equal: nothing
    std::size_t bytes = 0, packets = 0;
    bool is_cut = false;      // less than the span is kept because of the memory
};

class PacketRing final : public PacketSink {
public:
    explicit PacketRing(RingLimits limits = {}) : limits_(limits) {}

    void set_limits(RingLimits limits);
    /// Called with each packet that comes, in the stream's thread, under the ring's lock; null: nobody.
    void set_follower(std::function<void(const KeptPacket&)> follower);
    void begin(const AVCodecParameters& codec, int quarter_turns, double pixel_aspect) override;
    void put(const AVPacket& packet, const PacketTimes& times, SystemTime arrived) override;
    void begin_sound(const AVCodecParameters& codec) override;
    /// Kept only beside pictures, within the same limits: without one for `kept_gap` it is left out.
    void put_sound(const AVPacket& packet, const PacketTimes& times, SystemTime arrived) override;

    /// From the last key frame at or before `from` (or the first there is) to `to`: pictures in coded order, sound among them by its time.
    std::vector<KeptPacket> packets(SystemTime from = SystemTime::min(), SystemTime to = SystemTime::max()) const;
    /// What came after `last`, which this ring once gave out; all of it when that is long gone.
    std::vector<KeptPacket> packets_after(SystemTime last) const;
    /// Uninterrupted stretches of pictures that are kept.
    std::vector<TimeSpan> spans() const;
    RingFigures figures() const;
    /// When pictures came, kept or not: the last 64 stretches.
    std::vector<TimeSpan> watched() const;

private:
    void follow_sets(const AVPacket& packet, bool key);
    void note_watched(SystemTime at);
    void keep(KeptPacket kept);
    void shrink();
    void drop_first_interval();

    mutable std::mutex mutex_; // guards all below
    RingLimits limits_;
    std::deque<KeptPacket> packets_;
    std::size_t bytes_ = 0;
    KeptCodecPtr codec_, sound_codec_; // the second null: none
    SystemTime last_picture_;          // the newest in packets_
    std::vector<std::uint8_t> sets_; // last seen in the stream itself
    EvenTime even_, even_sound_;
    bool waits_for_key_ = true, is_cut_ = false;
    std::vector<TimeSpan> watched_;
    std::function<void(const KeptPacket&)> follower_;
};

/// Uninterrupted stretches of the pictures among packets in coded order.
std::vector<TimeSpan> spans_of(const std::vector<KeptPacket>& packets);

}
