#pragma once
// One camera's stream with a thread of its own: opens, decodes, says honestly how it stands, dials again after a fault.
// Made and dropped on any thread; the destructor only asks the thread to stop and hands it to the reaper: it never waits.

#include "video/frame.h"
#include "video/stream/mask.h"

#include <functional>
#include <memory>
#include <string>

namespace video {

class PacketRing;

struct SignIn {
    std::string user, password;
    // RTSPS: "sha256:" and 64 hexadecimal digits of the only certificate that is taken; empty: the system's authorities decide.
    std::string fingerprint;
    bool operator==(const SignIn&) const = default;
};

/// What the consumer would like; may be changed at any time. Pictures are scaled in the stream's thread to fit this box, beyond
/// their own size only with `enlarge`. With a width or height of 0 nothing is decoded and the state comes from the packets alone. Key
/// frames only costs a fifteenth of the CPU; codecs without other frames (MJPEG) are then shown once a second.
struct Wanted {
    int width = 640, height = 360;
    bool key_frames_only = false;
    bool enlarge = false;             // smaller pictures are scaled up to the box
    bool fill = false;                // the picture covers the box; what sticks out is cut off evenly. Never beyond its own
                                      // size without `enlarge`
    PixelOrder order = PixelOrder::rgba;
    int most_per_s = 0;               // more pictures a second are decoded, for others need them, but not given out; 0: all
    Masks masks;                      // drawn into every picture before it leaves the stream's thread
};

struct StreamOptions {
    std::string name;                 // names the thread and the log lines: "217"
    std::string url;                  // rtsp://…, http://…, a file's path
    std::string user, password;       // never part of url
    // Asked before each dial, on the stream's thread, in place of user and password; throws Error(no_credential). While a
    // sign-in is refused it is asked every two seconds: a changed one dials again.
    std::function<SignIn()> sign_in;
    bool loop = false;                // a file played endlessly at real time counts as live (the demo's footage)
    // A file that is not looped is `recorded` while it plays and stays so on its last picture, Cause::ended; retry_now()
    // plays it again.
    bool play_once = false;
    // Gets every packet, decoded or not; null: nothing is kept.
    std::shared_ptr<PacketRing> ring;
    // The ring gets a live camera's sound, too, where it sends any (RTSP). It is never played and says nothing of the picture's state.
    bool keep_sound = false;
    Wanted wanted;                    // from the first picture on: masks that came a moment later would come too late
    // Called when there is a new frame or state, from the stream's thread, never after the destructor; it must not drop
    // this stream.
    std::function<void()> wake;
};

class Stream {
public:
    explicit Stream(StreamOptions options);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    Status status() const;
    FrameSlot& slot();
    void want(Wanted wanted);
    /// Dials at once instead of waiting for the next attempt.
    void retry_now();

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

/// Waits until every stream ever dropped has ended its thread, at most `limit`; for the program's end and for tests.
bool wait_for_reaper(std::chrono::milliseconds limit);

}
