#include "console/services/video_service.h"

#include "console/services/demo_channel.h"
#include "console/services/demo_stamp.h"
#include "console/services/replay_channel.h"
#include "console/wall/camera_masks.h"
#include "console/wall/camera_recorder.h"
#include "console/wall/picture_state.h"
#include "data/records/condition.h"

#include <algorithm>
#include <deque>
#include <thread>
#include <utility>

namespace console {
namespace {

using namespace std::chrono_literals;

// Opening a decoder costs some 10 ms of a core; sixteen at once would make the frame that shows them late.
constexpr int starts_per_frame = 4;
// A stream of key frames shows one in two seconds or so.
constexpr auto rate_span = 4s;
// Tiles lower than this take the sub stream where there is one.
constexpr int main_stream_height = 500;
// So many live pictures are made ready while a replay is shown, for the way back, or before anybody asks for them.
constexpr int behind_replay_per_s = 2;
// Marks of stills are none that the presenter counts to.
constexpr std::uint64_t still_marks = std::uint64_t{1} << 40;

bool is_live(video::State state)
{
    return state == video::State::live || state == video::State::unchanged || state == video::State::too_dark;
}

/// Its picture may be trusted as what it says it is: so old, so far behind.
bool is_still_or_delayed(video::State state) { return state == video::State::still || state == video::State::delayed; }

/// Small tiles take the sub stream where there is one.
bool takes_sub(const data::Camera& camera, const WantedPicture& wanted)
{
    return camera.main_url.empty() || (!camera.sub_url.empty() && wanted.height > 0 && static_cast<float>(wanted.height) * wanted.zoom < main_stream_height);
}

/// What the stream is to give for a tile. Where pictures go straight to the window they come in its size and order.
video::PictureWish box_of(const WantedPicture& wanted, const TilePresenter& presenter)
{
    if (wanted.width <= 0 || wanted.height <= 0)
        return {.width = 0, .height = 0}; // guarded: connected, not decoded
    const bool is_exact = presenter.prefers_exact_frames();
    return {.width = std::max(static_cast<int>(static_cast<float>(wanted.width) * wanted.zoom), 16),
            .height = std::max(static_cast<int>(static_cast<float>(wanted.height) * wanted.zoom), 16),
            .enlarge = is_exact && wanted.zoom == 1,
            .fill = wanted.fill,
            .order = is_exact ? video::PixelOrder::bgra : video::PixelOrder::rgba};
}

/// Those its pictures have to have now.
const std::vector<data::MaskPolygon>& masks_for(const data::World& world, const WantedPicture& wanted, data::CameraId camera)
{
    static const std::vector<data::MaskPolygon> none;
    return wanted.unmasked ? none : camera_masks(world, camera);
}

}

struct VideoService::Channel {
    std::unique_ptr<video::Stream> stream;
    std::unique_ptr<video::Stream> next; // the camera's other stream; takes over with its first picture
    bool is_sub = false, next_is_sub = false;
    std::vector<data::MaskPolygon> masks; // drawn into its pictures
    std::unique_ptr<DemoChannel> demo; // instead of, or before, a stream of its own
    std::unique_ptr<ReplayChannel> replay; // shown instead of what is live, which goes on being kept
    std::shared_ptr<const video::Frame> live; // the newest of the live pictures while a replay is shown
    int number = 0;                    // of the camera
    bool is_seen = false;              // neither guarded nor made ready only
    video::PictureWish box;
    video::Status status;              // as decided, by the console's clock; the world was told the same
    video::SystemTime arrived;         // of the picture shown
    Texture before;                    // the camera's still, greyed until its first picture comes
    data::TimePoint before_taken;
    std::uint64_t before_mark = 0;
    std::deque<std::chrono::steady_clock::time_point> shown; // of the last seconds
};

VideoService::VideoService(Scheduler& scheduler, const AppClock& clock, const Texts& text, TilePresenter& presenter, PastService& past,
                           std::function<void()> wake, VideoEvents events)
    : scheduler_(scheduler), clock_(clock), text_(text), presenter_(presenter), past_(past), wake_(std::move(wake)), events_(std::move(events)),
      budget_(std::max(1U, std::thread::hardware_concurrency()))
{
}

VideoService::~VideoService() = default;

std::function<void()> VideoService::waker() const
{
    return [fresh = fresh_, wake = wake_] {
        // One wake-up until the frame is drawn; the others would only fill the event queue.
        if (!fresh->exchange(true))
            wake();
    };
}

std::unique_ptr<video::Stream> VideoService::open(const data::Camera& camera, bool is_sub, const video::PictureWish& box)
{
    return std::make_unique<video::Stream>(video::StreamOptions{.name = std::to_string(camera.number),
                                                                .url = is_sub ? camera.sub_url : camera.main_url,
                                                                .sign_in = sign_in_with(camera.credential),
                                                                .loop = files_are_live_,
                                                                .sink = past_.ring(camera.id, is_sub),
                                                                .keep_sound = past_.keeps_sound(),
                                                                .wanted = box,
                                                                .wake = waker()});
}

void VideoService::start(const data::World& world, const data::Camera& camera, const WantedPicture& wanted)
{
    auto channel = std::make_unique<Channel>();
    channel->number = camera.number;
    channel->is_seen = !wanted.is_prefetch;
    channel->box = box_of(wanted, presenter_);
    channel->is_sub = takes_sub(camera, wanted);
    channel->masks = masks_for(world, wanted, camera.id);
    channel->box.masks = masks_for_video(channel->masks);
    channel->box.stamp = demo_stamp(world, camera, clock_);
    if (auto demo = data::parse_demo_url(channel->is_sub ? camera.sub_url : camera.main_url))
        channel->demo = std::make_unique<DemoChannel>(
            scheduler_, *demo, DemoScene{world.places, camera, clock_.now(), utc_offset(world.workspace, clock_.now())}, channel->box,
            past_.ring(camera.id, channel->is_sub), waker());
    else
        channel->stream = open(camera, channel->is_sub, channel->box);
    channel->status.state = video::State::connecting;
    channel->status.since = clock_.now();
    if (const Still* still = stills_.find(camera.id); still && !still->rgb.empty()) {
        channel->before.put(still->width, still->height, rgba_of(*still).data());
        channel->before_taken = still->taken;
        channel->before_mark = still_marks + still->serial;
    }
    tell(camera.id, *channel, false); // that it is opened is in the log already
    channels_.emplace(camera.id, std::move(channel));
}

bool VideoService::update(data::CameraId id, Channel& channel)
{
    bool must_draw = false;
    auto frame = channel.demo ? channel.demo->take() : channel.stream->slot().take();
    if (channel.next)
        if (auto first = channel.next->slot().take()) {
            frame = std::move(first);
            channel.stream = std::move(channel.next);
            channel.is_sub = channel.next_is_sub;
        }
    const auto steady = std::chrono::steady_clock::now();
    if (channel.replay) {
        if (frame && frame->width > 0)
            channel.live = std::move(frame);
        must_draw = channel.replay->update();
        frame = channel.replay->take();
    }
    if (frame && frame->width > 0) {
        channel.arrived = frame->arrived;
        channel.before = Texture();
        must_draw = presenter_.show(id, frame) || must_draw;
        channel.shown.push_back(steady);
    }
    while (!channel.shown.empty() && steady - channel.shown.front() > rate_span)
        channel.shown.pop_front();
    return decide(id, channel) || must_draw;
}

/// Somebody would see its pictures, and there is none yet.
bool VideoService::waits_for_first(data::CameraId id, const Channel& channel) const
{
    return !channel.replay && channel.box.width > 0 && !presenter_.newest(id);
}

/// How the picture stands, for its tile and for the world alike; true when its tile shows it only with a frame of the interface.
bool VideoService::decide(data::CameraId id, Channel& channel)
{
    video::Status status = decided_status(channel.demo ? channel.demo->status() : channel.stream->status(), waits_for_first(id, channel));
    const auto shift = clock_.shift();
    for (video::SystemTime* time : {&status.since, &status.last_new_picture, &status.next_attempt})
        if (*time != video::SystemTime{})
            *time += shift;
    const bool has_changed = status.state != channel.status.state || status.cause != channel.status.cause;
    // Ages and rates step with the clock; these do not.
    const bool must_draw = has_changed || status.step != channel.status.step || status.attempt != channel.status.attempt ||
                           status.next_attempt != channel.status.next_attempt || status.progress != channel.status.progress;
    channel.status = std::move(status);
    if (has_changed)
        tell(id, channel);
    return must_draw;
}

void VideoService::tell(data::CameraId id, const Channel& channel, bool is_for_log) const
{
    events_.condition(id, channel.number, condition_from(channel.status, text_),
                      is_for_log ? video::cause_names[static_cast<std::size_t>(channel.status.cause)] : nullptr);
}

bool VideoService::take_pictures()
{
    bool must_draw = fresh_->exchange(false) && has_deferred_;
    for (auto& [id, channel] : channels_)
        must_draw = update(id, *channel) || must_draw;
    return must_draw;
}

void VideoService::follow(const data::World& world, const std::vector<WantedPicture>& wanted)
{
    has_deferred_ = false;
    wanted_ = 0;
    // The largest of a camera's tiles decides.
    std::unordered_map<data::CameraId, WantedPicture> largest;
    guarded_.clear();
    for (const WantedPicture& wish : wanted) {
        if (!wish.camera)
            continue;
        if (wish.where == "guard")
            guarded_.insert(wish.camera);
        auto [at, is_new] = largest.try_emplace(wish.camera, wish);
        if (is_new)
            continue;
        const bool focused = wish.focused || at->second.focused, was_prefetch = at->second.is_prefetch;
        if (wish.width * wish.height > at->second.width * at->second.height)
            at->second = wish;
        at->second.focused = focused;
        at->second.is_prefetch = was_prefetch && wish.is_prefetch;
        if (wish.replay)
            at->second.replay = wish.replay;
    }
    wanted_ = largest.size();
    past_.tidy(std::chrono::steady_clock::now());
    for (auto at = channels_.begin(); at != channels_.end();) {
        if (largest.contains(at->first)) {
            ++at;
            continue;
        }
        // A fault found while somebody looked stays known; "live" would be a lie once nobody looks.
        if (const auto state = at->second->status.state; !data::is_faulty(picture_state_of(state))) {
            const bool was_seen = is_live(state) || is_still_or_delayed(state);
            events_.condition(at->first, at->second->number,
                              {.state = was_seen ? data::PictureState::answered : data::PictureState::never_asked, .since = clock_.now(), .asked = was_seen ? clock_.now() : data::TimePoint{}},
                              "stopped");
        }
        leave_still(at->first, *at->second);
        if (at->second->replay)
            events_.replay_gone(at->first);
        presenter_.drop(at->first);
        at = channels_.erase(at);
    }
    budget(largest);
    int started = 0;
    for (const auto& [id, wish] : largest) {
        const auto at = channels_.find(id);
        if (at == channels_.end()) {
            const data::Camera* camera = world.cameras->find(id);
            if (!camera)
                continue;
            if (started++ < starts_per_frame)
                start(world, *camera, wish);
            else
                has_deferred_ = true, fresh_->store(true); // another frame soon
            continue;
        }
        Channel& channel = *at->second;
        channel.is_seen = !wish.is_prefetch;
        const data::Camera* camera = world.cameras->find(id);
        if (!camera || masks_for(world, wish, id) != channel.masks) {
            // What was shown, kept or is still on its way has the old masks: all of it goes.
            presenter_.drop(id);
            channels_.erase(at);
            has_deferred_ = true, fresh_->store(true);
            continue;
        }
        const bool did_wait = waits_for_first(id, channel);
        follow_replay(world, *camera, channel, wish);
        follow_wish(*camera, channel, wish);
        if (waits_for_first(id, channel) != did_wait && decide(id, channel))
            has_deferred_ = true, fresh_->store(true);
    }
}

void VideoService::leave_still(data::CameraId id, const Channel& channel)
{
    const auto newest = channel.replay ? channel.live : presenter_.newest(id);
    if (!newest || newest->arrived == video::SystemTime{} || channel.status.state == video::State::recorded)
        return;
    // What stood still is as old as the moment it began to; with a mask lifted it is nobody's to keep, which Stills sees.
    const bool stood = data::is_faulty(picture_state_of(channel.status.state)) && channel.status.last_new_picture != video::SystemTime{};
    stills_.put(id, *newest, stood ? channel.status.last_new_picture : newest->arrived + clock_.shift(), channel.masks);
}

void VideoService::follow_replay(const data::World& world, const data::Camera& camera, Channel& channel, const WantedPicture& wish)
{
    if (wish.replay && channel.replay)
        return channel.replay->follow(*wish.replay);
    if (wish.replay) {
        presenter_.drop(camera.id);
        channel.replay = std::make_unique<ReplayChannel>(std::to_string(camera.number), past_.archive(world, camera, AppClock::system_now()), *wish.replay,
                                                         clock_.shift(), channel.box, waker());
    } else if (channel.replay) {
        channel.replay.reset();
        presenter_.drop(camera.id);
        // The last live picture at once, not with the next key frame.
        if (channel.live)
            presenter_.show(camera.id, std::exchange(channel.live, nullptr));
        has_deferred_ = true, fresh_->store(true);
    }
}

void VideoService::follow_wish(const data::Camera& camera, Channel& channel, const WantedPicture& wish)
{
    video::PictureWish box = box_of(wish, presenter_);
    box.masks = channel.box.masks;
    box.stamp = channel.box.stamp;
    const PictureRate rate = budget_.rate(camera.id);
    box.key_frames_only = rate == PictureRate::key_frames;
    box.most_per_s = rate == PictureRate::reduced ? reduced_per_s : 0;
    if (channel.replay || wish.is_prefetch)
        box.most_per_s = behind_replay_per_s;
    const video::PictureWish was = channel.box;
    const bool has_changed = box.width != was.width || box.height != was.height || box.fill != was.fill || box.enlarge != was.enlarge ||
                             box.key_frames_only != was.key_frames_only || box.most_per_s != was.most_per_s;
    channel.box = box;
    if (box.width == 0 && was.width > 0) {
        presenter_.drop(camera.id); // an old picture would come back as if it were now
        channel.shown.clear();
    }
    const bool is_sub = takes_sub(camera, wish);
    if (channel.stream && is_sub == channel.is_sub) {
        channel.next.reset();
    } else if (channel.stream && (!channel.next || channel.next_is_sub != is_sub)) {
        channel.next = open(camera, is_sub, box);
        channel.next_is_sub = is_sub;
    }
    if (!has_changed)
        return;
    for (video::Stream* stream : {channel.stream.get(), channel.next.get()})
        if (stream)
            stream->want(box);
    if (channel.demo)
        channel.demo->want(box);
    if (channel.replay) {
        box.most_per_s = 0;
        box.key_frames_only = false;
        channel.replay->want(box);
    }
}

void VideoService::budget(const std::unordered_map<data::CameraId, WantedPicture>& wishes)
{
    std::vector<StreamNeed> needs;
    for (const auto& [id, wish] : wishes)
        if (const auto at = channels_.find(id); at != channels_.end())
            needs.push_back({.camera = id,
                             .focused = wish.focused,
                             .pixels = wish.width * wish.height,
                             .cpu_share = at->second->status.cpu_share,
                             .wait_share = at->second->status.wait_share,
                             .falls_behind = !at->second->status.keeps_up});
    const auto now = std::chrono::steady_clock::now();
    budget_.decide(needs, used_.look(now), now);
}

void VideoService::retry(data::CameraId camera)
{
    const auto at = channels_.find(camera);
    if (at != channels_.end() && at->second->stream)
        at->second->stream->retry_now();
}

void VideoService::drop_all()
{
    channels_.clear();
    stills_.clear();
    presenter_.drop_all();
}

Picture VideoService::picture(data::CameraId camera) const
{
    const auto at = channels_.find(camera);
    if (at == channels_.end())
        return {};
    const Channel& channel = *at->second;
    Picture picture{.status = channel.status,
                    .rate = static_cast<double>(channel.shown.size()) / std::chrono::duration<double>(rate_span).count(),
                    .picture_rate = budget_.rate(camera),
                    .is_sub = channel.is_sub && channel.stream,
                    .is_masked = !channel.masks.empty(),
                    .dropped = channel.demo ? 0 : channel.stream->slot().dropped(),
                    .shown_arrived = channel.arrived};
    // The tile shows a replay then; the world keeps what the camera does.
    if (channel.replay) {
        picture.replay = channel.replay->status();
        picture.status.state = video::State::recorded;
        picture.status.cause = video::Cause::none;
        picture.status.last_new_picture = picture.replay->at;
        picture.shown_arrived = {};
    }
    const video::RingFigures kept = past_.figures(camera);
    picture.kept_bytes = kept.bytes;
    picture.kept_s = std::chrono::duration<double>(kept.to - kept.from).count();
    presenter_.describe(camera, picture);
    picture.is_guarded = guarded_.contains(camera);
    const bool is_waiting = picture.status.state == video::State::connecting || picture.status.state == video::State::retrying;
    if (picture.texture == 0 && channel.before.id() && is_waiting) {
        picture.texture = channel.before.id();
        picture.width = channel.before.width();
        picture.height = channel.before.height();
        picture.mark = channel.before_mark;
        if (picture.status.last_new_picture == video::SystemTime{})
            picture.status.last_new_picture = channel.before_taken;
    }
    return picture;
}

std::size_t VideoService::shown() const
{
    return static_cast<std::size_t>(std::ranges::count_if(channels_, [](const auto& entry) { return entry.second->is_seen; }));
}

std::size_t VideoService::still_or_delayed() const
{
    return static_cast<std::size_t>(std::ranges::count_if(
        channels_, [](const auto& entry) { return entry.second->is_seen && !entry.second->replay && is_still_or_delayed(entry.second->status.state); }));
}

std::size_t VideoService::not_live() const
{
    return static_cast<std::size_t>(std::ranges::count_if(channels_, [](const auto& entry) {
        const video::State state = entry.second->status.state;
        return entry.second->is_seen && (entry.second->replay || !(is_live(state) || is_still_or_delayed(state)));
    }));
}

}
