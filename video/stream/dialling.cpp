#include "video/stream/dialling.h"

#include "video/content_hash.h"
#include "video/redact.h"
#include "video/answer_cause.h"
#include "video/stream/decoder.h"
#include "video/stream/pacer.h"
#include "video/stream/picture_check.h"
#include "video/stream/scaler.h"
#include "video/stream/source_table.h"
#include "video/stream/watch.h"

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

#include <algorithm>
#include <cmath>
#include <optional>
#include <thread>

namespace video {
namespace {

using std::chrono::steady_clock;

/// From the opened source to the first picture, and on from there for a while.
class Reading {
public:
    Reading(PacketSource& source, const DiaryLimits& limits, Diary& diary, DiaryWriter& writer)
        : source_(source), limits_(limits), diary_(diary), writer_(writer), decoder_(source.codec()),
          scaler_(source.pixel_aspect(), source.quarter_turns()), packet_(make_packet())
    {
        diary.codec = decoder_.codec_name();
        diary.is_recording = source.is_recording();
        diary.delivery = source.delivery();
    }

    /// Throws Error: no_packets, broken_data, ended, or what reading threw.
    void wait_for_picture(Time deadline, const std::stop_token& stop)
    {
        writer_.begin(Step::key_frame);
        while (pictures_ == 0) {
            if (stop.stop_requested())
                throw Error(Cause::stopped, "stopped");
            if (steady_clock::now() > deadline)
                throw no_picture();
            if (!read_one(deadline))
                break;
        }
        if (pictures_ == 0)
            decoder_.feed(nullptr, [this](const AVFrame& picture) { take(picture); });
        if (pictures_ == 0)
            throw Error(Cause::ended, "The stream ended before its first picture");
        writer_.begin(Step::picture);
        writer_.mark(Mark::picture);
    }

    /// What the first picture shows, where nobody watches any longer.
    void look()
    {
        if (!source_.is_recording())
            conclude(milliseconds(0));
    }
    void measure(milliseconds span, const std::stop_token& stop)
    {
        if (source_.is_recording()) {
            diary_.measured = {.span = span, .pictures = pictures_, .pictures_per_s = 1e6 / static_cast<double>(source_.frame_interval().count())};
            return;
        }
        const Time begin = steady_clock::now(), end = begin + span;
        is_measuring_ = true;
        if (source_.delivery() == Delivery::playlist)
            pacer_.emplace(source_.frame_interval());
        arrivals_.clear();
        pictures_ = damaged_ = dark_ = 0;
        try {
            while (steady_clock::now() < end && !stop.stop_requested() && read_one(end)) {
            }
        } catch (const Error& error) {
            // The end of the time is seen as an interruption where nothing arrives.
            if (steady_clock::now() < end)
                diary_.detail = error.what();
        }
        conclude(span);
        writer_.mark(Mark::measured);
    }

private:
    Error no_picture() const
    {
        return has_key_ ? Error(Cause::broken_data, "Packets come, but no picture can be made of them") : Error(Cause::no_key_frame, "Packets come, but no key frame");
    }
    /// False at the end of the source.
    bool read_one(Time deadline)
    {
        try {
            if (!source_.read(*packet_))
                return false;
        } catch (const Error& error) {
            if (error.cause == Cause::no_answer && steady_clock::now() >= deadline)
                throw packets_ > 0 ? no_picture() : Error(Cause::no_packets, "Nothing arrives");
            throw;
        }
        wait_until_due(deadline);
        const Time now = steady_clock::now();
        // What the library still held is given out when it is interrupted; it did not arrive then.
        if (is_measuring_ && now >= deadline)
            return false;
        ++packets_;
        arrivals_.push_back(now);
        writer_.mark(Mark::packet);
        const bool key = packet_->flags & AV_PKT_FLAG_KEY;
        has_key_ = has_key_ || key;
        if (key) {
            writer_.begin(Step::picture);
            writer_.mark(Mark::key_frame);
        }
        watch_.on_packet({.at = now,
                          .timestamp = source_.timestamp(*packet_),
                          .hash = key || packet_->size >= 512 ? content_hash(packet_->data, static_cast<std::size_t>(packet_->size)) : 0,
                          .key = key,
                          .bytes = static_cast<std::size_t>(packet_->size)});
        watch_.on_fed();
        if (!decoder_.feed(packet_.get(), [this](const AVFrame& picture) { take(picture); })) {
            ++damaged_;
            watch_.on_refused();
        }
        return true;
    }
    /// A playlist's pieces come faster than they are to be shown.
    void wait_until_due(Time deadline)
    {
        if (!pacer_)
            return;
        const Time now = steady_clock::now(), due = pacer_->due(source_.timestamp(*packet_), now);
        if (paced_since_ == Time{})
            paced_since_ = now;
        std::this_thread::sleep_until(std::min(due, deadline));
    }
    void follow_freshness(Time now)
    {
        const auto fresh = source_.freshness();
        diary_.delivery = source_.delivery();
        if (!fresh)
            return watch_.on_freshness(source_.delivery() == Delivery::multipart ? Delivery::multipart : Delivery::stream, {}, {});
        const auto held_up = pacer_ && paced_since_ != Time{} ? std::chrono::duration_cast<milliseconds>(now - paced_since_ - pacer_->position()) : milliseconds(0);
        diary_.behind = source_.delivery() == Delivery::still ? std::chrono::duration_cast<milliseconds>(now - fresh->renewed) : std::max(milliseconds(0), fresh->behind + held_up);
        watch_.on_freshness(source_.delivery(), *fresh, diary_.behind);
    }
    void take(const AVFrame& picture)
    {
        ++pictures_;
        const PictureSeen seen = video::measure(picture, steady_clock::now());
        damaged_ += seen.damaged;
        dark_ += seen.dark;
        watch_.on_picture(seen);
        diary_.width = scaler_.natural_size(picture).width;
        diary_.height = scaler_.natural_size(picture).height;
        if (!small_ || pictures_ % 10 == 0)
            small_ = scaler_.scale(picture, {160, 90});
        if (!diary_.still && limits_.still.width > 0 && limits_.still.height > 0)
            diary_.still = scaler_.scale(picture, limits_.still);
    }
    void conclude(milliseconds span)
    {
        Measured& measured = diary_.measured;
        measured = {.span = span, .pictures = pictures_, .damaged = damaged_};
        if (arrivals_.size() > 2) {
            const double mean_ms = std::chrono::duration<double, std::milli>(arrivals_.back() - arrivals_.front()).count() /
                                   static_cast<double>(arrivals_.size() - 1);
            double sum = 0;
            for (std::size_t i = 1; i < arrivals_.size(); ++i)
                sum += std::pow(std::chrono::duration<double, std::milli>(arrivals_[i] - arrivals_[i - 1]).count() - mean_ms, 2);
            measured.pictures_per_s = mean_ms > 0 ? 1000 / mean_ms : 0;
            measured.jitter_ms = std::sqrt(sum / static_cast<double>(arrivals_.size() - 1));
        }
        follow_freshness(steady_clock::now());
        const Verdict verdict = watch_.judge(steady_clock::now());
        const Content content = small_ ? look_at(*small_) : Content::scene;
        if (verdict.state == State::frozen || verdict.state == State::late) {
            measured.state = verdict.state;
            measured.cause = verdict.cause;
        } else if (pictures_ > 0 && dark_ == pictures_) {
            measured.state = State::black;
        } else if (content == Content::flat_colour || content == Content::colour_bars) {
            measured.state = State::no_signal;
            measured.cause = content == Content::flat_colour ? Cause::one_colour : Cause::colour_bars;
        } else if (content == Content::too_dark) {
            measured.state = State::too_dark;
        } else if (verdict.state == State::still || verdict.state == State::delayed) {
            measured.state = verdict.state;
        }
    }

    PacketSource& source_;
    const DiaryLimits& limits_;
    Diary& diary_;
    DiaryWriter& writer_;
    Decoder decoder_;
    Scaler scaler_;
    Watch watch_;
    std::optional<Pacer> pacer_;
    Time paced_since_;
    PacketHandle packet_;
    std::vector<Time> arrivals_;
    std::shared_ptr<const Frame> small_;
    int packets_ = 0, pictures_ = 0, damaged_ = 0, dark_ = 0;
    bool is_measuring_ = false, has_key_ = false;
};

void dial_and_wait(const Address& address, const DiaryLimits& limits, const std::stop_token& stop, Diary& diary, DiaryWriter& writer)
{
    Dialled dialled = dial(address, {.stop = stop, .on_step = [&](Step step) { writer.begin(step); }, .on_mark = [&](Mark mark) { writer.mark(mark); }});
    diary.dialled = dialled.numeric_host;
    writer.begin(Step::describe);
    Time deadline = steady_clock::now() + limits.wait;
    const auto source = open_source({.address = address, .dialled = std::move(dialled), .interrupted = [&] {
                                         return stop.stop_requested() || steady_clock::now() > deadline;
                                     }});
    writer.mark(Mark::opened);
    deadline = steady_clock::now() + limits.wait;
    Reading reading(*source, limits, diary, writer);
    reading.wait_for_picture(deadline, stop);
    writer.end(true);
    if (limits.measure.count() > 0) {
        deadline = steady_clock::now() + limits.measure;
        reading.measure(limits.measure, stop);
    } else {
        reading.look();
    }
}

}

Diary keep_diary(const StreamOptions& options, const DiaryLimits& limits, const std::stop_token& stop)
{
    Diary diary;
    diary.url = without_secret(options.url, options.password);
    DiaryWriter writer(diary);
    std::string secret = options.password;
    try {
        Address address = parse_address(options.url);
        if (options.sign_in) {
            address.use(options.sign_in());
        } else if (!options.user.empty() || !options.password.empty()) {
            address.use({options.user, options.password});
        }
        secret = address.password;
        if (const Family family = family_of(options.url); family != Family::http && family != Family::list)
            diary.delivery = Delivery::stream;
        dial_and_wait(address, limits, stop, diary, writer);
    } catch (const Error& error) {
        writer.end(false);
        diary.cause = stop.stop_requested() ? Cause::stopped : error.cause;
        if (diary.cause == Cause::web_page || diary.cause == Cause::login_page)
            diary.delivery = Delivery::page;
        diary.detail = without_secret(error.what(), secret);
    }
    return diary;
}

Cause cause_of(const Diary& diary) { return diary.cause != Cause::none ? diary.cause : diary.measured.cause; }

State state_of(const Diary& diary)
{
    if (diary.cause == Cause::none)
        return diary.is_recording ? State::recorded : diary.measured.state;
    return diary.cause == Cause::wrong_password ? State::refused : State::retrying;
}

}
