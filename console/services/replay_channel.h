#pragma once
// One camera's replay as the console asks for it: hands on what changed in the session's wishes, and tells how it stands by the
// console's clock. UI thread; the replay has a thread of its own.

#include "console/seat/session.h"
#include "video/past/replay.h"

#include <memory>

namespace console {

class ReplayChannel {
public:
    /// `shift`: what the console's clock shows beyond the computer's.
    ReplayChannel(const std::string& name, std::shared_ptr<video::Archive> archive, const ReplayState& asked, std::chrono::microseconds shift,
                  video::PictureWish box, std::function<void()> wake);

    void follow(const ReplayState& asked);
    void want(const video::PictureWish& box) { player_.want(box); }
    std::shared_ptr<const video::Frame> take() { return player_.slot().take(); }
    /// Asks how it stands; true when the screen shows something else then.
    bool update();
    /// As of the last update(); never null.
    std::shared_ptr<const video::ReplayStatus> status() const { return status_; }

private:
    std::chrono::microseconds shift_;
    ReplayState asked_;
    std::shared_ptr<const video::PastView> view_, shown_view_; // as the replay has it; by the console's clock
    std::shared_ptr<const video::ReplayStatus> status_;
    video::Replay player_;
};

}
