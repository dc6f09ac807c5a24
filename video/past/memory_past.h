#pragma once
// The packets in memory as a place of the past. Reading holds on to what was there when it began: a paused replay loses nothing while
// the ring goes on. Any thread.

#include "video/past/archive.h"
#include "video/past/packet_ring.h"

namespace video {

class MemoryPast final : public Past {
public:
    /// Rings by preference (main, sub), null ones left out. `began`: since when this program could have kept anything; `now` of the
    /// asking.
    MemoryPast(std::vector<std::shared_ptr<const PacketRing>> rings, SystemTime began, SystemTime now);

    PastPlace place() const override { return PastPlace::memory; }
    std::vector<PastSpan> spans(TimeSpan time, const std::stop_token& stop) override;
    Missing missing(SystemTime at) const override;
    std::unique_ptr<PastReader> open(std::stop_token stop) override;

private:
    std::vector<std::vector<KeptPacket>> packets_; // of each ring, taken in the constructor
    std::vector<TimeSpan> watched_;
    SystemTime began_, now_;
};

/// Packets that lie ready, in coded order.
class PacketReader final : public PastReader {
public:
    explicit PacketReader(std::vector<KeptPacket> packets) : packets_(std::move(packets)) {}
    bool seek(SystemTime to) override;
    bool read(KeptPacket& packet) override;

private:
    std::vector<KeptPacket> packets_;
    std::size_t at_ = 0;
};

}
