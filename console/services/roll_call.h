#pragma once
// The roll call: cameras that nobody looks at are asked in turn, one a second and at most eight at once, within the budget of dials:
// connect, one key frame, what it shows, and that picture small (stills.h). Off until somebody turns it on for this workspace (setting "roll_call"): dialling every
// address of a list that was just taken in is a person's decision. A camera of the demo answers with one picture of its footage, drawn
// small, or with the fault that its address names. UI thread; the asking is done on a queue of its own.

#include "console/frame/view.h"
#include "console/text/text.h"
#include "console/wall/roll_call_setting.h"
#include "console/wall/stills.h"
#include "console/work/clock.h"
#include "console/work/scheduler.h"
#include "video/stream/dialling.h"

#include <functional>
#include <map>
#include <string>
#include <unordered_map>
#include <vector>

namespace console {

/// Whose turn it is. Each camera is asked again when `again` has passed at the earliest; those of one recorder do not follow
/// one another. Pure: the time is a parameter.
class RollCallOrder {
public:
    using Time = std::chrono::steady_clock::time_point;

    /// What was asked stays known.
    void set_cameras(const std::vector<data::Camera>& cameras);
    /// The next one due that `is_free`, and counts it as asked. Empty: none is due now.
    data::CameraId next(Time now, const std::function<bool(data::CameraId)>& is_free);
    std::size_t size() const { return order_.size(); }

    std::chrono::seconds again = std::chrono::minutes(10);

private:
    std::vector<data::CameraId> order_;
    std::unordered_map<data::CameraId, Time> asked_;
    std::size_t at_ = 0;
};

/// What a roll call found: answered, or the trouble.
data::CameraCondition condition_from(const video::Diary& diary, const Texts& text, data::TimePoint now);

class RollCall {
public:
    /// What was found of a camera that nobody looks at. `news`: state or cause are not those of the last time; the name of
    /// video::cause_names, for the session log. Null: as before.
    using OnCondition = std::function<void(data::CameraId, int number, data::CameraCondition, const char* news)>;

    /// `stills` gets the pictures.
    RollCall(Scheduler& scheduler, const AppClock& clock, const Texts& text, Stills& stills, OnCondition on_condition);

    /// Once a frame. `is_watched`: its stream runs, which knows better.
    void follow(const data::World& world, std::function<bool(data::CameraId)> is_watched);
    /// Asks who is due. At least every few hundred milliseconds.
    void look();
    void drop_all();
    void fill(Figures& figures) const;

private:
    void ask(const data::Camera& camera);
    std::function<video::Diary(const std::stop_token&)> way_to(const data::Camera& camera, const std::vector<data::MaskPolygon>& masks) const;
    /// `masks`: those drawn into its picture.
    void answer(data::CameraId id, int number, const video::Diary& diary, const std::vector<data::MaskPolygon>& masks);

    Scheduler& scheduler_;
    const AppClock& clock_;
    const Texts& text_;
    Stills& stills_;
    OnCondition on_condition_;
    data::Frozen<data::Camera> cameras_;
    data::Frozen<data::Place> places_; // what the demo's pictures are drawn from
    std::chrono::minutes utc_offset_{};
    std::function<bool(data::CameraId)> is_watched_;
    bool is_on_ = false;
    RollCallOrder order_;
    RollCallOrder::Time next_;
    std::map<data::CameraId, TaskHandle> asking_;
    std::unordered_map<data::CameraId, data::CameraCondition> found_;
    std::size_t asked_ = 0;
};

}
