#include "video/stream/watch.h"

#include <algorithm>

namespace video {
namespace {

using std::chrono::duration_cast;
using std::chrono::seconds;

}

microseconds Watch::patience() const
{
    if (delivery_ == Delivery::multipart && usual_interval_.count() == 0)
        return limits_.first_parts;
    return std::max<microseconds>(limits_.frozen, 3 * usual_interval_);
}

void Watch::on_packet(const PacketSeen& packet)
{
    if (last_packet_ != Time{}) {
        const auto gap = std::min<microseconds>(duration_cast<microseconds>(packet.at - last_packet_), seconds(30));
        usual_interval_ = usual_interval_.count() == 0 ? gap : (usual_interval_ * 9 + gap) / 10;
    }
    // Stamps that stand tell nothing of when it was made.
    if (packet.timestamp && packet.timestamp != timestamp_)
        clock_.on_packet(packet.at, *packet.timestamp, packet.bytes);
    if (!packet.timestamp || packet.timestamp != timestamp_ || timestamp_moved_ == Time{})
        timestamp_moved_ = packet.at;
    timestamp_ = packet.timestamp;

    if (packet.hash != 0 && packet.hash == packet_hash_) {
        ++repeats_;
    } else {
        repeats_ = 0;
        last_distinct_ = packet.at;
    }
    packet_hash_ = packet.hash;

    if (packet.key) {
        if (last_key_ != Time{})
            key_interval_ = duration_cast<microseconds>(packet.at - last_key_);
        last_key_ = packet.at;
    }
    last_packet_ = packet.at;
}

void Watch::on_picture(const PictureSeen& picture)
{
    if (picture.luma_hash != luma_hash_ || luma_changed_ == Time{})
        luma_changed_ = picture.at;
    luma_hash_ = picture.luma_hash;
    if (picture.key)
        follow_keys(picture);
    follow_dark(picture);
    last_picture_ = picture.at;
    // Of garbage, now and then, a decoder makes something that it calls a picture. On a line that loses packets there
    // are more damaged pictures than refused packets.
    damaged_ += picture.damaged;
    if (!picture.damaged || damaged_ > refused_ || last_sign_of_life_ == Time{}) {
        last_sign_of_life_ = picture.at;
        fed_ = refused_ = damaged_ = 0;
    }
}

/// What is on the verge neither turns black nor comes back with each picture.
void Watch::follow_dark(const PictureSeen& picture)
{
    if (picture.dark) {
        faint_since_ = Time{};
        if (dark_since_ == Time{})
            dark_since_ = picture.at;
        return;
    }
    if (faint_since_ == Time{})
        faint_since_ = picture.at;
    if (is_black_ && picture.faint && picture.at - faint_since_ < limits_.black_ends)
        return;
    dark_since_ = Time{};
    is_black_ = false;
}

void Watch::follow_keys(const PictureSeen& picture)
{
    if (keys_++ > 0 && picture.luma_hash == key_luma_hash_) {
        ++equal_keys_;
        // Too early to know this camera: it is one of those that send equal ones.
        keys_may_equal_ = keys_may_equal_ || differing_keys_ < limits_.differing_keys;
    } else {
        keys_may_equal_ = keys_may_equal_ || equal_keys_ > 0;
        equal_keys_ = 0;
        ++differing_keys_;
    }
    key_luma_hash_ = picture.luma_hash;
}

void Watch::on_finding(const Finding& finding)
{
    if (finding.content != content_ || looks_ == 0) {
        content_ = finding.content;
        content_since_ = finding.at;
        looks_ = 0;
    }
    ++looks_;
    if (!finding.still || still_since_ == Time{})
        still_since_ = finding.at;
    last_look_ = finding.at;
}

std::optional<Cause> Watch::no_signal() const
{
    if (looks_ < limits_.looks)
        return std::nullopt;
    if (content_ == Content::colour_bars)
        return Cause::colour_bars;
    const bool is_grey = content_ == Content::flat_grey && last_look_ - std::max(still_since_, content_since_) >= limits_.grey;
    if (content_ == Content::flat_colour || is_grey)
        return Cause::one_colour;
    return std::nullopt;
}

void Watch::expect_pictures(bool expected, Time now)
{
    if (expected == expects_pictures_)
        return;
    expects_pictures_ = expected;
    pictures_expected_since_ = now;
    luma_changed_ = dark_since_ = faint_since_ = still_since_ = Time{};
    is_black_ = false;
    looks_ = keys_ = equal_keys_ = fed_ = refused_ = damaged_ = 0;
}

bool Watch::is_late()
{
    const milliseconds lag = std::max(clock_.lag(), own_lag_);
    late_ = lag > (late_ ? limits_.late_ends : limits_.late);
    return late_;
}

void Watch::on_freshness(Delivery delivery, const Freshness& freshness, milliseconds lag)
{
    delivery_ = delivery;
    freshness_ = freshness;
    playlist_lag_ = lag;
}

namespace {

Verdict said(Verdict verdict, State state, Cause cause, Time since)
{
    verdict.state = state;
    verdict.cause = cause;
    verdict.since = since;
    return verdict;
}

}

/// What the pictures show, where that is none of a scene.
std::optional<Verdict> Watch::judge_content(Verdict verdict)
{
    const auto dark = std::clamp<microseconds>(2 * key_interval_, limits_.black, limits_.black_most);
    if (dark_since_ != Time{} && (is_black_ || last_picture_ - dark_since_ >= dark)) {
        is_black_ = true;
        return said(verdict, State::black, Cause::none, dark_since_);
    }
    if (const auto cause = no_signal())
        return said(verdict, State::no_signal, *cause, content_since_);
    return std::nullopt;
}

Verdict Watch::judge(Time now)
{
    Verdict verdict;
    const bool is_fresh_kind = delivery_ == Delivery::still || delivery_ == Delivery::playlist;
    // A list that has not gone on since it was read last time has nothing new to show.
    if (is_fresh_kind && delivery_ == Delivery::playlist && now - freshness_.renewed > freshness_.patience) {
        verdict.last_new_picture = freshness_.renewed;
        return said(verdict, State::frozen, Cause::list_stands, freshness_.renewed);
    }
    if (last_packet_ == Time{} || (expects_pictures_ && last_picture_ == Time{}))
        return verdict;
    const auto patience = this->patience();
    verdict.last_new_picture = repeats_ >= limits_.repeats                             ? last_distinct_
                               : !keys_may_equal_ && equal_keys_ >= limits_.equal_keys ? luma_changed_
                                                                                       : last_picture_;
    const auto say = [&](State state, Cause cause, Time since) { return said(verdict, state, cause, since); };
    if (is_fresh_kind)
        return judge_fresh(verdict, now);
    const Time newest = expects_pictures_ ? verdict.last_new_picture : last_packet_;
    if (now - last_packet_ > patience)
        return say(State::frozen, Cause::no_packets, newest);
    // There are cameras whose stamps never move and whose picture does.
    if (expects_pictures_ && now - timestamp_moved_ > patience && luma_changed_ != Time{} && now - luma_changed_ > patience) {
        verdict.last_new_picture = luma_changed_;
        return say(State::frozen, Cause::clock_stands, luma_changed_);
    }
    if (repeats_ >= limits_.repeats && now - last_distinct_ > patience)
        return say(State::frozen, Cause::repeated_picture, last_distinct_);
    if (expects_pictures_) {
        const auto wait = std::max<microseconds>({limits_.pictures, 3 * key_interval_, patience});
        const auto without = now - std::max(last_sign_of_life_, pictures_expected_since_);
        if (without > wait || ((fed_ >= limits_.fed_in_vain || refused_ > 0) && without > patience)) {
            verdict.last_new_picture = last_sign_of_life_; // what comes out damaged in between is none
            return say(State::frozen, Cause::broken_data, last_sign_of_life_);
        }
        if (!keys_may_equal_ && equal_keys_ >= limits_.equal_keys)
            return say(State::frozen, Cause::repeated_picture, luma_changed_);
        if (const auto content = judge_content(verdict))
            return *content;
    }
    if (is_late()) {
        verdict.lag = std::max(clock_.lag(), own_lag_);
        return say(State::late, Cause::none, now);
    }
    if (expects_pictures_ && content_ == Content::too_dark && looks_ >= limits_.looks)
        return say(State::too_dark, Cause::none, content_since_);
    if (expects_pictures_ && luma_changed_ != Time{} && last_picture_ - luma_changed_ > limits_.unchanged)
        return say(State::unchanged, Cause::none, luma_changed_);
    return say(State::live, Cause::none, now);
}

/// A still is as new as its server says, a playlist as far behind as its pieces are.
Verdict Watch::judge_fresh(Verdict verdict, Time now)
{
    if (delivery_ == Delivery::still) {
        verdict.last_new_picture = freshness_.renewed;
        if (now - freshness_.renewed > freshness_.patience)
            return said(verdict, State::frozen, Cause::repeated_picture, freshness_.renewed);
    } else if (now - last_packet_ > std::max<microseconds>(limits_.frozen, freshness_.every)) {
        return said(verdict, State::frozen, Cause::no_packets, verdict.last_new_picture); // a piece takes longer than it lasts
    }
    if (expects_pictures_)
        if (const auto content = judge_content(verdict))
            return *content;
    verdict.lag = playlist_lag_;
    return said(verdict, delivery_ == Delivery::still ? State::still : State::delayed, Cause::none, now);
}

}
