#include "console/services/roll_call.h"

#include "console/text/diary_words.h"
#include "console/wall/camera_masks.h"
#include "console/wall/camera_recorder.h"
#include "console/wall/demo_footage.h"
#include "console/wall/picture_state.h"
#include "data/records/camera_url.h"
#include "data/records/condition.h"
#include "data/records/demo_url.h"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>
#include <utility>

namespace console {
namespace {

using namespace std::chrono_literals;

constexpr auto pace = 1s;
constexpr std::size_t most_at_once = 8;
constexpr auto wait_for_picture = 10s;

/// What dialling such a camera would have found.
video::Diary found_with(data::DemoFault fault)
{
    video::Diary diary;
    switch (fault) {
    case data::DemoFault::refused: diary.cause = video::Cause::wrong_password; break;
    case data::DemoFault::retry: diary.cause = video::Cause::no_answer; break;
    case data::DemoFault::black: diary.measured.state = video::State::black; break;
    case data::DemoFault::late: diary.measured.state = video::State::late; break;
    case data::DemoFault::frozen:
        diary.measured.state = video::State::frozen;
        diary.measured.cause = video::Cause::repeated_picture;
        break;
    case data::DemoFault::none: break;
    }
    return diary;
}

bool shows_footage(data::DemoFault fault) { return fault == data::DemoFault::none || fault == data::DemoFault::late || fault == data::DemoFault::frozen; }


}

void RollCallOrder::set_cameras(const std::vector<data::Camera>& cameras)
{
    order_.clear();
    for (const data::Camera& camera : cameras)
        if (data::is_asked(camera))
            order_.push_back(camera.id);
    // Numbers that lie beside one another are often those of one recorder: multiplied by an odd number they scatter, the same way
    // each time.
    std::ranges::sort(order_, {}, [](data::CameraId id) { return static_cast<std::uint64_t>(id.value) * 0x9E3779B97F4A7C15u; });
    at_ = 0;
    const std::unordered_set<data::CameraId> known(order_.begin(), order_.end());
    std::erase_if(asked_, [&](const auto& entry) { return !known.contains(entry.first); });
}

data::CameraId RollCallOrder::next(Time now, const std::function<bool(data::CameraId)>& is_free)
{
    for (std::size_t passed = 0; passed < order_.size(); ++passed) {
        const data::CameraId id = order_[at_];
        at_ = (at_ + 1) % order_.size();
        const auto asked = asked_.find(id);
        if ((asked != asked_.end() && now - asked->second < again) || !is_free(id))
            continue;
        asked_[id] = now;
        return id;
    }
    return {};
}

data::CameraCondition condition_from(const video::Diary& diary, const Texts& text, data::TimePoint now)
{
    const auto state = picture_state_of(video::state_of(diary));
    return {.state = data::is_faulty(state) ? state : data::PictureState::answered,
            .cause = cause_words(text, diary),
            .since = now,
            .asked = now};
}

RollCall::RollCall(Scheduler& scheduler, const AppClock& clock, const Texts& text, Stills& stills, OnCondition on_condition)
    : scheduler_(scheduler), clock_(clock), text_(text), stills_(stills), on_condition_(std::move(on_condition))
{
}

void RollCall::follow(const data::World& world, std::function<bool(data::CameraId)> is_watched)
{
    is_watched_ = std::move(is_watched);
    is_on_ = is_roll_call_on(world);
    if (!is_on_)
        asking_.clear();
    places_ = world.places;
    utc_offset_ = utc_offset(world.workspace, clock_.now());
    if (is_on_ && world.cameras != cameras_) {
        cameras_ = world.cameras;
        order_.set_cameras(cameras_->rows);
    }
}

void RollCall::look()
{
    std::erase_if(asking_, [](const auto& entry) { return !entry.second.is_running(); });
    const auto now = std::chrono::steady_clock::now();
    if (!is_on_ || now < next_ || asking_.size() >= most_at_once)
        return;
    const data::CameraId id = order_.next(now, [this](data::CameraId camera) { return !asking_.contains(camera) && !is_watched_(camera); });
    next_ = now + pace;
    if (const data::Camera* camera = id ? cameras_->find(id) : nullptr)
        ask(*camera);
}

void RollCall::ask(const data::Camera& camera)
{
    const std::vector<data::MaskPolygon> masks = stills_.masks_of(camera.id);
    asking_[camera.id] = scheduler_.run(
        Queue::roll_call, fmt::format("roll call {}", camera.number), [asked = way_to(camera, masks)](const std::stop_token& stop, TaskProgress&) { return asked(stop); },
        [this, id = camera.id, number = camera.number, masks](const video::Diary& diary) { answer(id, number, diary, masks); });
}

/// What the task does.
std::function<video::Diary(const std::stop_token&)> RollCall::way_to(const data::Camera& camera, const std::vector<data::MaskPolygon>& masks) const
{
    const video::PictureWish still{.width = still_width, .height = still_height, .masks = masks_for_video(masks)};
    if (const auto demo = data::parse_demo_url(data::least_url(camera)))
        return [fault = demo->fault, camera, places = places_, now = clock_.now(), zone = utc_offset_, still](const std::stop_token&) {
            video::Diary diary = found_with(fault);
            if (shows_footage(fault)) {
                auto frame = std::make_shared<video::Frame>(demo_still(*places, camera, now, zone, still.width, still.height));
                if (still.masks)
                    video::cover(*frame, *still.masks);
                diary.still = std::move(frame);
            }
            return diary;
        };
    const video::StreamOptions options{.name = std::to_string(camera.number), .url = data::least_url(camera), .sign_in = sign_in_with(camera.credential)};
    return [options, limits = video::DiaryLimits{.wait = wait_for_picture, .still = still}](const std::stop_token& stop) { return video::keep_diary(options, limits, stop); };
}

void RollCall::answer(data::CameraId id, int number, const video::Diary& diary, const std::vector<data::MaskPolygon>& masks)
{
    ++asked_;
    if (diary.cause == video::Cause::stopped || is_watched_(id))
        return;
    data::CameraCondition condition = condition_from(diary, text_, clock_.now());
    if (diary.still)
        stills_.put(id, *diary.still, condition.asked, masks);
    const data::CameraCondition before = std::exchange(found_[id], condition);
    const bool is_news = before.state != condition.state || before.cause != condition.cause;
    if (!is_news && condition.state != data::PictureState::answered)
        condition.since = found_[id].since = before.since;
    on_condition_(id, number, std::move(condition), is_news ? video::cause_names[static_cast<std::size_t>(video::cause_of(diary))] : nullptr);
}

void RollCall::drop_all()
{
    asking_.clear();
    found_.clear();
    cameras_.reset();
    places_.reset();
    order_ = {};
    is_on_ = false;
}

void RollCall::fill(Figures& figures) const
{
    figures.roll_call_cameras = is_on_ ? order_.size() : 0;
    figures.roll_call_asked = asked_;
}

}
