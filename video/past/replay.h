#pragma once
// Plays a stretch of a camera's past, with a thread of its own: any speed from a quarter to eight times, frame by frame both ways,
// anywhere at once. Its pictures are never live. Made and dropped on any thread; the destructor never waits.

#include "video/cause.h"
#include "video/frame.h"
#include "video/past/archive.h"
#include "video/stream/picture_wish.h"

#include <functional>
#include <memory>
#include <string>

namespace video {

struct ReplayOptions {
    std::string name;                  // names the thread: "217"
    std::shared_ptr<Archive> archive;  // for this replay only
    TimeSpan range;                    // what can be reached
    SystemTime start;                  // the first picture shown is the one of this instant
    bool paused = false;
    double speed = 1;                  // 0.25 to 8
    PictureWish wanted;                // from the first picture on, as a stream's
    std::function<void()> wake;        // a new picture or another state; from the replay's thread, never after the destructor
};

struct ReplayStatus {
    SystemTime at;                     // of the picture shown; epoch: none yet
    TimeSpan range;
    double speed = 1;
    bool is_paused = false;
    bool is_ended = false;             // stands on the last picture there is
    bool is_looking = true;            // asks what there is, or fetches the picture of another instant
    std::shared_ptr<const PastView> view; // null while it asks
    Cause cause = Cause::none;         // it could not be read
    std::string detail;                // the library's own words, without credentials
    int width = 0, height = 0;
};

class Replay {
public:
    explicit Replay(ReplayOptions options);
    ~Replay();
    Replay(const Replay&) = delete;
    Replay& operator=(const Replay&) = delete;

    ReplayStatus status() const;
    FrameSlot& slot();
    /// As Stream::want(); what is shown is scaled anew.
    void want(PictureWish wanted);
    void play(double speed);
    void pause();
    /// So many pictures on (or back); pauses.
    void step(int pictures);
    void seek(SystemTime to);

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

}
