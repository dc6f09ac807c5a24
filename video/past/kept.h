#pragma once
// Coded pictures as they are kept and read back, and the sound beside them: reference counted, never decoded, with times of the
// calendar. Values; any thread.

#include "video/stream/packet_times.h"

#include <memory>
#include <optional>

struct AVPacket;
struct AVCodecParameters;

namespace video {

/// What a decoder needs before the first packet of a run.
struct KeptCodec {
    std::shared_ptr<const AVCodecParameters> parameters; // with the parameter sets in force
    int quarter_turns = 0;
    double pixel_aspect = 0;
};
using KeptCodecPtr = std::shared_ptr<const KeptCodec>;

struct KeptPacket {
    std::shared_ptr<const AVPacket> packet; // dts and pts in microseconds since 1970, by the computer's clock
    KeptCodecPtr codec;                     // another pointer than before: the decoder begins anew
    SystemTime at;                          // its dts
    bool key = false;                       // of a picture that needs no other; never of sound
    std::size_t bytes = 0;                  // of memory
    bool is_sound = false;                  // kept beside the pictures as evidence, neither played nor judged
};

struct TimeSpan {
    SystemTime from, to;
    bool operator==(const TimeSpan&) const = default;
};

/// Without a packet for so long something is missing between two.
inline constexpr auto kept_gap = std::chrono::seconds(3);

/// Evens out when packets came: the camera's clock gives the distances, the computer's clock the place on the calendar. Never goes
/// back while that clock does not. Pure.
class EvenTime {
public:
    SystemTime operator()(std::optional<microseconds> timestamp, SystemTime arrived);

private:
    std::optional<microseconds> timestamp_; // of the anchor
    SystemTime anchor_, last_;
};

/// A copy that shares the coded bytes, its times on the calendar: `at` for dts.
std::shared_ptr<const AVPacket> keep_packet(const AVPacket& packet, const PacketTimes& times, SystemTime at);
/// A copy with these parameter sets instead of its own, unless they are empty. Throws std::bad_alloc.
std::shared_ptr<const AVCodecParameters> copy_parameters(const AVCodecParameters& parameters, const void* sets = nullptr, std::size_t size = 0);

}
