#pragma once
// One camera's stream with a thread of its own: opens, decodes, says honestly how it stands, dials again after a fault.
// Made and dropped on any thread; the destructor only asks the thread to stop and hands it to the reaper: it never waits.

#include "video/frame.h"
#include "video/stream/state.h"
#include "video/stream/stream_options.h"

#include <memory>

namespace video {

class Stream {
public:
    explicit Stream(StreamOptions options);
    ~Stream();
    Stream(const Stream&) = delete;
    Stream& operator=(const Stream&) = delete;

    Status status() const;
    FrameSlot& slot();
    void want(PictureWish wanted);
    /// Dials at once instead of waiting for the next attempt.
    void retry_now();

private:
    struct Shared;
    std::shared_ptr<Shared> shared_;
};

/// Waits until every stream ever dropped has ended its thread, at most `limit`; for the program's end and for tests.
bool wait_for_reaper(milliseconds limit);

}
