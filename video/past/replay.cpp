#include "video/past/replay.h"

#include "video/past/picture_reader.h"
#include "video/stream/reaper.h"
#include "video/stream/scaler.h"
#include "video/thread_role.h"

extern "C" {
#include <libavutil/frame.h>
}

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace video {
namespace {

using std::chrono::duration_cast;
using std::chrono::steady_clock;

constexpr auto least_between = milliseconds(33); // more pictures a second nobody can tell apart
constexpr auto most_behind = milliseconds(300);  // then it plays as fast as it can
constexpr auto jump = std::chrono::seconds(2);   // nothing for so long is a gap: it goes on behind it

}

struct Replay::Shared {
    explicit Shared(ReplayOptions given) : options(std::move(given)), wake(options.wake)
    {
        status.range = options.range;
        status.speed = options.speed;
        status.is_paused = options.paused;
        wanted = options.wanted;
    }

    struct Orders {
        std::optional<SystemTime> seek;
        int steps = 0;
        bool changed = false;   // speed or pause
        bool redraw = false;    // another box or other masks
        bool any() const { return seek || steps != 0 || changed || redraw; }
    };

    void run();
    void play_all();
    void obey(Orders orders);
    void go_to(SystemTime to);
    void play_next();
    void show(FrameHandle picture, bool is_forced);
    void scale_shown();
    template <typename Change> void tell(Change change)
    {
        {
            std::lock_guard lock(mutex);
            change(status);
        }
        std::lock_guard lock(wake_mutex);
        if (wake)
            wake();
    }
    template <typename Change> void order(Change change)
    {
        std::lock_guard lock(mutex);
        change(orders, status);
        changed.notify_all();
    }
    /// Until then, or until something was ordered; true for the order or the stop.
    bool wait_until(Time until)
    {
        std::unique_lock lock(mutex);
        return changed.wait_until(lock, stop.get_token(), until, [this] { return orders.any(); }) || stop.stop_requested();
    }
    void wait_for_order()
    {
        std::unique_lock lock(mutex);
        changed.wait(lock, stop.get_token(), [this] { return orders.any(); });
    }

    const ReplayOptions options;
    FrameSlot slot;
    std::stop_source stop;
    Reaper::Ended ended = std::make_shared<bool>(false);
    std::thread thread; // touched by the constructor and destructor of Replay only

    mutable std::mutex mutex;
    std::condition_variable_any changed;
    PictureWish wanted;  // guarded by mutex
    Orders orders;      // guarded by mutex
    ReplayStatus status; // guarded by mutex
    std::mutex wake_mutex;
    std::function<void()> wake; // guarded by wake_mutex

    // The replay's thread only.
    std::unique_ptr<PictureReader> reader;
    std::optional<Scaler> scaler;
    KeptCodecPtr scaled_codec;
    FrameHandle shown;
    SystemTime shown_at;
    Time shown_since, anchor;
    SystemTime anchor_at;
    std::uint64_t serial = 0;
};

void Replay::Shared::run()
{
    try {
        play_all();
    } catch (const Error& error) {
        if (!stop.stop_requested())
            tell([&](ReplayStatus& s) { s.cause = error.cause, s.detail = error.what(), s.is_looking = false, s.is_ended = true; });
    } catch (const std::exception& error) {
        tell([&](ReplayStatus& s) { s.cause = Cause::other, s.detail = error.what(), s.is_looking = false, s.is_ended = true; });
    }
}

void Replay::Shared::play_all()
{
    auto view = std::make_shared<const PastView>(options.archive->look(options.range, stop.get_token()));
    tell([&](ReplayStatus& s) { s.view = view; });
    reader = std::make_unique<PictureReader>(options.archive->open(*view, options.range.to, stop.get_token()));
    go_to(options.start);
    while (!stop.stop_requested()) {
        Orders due;
        bool is_still;
        {
            std::lock_guard lock(mutex);
            due = std::exchange(orders, {});
            is_still = status.is_paused || status.is_ended;
        }
        if (due.any())
            obey(due);
        else if (is_still)
            wait_for_order();
        else
            play_next();
    }
}

void Replay::Shared::obey(Orders due)
{
    if (due.seek)
        go_to(*due.seek);
    for (; due.steps > 0; --due.steps) {
        if (FrameHandle next = reader->next())
            show(std::move(next), true);
        else
            tell([](ReplayStatus& s) { s.is_ended = true; });
    }
    for (; due.steps < 0 && shown; ++due.steps) {
        if (shown_at > options.range.from)
            go_to(shown_at - microseconds(1));
    }
    if (due.changed) {
        anchor = {};
        reader->skip_unreferenced(false);
    }
    if (due.redraw)
        scale_shown();
}

void Replay::Shared::go_to(SystemTime to)
{
    tell([](ReplayStatus& s) { s.is_looking = true, s.is_ended = false; });
    anchor = {};
    FrameHandle picture = reader->seek(std::clamp(to, options.range.from, options.range.to), stop.get_token());
    const bool is_there = picture != nullptr;
    if (picture)
        show(std::move(picture), true);
    tell([&](ReplayStatus& s) { s.is_looking = false, s.is_ended = !is_there; });
}

void Replay::Shared::play_next()
{
    FrameHandle picture = reader->next();
    if (!picture) {
        scale_shown(); // the last one, however soon it came after the one before
        tell([](ReplayStatus& s) { s.is_ended = true; });
        return;
    }
    const SystemTime at = picture_time(*picture);
    if (shown && at <= shown_at)
        return; // another place begins at its key frame before
    double speed;
    {
        std::lock_guard lock(mutex);
        speed = status.speed;
    }
    const Time now = steady_clock::now();
    if (anchor == Time{} || at - shown_at > jump) {
        anchor = now;
        anchor_at = shown && at - shown_at <= jump ? shown_at : at;
    }
    Time due = anchor + duration_cast<Time::duration>(std::chrono::duration<double, std::micro>(static_cast<double>((at - anchor_at).count()) / speed));
    reader->skip_unreferenced(now > due + least_between && speed > 1);
    if (now > due + most_behind) {
        anchor = due = now;
        anchor_at = at;
    }
    if (due > now && wait_until(due)) {
        reader->put_back(std::move(picture));
        return;
    }
    show(std::move(picture), false);
}

void Replay::Shared::show(FrameHandle picture, bool is_forced)
{
    shown_at = picture_time(*picture);
    shown = std::move(picture);
    const Time now = steady_clock::now();
    if (is_forced || now - shown_since >= least_between) {
        shown_since = now;
        scale_shown();
    }
}

void Replay::Shared::scale_shown()
{
    PictureWish box;
    {
        std::lock_guard lock(mutex);
        box = wanted;
    }
    if (!shown || box.width <= 0 || box.height <= 0)
        return;
    if (const KeptCodecPtr& codec = reader->codec(); !scaler || scaled_codec != codec) {
        scaled_codec = codec;
        scaler.emplace(codec->pixel_aspect, codec->quarter_turns);
    }
    auto frame = scaler->scale(*shown, box, shown_at);
    frame->arrived = shown_at;
    frame->serial = ++serial;
    const PictureSize size = scaler->natural_size(*shown);
    slot.put(std::move(frame));
    tell([&](ReplayStatus& s) { s.at = shown_at, s.width = size.width, s.height = size.height; });
}

Replay::Replay(ReplayOptions options) : shared_(std::make_shared<Shared>(std::move(options)))
{
    shared_->thread = std::thread([shared = shared_] {
        take_role("player/" + shared->options.name, decoding_nice);
        shared->run();
        shared->reader.reset();
        reaper().report_end(shared->ended);
    });
}

Replay::~Replay()
{
    shared_->stop.request_stop();
    {
        std::lock_guard lock(shared_->wake_mutex);
        shared_->wake = nullptr;
    }
    reaper().adopt(std::move(shared_->thread), shared_->ended);
}

ReplayStatus Replay::status() const
{
    std::lock_guard lock(shared_->mutex);
    return shared_->status;
}

FrameSlot& Replay::slot() { return shared_->slot; }

void Replay::want(PictureWish wanted)
{
    shared_->order([&](Shared::Orders& orders, ReplayStatus&) {
        shared_->wanted = std::move(wanted);
        orders.redraw = true;
    });
}

void Replay::play(double speed)
{
    shared_->order([&](Shared::Orders& orders, ReplayStatus& status) {
        status.speed = std::clamp(speed, 0.25, 8.0);
        status.is_paused = false;
        orders.changed = true;
    });
}

void Replay::pause()
{
    shared_->order([](Shared::Orders& orders, ReplayStatus& status) {
        status.is_paused = true;
        orders.changed = true;
    });
}

void Replay::step(int pictures)
{
    shared_->order([&](Shared::Orders& orders, ReplayStatus& status) {
        status.is_paused = true;
        orders.steps += pictures;
        orders.changed = true;
    });
}

void Replay::seek(SystemTime to)
{
    shared_->order([&](Shared::Orders& orders, ReplayStatus&) {
        orders.seek = to;
        orders.steps = 0;
    });
}

}
