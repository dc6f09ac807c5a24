#pragma once
// Pictures of the cameras that are wanted: starts and drops streams as the wishes change, hands new frames to the presenter, says
// what became of each camera. UI thread; the streams have threads of their own.

#include "console/frame/view.h"
#include "console/services/cores_used.h"
#include "console/services/past_service.h"
#include "console/wall/decode_budget.h"
#include "console/wall/stills.h"
#include "console/wall/tile_presenter.h"
#include "console/work/clock.h"
#include "console/work/scheduler.h"
#include "data/records/facts.h"
#include "video/stream/stream.h"

#include <atomic>
#include <functional>
#include <memory>
#include <unordered_map>
#include <unordered_set>

namespace console {

struct VideoEvents {
    /// State or cause changed, on its tile as well. `cause` is the name of video::cause_names, for the session log; null: not for it.
    std::function<void(data::CameraId, int number, data::CameraCondition, const char* cause)> condition;
    /// Its last tile went away: nobody wants this replay any more.
    std::function<void(data::CameraId)> replay_gone;
};

class VideoService final : public Pictures {
public:
    VideoService(Scheduler& scheduler, const AppClock& clock, const Texts& text, TilePresenter& presenter, PastService& past, std::function<void()> wake,
                 VideoEvents events);
    ~VideoService() override;

    /// Starts and drops what the difference asks for.
    void follow(const data::World& world, const std::vector<WantedPicture>& wanted);
    /// Takes what the streams have; true when it shows only with a frame of the interface.
    bool take_pictures();
    /// For benchmarks: a camera whose address is a file is played endlessly and counts as live.
    void take_files_as_live() { files_are_live_ = true; }
    bool is_running(data::CameraId camera) const { return channels_.contains(camera); }
    void retry(data::CameraId camera);
    void drop_all();
    Picture picture(data::CameraId camera) const override;
    const Still* still(data::CameraId camera) const override { return stills_.find(camera); }
    Stills& stills() { return stills_; }
    bool has_new_pictures() const { return fresh_->load(); }
    std::size_t wanted() const { return wanted_; }
    std::size_t running() const { return channels_.size(); }
    /// Pictures somebody sees, those of them that are stills or playlists that run, and those that are neither live nor that.
    std::size_t shown() const;
    std::size_t still_or_delayed() const;
    std::size_t not_live() const;

private:
    struct Channel;
    void start(const data::World& world, const data::Camera& camera, const WantedPicture& wanted);
    std::function<void()> waker() const;
    std::unique_ptr<video::Stream> open(const data::Camera& camera, bool is_sub, const video::PictureWish& box);
    void follow_replay(const data::World& world, const data::Camera& camera, Channel& channel, const WantedPicture& wish);
    void follow_wish(const data::Camera& camera, Channel& channel, const WantedPicture& wish);
    void budget(const std::unordered_map<data::CameraId, WantedPicture>& wishes);
    bool update(data::CameraId id, Channel& channel);
    bool waits_for_first(data::CameraId id, const Channel& channel) const;
    bool decide(data::CameraId id, Channel& channel);
    void tell(data::CameraId id, const Channel& channel, bool is_for_log = true) const;
    void leave_still(data::CameraId id, const Channel& channel);

    Scheduler& scheduler_;
    const AppClock& clock_;
    const Texts& text_;
    TilePresenter& presenter_;
    PastService& past_;
    std::function<void()> wake_;
    VideoEvents events_;
    std::shared_ptr<std::atomic<bool>> fresh_ = std::make_shared<std::atomic<bool>>(false);
    std::unordered_map<data::CameraId, std::unique_ptr<Channel>> channels_;
    DecodeBudget budget_;
    CoresUsed used_;
    Stills stills_;
    std::unordered_set<data::CameraId> guarded_; // wanted by the guard list
    std::size_t wanted_ = 0;
    bool files_are_live_ = false;
    bool has_deferred_ = false; // more streams are to be started
};

}
