#pragma once
// Decides from the progress of packets and pictures how a stream stands. Pure: every time is a parameter, nothing is
// read from a clock. One per connection, used by the stream's thread only.

#include "video/clock.h"
#include "video/stream/analysis.h"
#include "video/stream/arrival_clock.h"
#include "video/stream/freshness.h"
#include "video/stream/state.h"

#include <cstddef>
#include <cstdint>
#include <optional>

namespace video {

/// A coded picture as it arrived.
struct PacketSeen {
    Time at;
    std::optional<microseconds> timestamp; // the camera's, if it sends any
    std::uint64_t hash = 0; // of the coded bytes; 0: too small to tell a still scene from a stuck encoder
    bool key = false;
    std::size_t bytes = 0;  // 0: nobody knows
};

/// A decoded picture.
struct PictureSeen {
    Time at;
    std::uint64_t luma_hash = 0;
    bool dark = false; // neither bright on average nor in any spot
    bool faint = false; // not dark, and hardly more: noise of a sensor in the dark comes and goes
    bool key = false;  // coded without others
    bool damaged = false; // the decoder filled in what was missing or wrong
};

struct Verdict {
    State state = State::connecting;
    Cause cause = Cause::none;
    Time since;            // frozen, unchanged, black: when the condition began, which is before it was noticed
    Time last_new_picture; // Time{}: none yet
    milliseconds lag{};
    bool operator==(const Verdict&) const = default;
};

/// From these on a state is said; below them a stream has the benefit of the doubt. Slow cameras get three times their
/// own usual interval where that is longer.
struct WatchLimits {
    milliseconds frozen{2000};
    milliseconds late{1000};
    milliseconds late_ends{500};
    milliseconds unchanged{10'000};
    milliseconds black{2000};
    milliseconds black_most{10'000}; // cameras with a key frame each minute exist
    milliseconds black_ends{5000};   // of faint pictures; of others at once
    milliseconds first_parts{12'000}; // of HTTP, until a second one tells how often they come
    milliseconds pictures{5000};     // packets come, yet nothing decodes
    // … or this many were given to the decoder in vain, or one that it refused, as long as nothing for a frozen
    // picture's time; a decoder holds back less once the first picture is out.
    int fed_in_vain = 3;
    milliseconds grey{20'000};       // one grey that does not move: dense fog moves a little in that time
    int repeats = 3;                 // equal coded pictures in a row before they can mean a stuck camera
    int looks = 2;                   // findings in a row that agree before they are said
    // A camera whose key frames always differed, this many in a row, has noise or a clock in its picture: equal ones then
    // mean that it is stuck.
    int differing_keys = 20, equal_keys = 3;
};

class Watch {
public:
    explicit Watch(WatchLimits limits = {}) : limits_(limits) {}

    void on_packet(const PacketSeen& packet);
    /// A packet goes to the decoder.
    void on_fed() { ++fed_; }
    /// … which could make nothing of it.
    void on_refused() { ++refused_; }
    void on_picture(const PictureSeen& picture);
    /// What was found in a picture; may come a while after it.
    void on_finding(const Finding& finding);
    /// How far the stream's own thread is behind with a source it paces itself.
    void on_own_lag(milliseconds lag) { own_lag_ = lag; }
    /// How its pictures come; of a still or a playlist how new it is. `lag`: of a playlist, how far what is shown lies behind its end.
    void on_freshness(Delivery delivery, const Freshness& freshness, milliseconds lag);
    /// An unseen camera is not decoded: then only packets are judged.
    void expect_pictures(bool expected, Time now);

    Verdict judge(Time now);
    /// Since when nothing has arrived; Time{} before the first packet.
    Time last_packet() const { return last_packet_; }
    /// How long silence may last before it means something: `frozen`, or three usual intervals.
    microseconds patience() const;
    /// Between the last two key frames; 0: not known yet.
    microseconds key_interval() const { return key_interval_; }

private:
    Verdict judge_fresh(Verdict verdict, Time now);
    std::optional<Verdict> judge_content(Verdict verdict);
    void follow_dark(const PictureSeen& picture);
    void follow_keys(const PictureSeen& picture);
    bool is_late();
    std::optional<Cause> no_signal() const;

    WatchLimits limits_;
    Time last_packet_, last_key_, last_distinct_, timestamp_moved_;
    Time last_picture_, last_sign_of_life_, luma_changed_, dark_since_, faint_since_, pictures_expected_since_;
    microseconds usual_interval_{0}, key_interval_{0};
    std::optional<microseconds> timestamp_;
    ArrivalClock clock_;
    milliseconds own_lag_{0}, playlist_lag_{0};
    Delivery delivery_ = Delivery::stream;
    Freshness freshness_;
    std::uint64_t packet_hash_ = 0, luma_hash_ = 0;
    int repeats_ = 0;
    int fed_ = 0, refused_ = 0, damaged_ = 0; // since the last sign of life
    std::uint64_t key_luma_hash_ = 0;
    int keys_ = 0, differing_keys_ = 0, equal_keys_ = 0;
    bool keys_may_equal_ = false; // this camera has sent equal key frames and gone on
    Time content_since_, still_since_, last_look_;
    Content content_ = Content::scene;
    int looks_ = 0; // that agreed on content_
    bool expects_pictures_ = true, late_ = false, is_black_ = false;
};

}
