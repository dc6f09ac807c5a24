#pragma once
// What gives coded packets and says what it is: a file, a camera, a server. Streams, the diary and the readers of the past all read
// through it; source_table.h opens the one that an address means. Blocks; one thread.

#include "video/clock.h"
#include "video/dial/address.h"
#include "video/dial/dial.h"
#include "video/stream/freshness.h"
#include "video/stream/packet_times.h"

#include <functional>
#include <optional>

struct AVPacket;
struct AVCodecParameters;

namespace video {

/// How its pictures come.
enum class Plays {
    live,     // by themselves: the source sets the pace, and its end is a fault
    once,     // a recording: read as fast as wanted, so the reader sets the pace; it ends
    endlessly // a recording that begins again at its end and counts as live
};

/// What to open, and how.
struct SourceOrder {
    Address address;                   // with the sign-in
    Dialled dialled;                   // of the dial before; its connection is held until the source has its own
    std::optional<Plays> plays = {};   // by the table; empty: opening it tells whether it is live or a recording
    bool with_sound = false;           // read() gives the packets of its sound, too
    std::function<bool()> interrupted; // asked at least every 100 ms while the network is waited for; true lets go
};

/// The coded packets of the first video stream, and those of its sound if asked.
class PacketSource {
public:
    virtual ~PacketSource() = default;

    virtual Plays plays() const = 0;
    virtual Delivery delivery() const { return Delivery::stream; }
    /// Empty: its pictures flow, or nothing is known yet.
    virtual std::optional<Freshness> freshness() const { return std::nullopt; }
    /// The reader sets the pace.
    bool is_recording() const { return plays() != Plays::live; }

    /// The next packet of the video stream, or of the sound that was asked for; false at the end. Throws Error; let go of:
    /// Cause::no_answer.
    virtual bool read(AVPacket& packet) = 0;
    virtual const AVCodecParameters& codec() const = 0;
    virtual PacketTimes times(const AVPacket& packet) const = 0;
    /// The packet's decoding time (its presentation time where that is missing), if it has any.
    std::optional<microseconds> timestamp(const AVPacket& packet) const { return times(packet).either(); }

    /// Null: there is none, or it was not asked for.
    virtual const AVCodecParameters* sound() const { return nullptr; }
    virtual bool is_sound(const AVPacket&) const { return false; }

    /// Back to the beginning; false if it cannot do that.
    virtual bool rewind() { return false; }
    /// To the key frame at or before this time since start(); false if it cannot do that.
    virtual bool seek(microseconds) { return false; }
    /// Its first timestamp.
    virtual microseconds start() const { return microseconds(0); }
    /// How long a recording lasts; 0 where nothing tells.
    virtual microseconds duration() const { return microseconds(0); }
    /// One frame's time by the recording's own rate, 40 ms where it says nothing credible.
    virtual microseconds frame_interval() const { return milliseconds(40); }

    /// How the decoded picture has to be turned to stand upright: quarter turns clockwise, 0 to 3.
    virtual int quarter_turns() const { return 0; }
    /// Width of a pixel over its height, 0 if nothing says it.
    virtual double pixel_aspect() const { return 0; }
};

}
