#pragma once
// What gets the coded packets of a stream, decoded or not: whoever keeps them. Called on the stream's thread; outlives it.

#include "video/clock.h"
#include "video/stream/packet_times.h"

struct AVPacket;
struct AVCodecParameters;

namespace video {

class PacketSink {
public:
    virtual ~PacketSink() = default;
    /// A new connection: what follows may be of another codec.
    virtual void begin(const AVCodecParameters& codec, int quarter_turns, double pixel_aspect) = 0;
    virtual void put(const AVPacket& packet, const PacketTimes& times, SystemTime arrived) = 0;
    /// The sound of this connection; after begin(), which ends that of the one before.
    virtual void begin_sound(const AVCodecParameters& codec) = 0;
    virtual void put_sound(const AVPacket& packet, const PacketTimes& times, SystemTime arrived) = 0;
};

}
