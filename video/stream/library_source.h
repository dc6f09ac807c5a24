#pragma once
// An opened recording or live stream: gives the coded packets of its first video stream, and those of its sound if asked. Blocks; the
// callback lets go of it. For the sources of video/ only; one thread.

#include "video/clock.h"
#include "video/dial/address.h"
#include "video/dial/dial.h"
#include "video/ffmpeg.h"
#include "video/past/kept.h"

#include <functional>
#include <optional>

namespace video {

struct SourceRequest {
    std::string url; // for the library, credentials in it percent-encoded; or a file's path
    bool is_file = false;
    bool is_rtsp = false;
    bool with_sound = false;           // read() gives the packets of its sound, too
    std::string host_header;           // HTTP dialled by number: the name to ask for
    std::function<bool()> interrupted; // asked at least every 100 ms while the network is waited for; true lets go
};

/// How the library is to reach what the dialler has reached: by number, with the credentials. `interrupted` is left
/// empty.
SourceRequest make_source_request(const Address& address, const Dialled& dialled);

class Source {
public:
    /// Opens it. Throws Error; interrupted: Cause::no_answer.
    explicit Source(SourceRequest request);

    /// The next packet of the video stream, or of the sound that was asked for; false at the end. Throws Error.
    bool read(AVPacket& packet);
    bool is_sound(const AVPacket& packet) const;
    /// Null: there is none, or it was not asked for.
    const AVCodecParameters* sound() const;
    /// Back to the beginning; false if the format cannot do that.
    bool rewind();

    /// To the key frame at or before this time since start(); false if the format cannot do that.
    bool seek(microseconds since_start);
    /// Its first timestamp.
    microseconds start() const;
    /// How long a recording lasts; 0 where nothing tells.
    microseconds duration() const;

    const AVCodecParameters& codec() const;
    /// A recording: read as fast as wanted, so the reader sets the pace.
    bool is_recording() const { return recording_; }
    /// The packet's decoding time (its presentation time where that is missing), if it has any.
    std::optional<microseconds> timestamp(const AVPacket& packet) const;
    /// Both of its times, where it has them.
    PacketTimes times(const AVPacket& packet) const;
    /// One frame's time by the recording's own rate, 40 ms where it says nothing credible.
    microseconds frame_interval() const;
    /// How the decoded picture has to be turned to stand upright: quarter turns clockwise, 0 to 3.
    int quarter_turns() const;
    /// Width of a pixel over its height, 0 if the container says nothing.
    double pixel_aspect() const;

private:
    void open(SourceRequest& request);
    void choose_stream(bool look_inside);
    void choose_sound();

    std::unique_ptr<std::function<bool()>> interrupted_; // FFmpeg keeps its address
    FormatHandle format_;
    int stream_ = -1, sound_ = -1; // −1: none
    bool recording_ = false;
};

}
