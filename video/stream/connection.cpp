#include "video/stream/connection.h"

#include "video/content_hash.h"
#include "video/dial/rtsp_message.h"
#include "video/stream/source_table.h"

#include <ctime>
#include <fstream>

extern "C" {
#include <libavcodec/packet.h>
#include <libavutil/frame.h>
}

namespace video {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;
using std::chrono::steady_clock;

constexpr auto open_limit = seconds(20);    // radio links take seconds for each of five requests
constexpr auto silence_limit = seconds(10); // then the connection is given up and dialled anew
constexpr auto picture_limit = seconds(30); // a key frame, yet no picture
constexpr auto key_frame_limit = seconds(130); // packets, yet no key frame; one a minute is the slowest seen
constexpr auto key_limit = seconds(10);     // then it is tried without; streams without key frames refresh bit by bit
constexpr PictureSize analysis_size{160, 90};
constexpr std::size_t telling_size = 512;   // bytes; smaller inter pictures of a still scene may be equal in truth

double thread_cpu_s()
{
    timespec t{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &t);
    return static_cast<double>(t.tv_sec) + static_cast<double>(t.tv_nsec) / 1e9;
}

/// For how long it could have run and another did; 0 where this kernel does not tell.
double thread_wait_s()
{
    std::ifstream in("/proc/thread-self/schedstat");
    double ran_ns = 0, waited_ns = 0;
    in >> ran_ns >> waited_ns;
    return in ? waited_ns / 1e9 : 0;
}

}

Connection::Connection(ConnectionOrder order)
    : order_(std::move(order)), options_(order_.options), board_(order_.board), memory_(order_.memory), stop_(order_.stop), packet_(make_packet())
{
}

microseconds Connection::good_for() const
{
    return duration_cast<microseconds>(last_picture_ - first_picture_);
}

void Connection::say_step(Step step)
{
    const SystemTime now = calendar_(steady_clock::now());
    board_.update([&](Status& status) {
        if (status.state != State::connecting)
            status.since = now;
        status.state = State::connecting;
        status.step = step;
        status.cause = Cause::none;
        status.detail.clear();
        return true;
    });
}

SourceOrder Connection::order_for(Dialled dialled)
{
    return {.address = order_.address, .dialled = std::move(dialled), .interrupted = [this] { return let_go(); }};
}

/// Files wait for nobody.
void Connection::wait_for_turn(Turn turn)
{
    const std::string& host = order_.address.host;
    if (!host.empty() && (board_.sleep_until(host_slot(host, steady_clock::now(), turn), stop_) ||
                          board_.sleep_until(dial_slot(steady_clock::now(), turn), stop_)))
        throw Error(Cause::stopped, "stopped");
}

/// False: it would not give the sound that it describes.
bool Connection::dial_and_open()
{
    rate_since_ = steady_clock::now();
    say_step(Step::name);
    wait_for_turn(Turn::ask);
    Dialled dialled = dial(order_.address, {.stop = stop_, .on_step = [this](Step step) { say_step(step); }});
    wait_for_turn(Turn::play);
    rate_since_ = steady_clock::now();
    const bool with_sound = memory_.asks_for_sound && describes_sound(dialled.description);
    SourceOrder order = order_for(std::move(dialled));
    order.with_sound = with_sound;
    try {
        source_ = open_source(std::move(order));
    } catch (const Error&) {
        if (stop_.stop_requested())
            throw;
        if (with_sound && gave_up_ == Cause::none)
            return false;
        // Long without an answer: the next connection does without. Where that failed it was not the sound.
        memory_.asks_for_sound = !with_sound && options_.keep_sound && options_.sink;
        throw;
    }
    return true;
}

void Connection::open()
{
    opened_ = {};
    // The picture comes first: a camera that describes sound and then will not give it is dialled anew without.
    if (!dial_and_open()) {
        memory_.asks_for_sound = false;
        dial_and_open();
    }
    decoder_.emplace(source_->codec());
    scaler_.emplace(source_->pixel_aspect(), source_->quarter_turns());
    small_scaler_.emplace(source_->pixel_aspect(), source_->quarter_turns());
    if (source_->is_recording() || source_->delivery() == Delivery::playlist)
        pacer_.emplace(source_->frame_interval());
    opened_ = steady_clock::now();
    if (options_.sink)
        options_.sink->begin(source_->codec(), source_->quarter_turns(), source_->pixel_aspect());
    if (const AVCodecParameters* sound = source_->sound(); sound && options_.sink)
        options_.sink->begin_sound(*sound);
    need_key_ = !source_->is_recording();
    need_key_since_ = opened_;
    board_.update([&](Status& status) {
        status.codec = decoder_->codec_name();
        return false;
    });
    say_step(Step::key_frame);
}

void Connection::run()
{
    try {
        open();
        while (!stop_.stop_requested() && read_one()) {
        }
    } catch (const Error& error) {
        if (stop_.stop_requested())
            return;
        if (gave_up_ != Cause::none)
            throw Error(gave_up_, error.what());
        throw;
    }
}

/// Sound on the way to it is kept and otherwise as if it were not there: a camera whose picture stops is dead, however it crackles.
bool Connection::read_picture()
{
    while (source_->read(*packet_)) {
        if (!source_->is_sound(*packet_))
            return true;
        options_.sink->put_sound(*packet_, source_->times(*packet_), calendar_(steady_clock::now()));
        if (let_go())
            throw Error(gave_up_ == Cause::none ? Cause::stopped : gave_up_, "There is sound, but no picture any more");
    }
    return false;
}

bool Connection::read_one()
{
    const Time asked = steady_clock::now();
    if (!read_picture()) {
        switch (source_->plays()) {
        case Plays::live: throw Error(Cause::ended, "The other side ended the stream");
        case Plays::once: play_to_the_end(); return false;
        case Plays::endlessly: begin_again(); return true;
        }
    }
    ++packets_this_round_;
    Time now = steady_clock::now();
    at_live_edge_ = now - asked > milliseconds(3);
    if (pacer_)
        now = wait_until_due(*packet_, now);
    if (stop_.stop_requested())
        return false;
    look_at(*packet_, now);
    if (options_.sink)
        options_.sink->put(*packet_, source_->times(*packet_), calendar_(now));
    decode(*packet_, now);
    const Time done = steady_clock::now();
    publish(done);
    if (last_picture_ == Time{} && watch_.last_packet() != Time{} && board_.wanted().width > 0) {
        if (first_key_ != Time{} && done - std::max(first_key_, seen_since_) > picture_limit)
            throw Error(Cause::broken_data, "Packets come, but no picture can be made of them");
        if (first_key_ == Time{} && done - opened_ > key_frame_limit)
            throw Error(Cause::no_key_frame, "Packets come, but no key frame");
    }
    return true;
}

void Connection::begin_again()
{
    if (packets_this_round_ == 0)
        throw Error(Cause::broken_data, "There is no picture in it");
    packets_this_round_ = 0;
    // The decoder is not flushed: it gives out the last pictures as the first of the next round come in, so the seam is
    // even.
    if (!source_->rewind()) {
        source_.reset();
        source_ = open_source(order_for({}));
        decoder_.emplace(source_->codec());
    }
    pacer_->next_round();
}

void Connection::play_to_the_end()
{
    Time due = steady_clock::now();
    decoder_->feed(nullptr, [&](const AVFrame& picture) {
        due += source_->frame_interval();
        if (!board_.sleep_until(due, stop_))
            show(picture, steady_clock::now());
    });
    if (last_picture_ == Time{} && board_.wanted().width > 0)
        throw Error(Cause::broken_data, "No picture in it could be decoded");
}

Time Connection::wait_until_due(const AVPacket& packet, Time now)
{
    const Time due = pacer_->due(source_->timestamp(packet), now);
    if (paced_since_ == Time{})
        paced_since_ = now;
    if (due > now) {
        watch_.on_own_lag(milliseconds(0));
        at_live_edge_ = true;
        board_.sleep_until(due, stop_);
        return steady_clock::now();
    }
    watch_.on_own_lag(duration_cast<milliseconds>(now - due));
    return now;
}

void Connection::look_at(const AVPacket& packet, Time at)
{
    const bool key = packet.flags & AV_PKT_FLAG_KEY;
    PacketSeen seen{.at = at, .key = key, .bytes = static_cast<std::size_t>(packet.size)};
    if (key || decoder_->is_intra_only() || static_cast<std::size_t>(packet.size) >= telling_size)
        seen.hash = content_hash(packet.data, packet.size);
    // A recording's own timestamps say nothing of a live edge; its pace is watched by on_own_lag().
    if (!pacer_)
        seen.timestamp = source_->timestamp(packet);
    if (key && first_key_ == Time{})
        first_key_ = at;
    const bool first = watch_.last_packet() == Time{};
    watch_.on_packet(seen);
    if (first)
        order_.on_first_packet();
    if (first && last_picture_ == Time{} && board_.wanted().width > 0)
        say_step(key ? Step::picture : Step::key_frame);
}

bool Connection::is_worth_decoding(const AVPacket& packet, const PictureWish& wanted, Time at)
{
    const bool is_seen = wanted.width > 0 && wanted.height > 0;
    watch_.expect_pictures(is_seen, at);
    const bool key = packet.flags & AV_PKT_FLAG_KEY;
    const auto wait_for_key = [&] {
        if (!need_key_)
            need_key_since_ = at;
        need_key_ = true;
        return false;
    };
    if (!is_seen) {
        seen_since_ = Time{};
        return wait_for_key();
    }
    if (seen_since_ == Time{})
        seen_since_ = at;
    if (decoder_->is_intra_only())
        return !wanted.key_frames_only || at - last_decoded_ >= seconds(1);
    // One picture a minute would be none: such a camera is decoded in full.
    if (wanted.key_frames_only && !key && watch_.key_interval() < seconds(8))
        return wait_for_key();
    if (need_key_) {
        if (!key && at - need_key_since_ < key_limit)
            return false;
        decoder_->flush();
        need_key_ = false;
    }
    return true;
}

void Connection::decode(const AVPacket& packet, Time at)
{
    const PictureWish wanted = board_.wanted();
    if (!is_worth_decoding(packet, wanted, at))
        return;
    last_decoded_ = at;
    watch_.on_fed();
    const auto on_picture = [&](const AVFrame& picture) { show(picture, at); };
    if (!decoder_->feed(&packet, on_picture))
        watch_.on_refused();
    if (wanted.key_frames_only && !decoder_->is_intra_only() && watch_.key_interval() < seconds(8)) {
        // A decoder holds pictures back until it knows their order; alone, a key frame would be shown one key frame
        // late.
        decoder_->feed(nullptr, on_picture);
        decoder_->flush();
    }
}

void Connection::show(const AVFrame& picture, Time at)
{
    const bool first = last_picture_ == Time{};
    if (first)
        first_picture_ = at;
    last_picture_ = at;
    ++pictures_in_rate_;
    watch_.on_picture(measure(picture, at));
    analyse(picture, at);
    // Behind the live edge by our own fault: five pictures a second are shown, the time goes into catching up.
    if (catching_up_ && !at_live_edge_ && at - last_shown_ < milliseconds(200))
        return;
    last_shown_ = at;
    natural_ = scaler_->natural_size(picture);
    const PictureWish wanted = board_.wanted();
    if (wanted.width <= 0 || wanted.height <= 0 || !is_due(wanted, at))
        return;
    const SystemTime arrived = calendar_(at);
    auto frame = scaler_->scale(picture, wanted, arrived);
    frame->arrived = arrived;
    frame->serial = ++memory_.serial;
    order_.slot.put(std::move(frame));
    publish(at);
    board_.wake();
}

void Connection::analyse(const AVFrame& picture, Time at)
{
    // A recording is not judged.
    if (is_recorded())
        return;
    if (const auto finding = analysis_.take())
        watch_.on_finding(*finding);
    if (analysis_.is_due(at))
        analysis_.look(small_scaler_->scale(picture, {analysis_size.width, analysis_size.height}), at);
}

bool Connection::is_due(const PictureWish& wanted, Time at)
{
    if (wanted.most_per_s <= 0)
        return true;
    // Steps of an even grid, so that pictures which come a little early or late do not halve the rate.
    const auto step = microseconds(1'000'000 / wanted.most_per_s);
    if (at + step / 4 < next_given_)
        return false;
    next_given_ = std::max(next_given_ + step, at);
    return true;
}

/// What it held when it was dialled last is no newer for being dialled again.
void Connection::follow_freshness(Time now)
{
    if (!source_)
        return;
    auto fresh = source_->freshness();
    if (!fresh) {
        watch_.on_freshness(source_->delivery() == Delivery::multipart ? Delivery::multipart : Delivery::stream, {}, {});
        return;
    }
    if (fresh->mark == memory_.mark && memory_.renewed != Time{})
        fresh->renewed = std::min(fresh->renewed, memory_.renewed);
    memory_.mark = fresh->mark;
    memory_.renewed = fresh->renewed;
    asked_every_ = fresh->every;
    milliseconds lag{0};
    if (pacer_ && paced_since_ != Time{})
        lag = std::max(milliseconds(0), fresh->behind + duration_cast<milliseconds>(now - paced_since_ - pacer_->position()));
    watch_.on_freshness(source_->delivery(), *fresh, lag);
}

void Connection::publish(Time now)
{
    last_publish_ = now;
    follow_freshness(now);
    calendar_.follow(now);
    const Verdict verdict = watch_.judge(now);
    if (now - rate_since_ >= seconds(1)) {
        rate_ = pictures_in_rate_ / std::chrono::duration<double>(now - rate_since_).count();
        const double cpu_s = thread_cpu_s();
        cpu_share_ = rate_cpu_s_ > 0 ? (cpu_s - rate_cpu_s_) / std::chrono::duration<double>(now - rate_since_).count() : 0;
        rate_cpu_s_ = cpu_s;
        const double wait_s = thread_wait_s();
        wait_share_ = rate_wait_s_ >= 0 ? (wait_s - rate_wait_s_) / std::chrono::duration<double>(now - rate_since_).count() : 0;
        rate_wait_s_ = wait_s;
        pictures_in_rate_ = 0;
        rate_since_ = now;
    }
    catching_up_ = verdict.state == State::late;
    // A camera or a line that is late leaves us waiting for it.
    const bool keeps_up = !catching_up_ || at_live_edge_;
    if (decoder_)
        decoder_->skip_unreferenced(catching_up_ && !at_live_edge_);
    if (catching_up_ && !at_live_edge_ && verdict.lag > seconds(3) && !need_key_) {
        need_key_ = true;
        need_key_since_ = now;
    }
    board_.update([&](Status& status) {
        status.decoded_per_s = rate_;
        status.cpu_share = cpu_share_;
        status.wait_share = wait_share_;
        status.keeps_up = keeps_up;
        status.asked_every = asked_every_;
        status.width = natural_.width;
        status.height = natural_.height;
        if (verdict.state == State::connecting)
            return false;
        const State state = is_recorded() ? State::recorded : verdict.state;
        const bool changed = state != status.state || verdict.cause != status.cause;
        if (changed) {
            status.state = state;
            status.cause = is_recorded() ? Cause::none : verdict.cause;
            status.since = calendar_(verdict.since);
            status.detail.clear();
            status.attempt = 0;
            status.next_attempt = {};
        }
        status.lag = verdict.lag;
        if (verdict.last_new_picture != Time{})
            status.last_new_picture = calendar_(verdict.last_new_picture);
        return changed;
    });
}

bool Connection::let_go()
{
    if (stop_.stop_requested())
        return true;
    const Time now = steady_clock::now();
    if (now - last_publish_ < milliseconds(100))
        return false;
    if (opened_ == Time{}) {
        last_publish_ = now;
        if (now - rate_since_ > open_limit)
            gave_up_ = Cause::no_answer;
        return gave_up_ != Cause::none;
    }
    publish(now);
    // Stills and playlists are asked again and again; whether they answer their sources see.
    if (source_ && source_->freshness())
        return false;
    const Time last = std::max(opened_, watch_.last_packet());
    if (now - last > std::max<microseconds>(silence_limit, 2 * watch_.patience()))
        gave_up_ = Cause::no_packets;
    return gave_up_ != Cause::none;
}

}
