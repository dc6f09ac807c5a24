#pragma once
// One connection from the dial to the end or the fault: reads, paces, decodes, scales, watches, tells. The stream's
// thread only.

#include "video/dial/budget.h"
#include "video/stream/analysis.h"
#include "video/stream/decoder.h"
#include "video/stream/pacer.h"
#include "video/stream/packet_source.h"
#include "video/stream/scaler.h"
#include "video/stream/status_board.h"
#include "video/stream/stream_options.h"
#include "video/stream/watch.h"

#include <memory>
#include <optional>

namespace video {

/// What a stream remembers from one of its connections to the next.
struct StreamMemory {
    std::uint64_t serial = 0;    // of the last picture given out
    std::uint64_t mark = 0;      // of a still or a playlist: what it held last, and since when
    Time renewed;
    bool asks_for_sound = false; // a camera that will not give its sound is asked for the picture alone
};

/// What a connection is made for. All it refers to is the stream's and outlives it.
struct ConnectionOrder {
    const StreamOptions& options;
    Address address;   // with the sign-in
    StatusBoard& board;
    FrameSlot& slot;
    StreamMemory& memory;
    std::stop_token stop;
    std::function<void()> on_first_packet; // called once, when the camera delivers
};

class Connection {
public:
    explicit Connection(ConnectionOrder order);

    /// Returns when the stop was asked for or a recording that is played once has ended. Throws Error for everything
    /// else.
    void run();
    /// How long pictures came; decides whether the next attempt starts from a short wait.
    microseconds good_for() const;

private:
    SourceOrder order_for(Dialled dialled);
    void open();
    void wait_for_turn(Turn turn);
    bool dial_and_open();
    bool read_one();
    bool read_picture();
    void play_to_the_end();
    void begin_again();
    Time wait_until_due(const AVPacket& packet, Time now);
    void look_at(const AVPacket& packet, Time at);
    void decode(const AVPacket& packet, Time at);
    bool is_worth_decoding(const AVPacket& packet, const PictureWish& wanted, Time at);
    void show(const AVFrame& picture, Time at);
    void analyse(const AVFrame& picture, Time at);
    bool is_due(const PictureWish& wanted, Time at);
    void follow_freshness(Time now);
    void publish(Time now);
    bool let_go(); // asked by FFmpeg while it waits
    void say_step(Step step);
    bool is_recorded() const { return source_ && source_->plays() == Plays::once; }

    const ConnectionOrder order_;
    const StreamOptions& options_; // these four: of order_
    StatusBoard& board_;
    StreamMemory& memory_;
    const std::stop_token& stop_;

    Calendar calendar_;
    Watch watch_;
    std::unique_ptr<PacketSource> source_;
    std::optional<Decoder> decoder_;
    std::optional<Scaler> scaler_, small_scaler_; // for the screen, for the analysis
    Analysis analysis_;
    std::optional<Pacer> pacer_;
    PacketHandle packet_;

    Time paced_since_;
    milliseconds asked_every_{0};
    Time first_key_, seen_since_; // pictures have been looked for since
    Time opened_, last_publish_, first_picture_, last_picture_, last_shown_, last_decoded_, need_key_since_, next_given_;
    Cause gave_up_ = Cause::none;
    bool need_key_ = false, catching_up_ = false, at_live_edge_ = true;
    std::uint64_t packets_this_round_ = 0;
    Time rate_since_;
    int pictures_in_rate_ = 0;
    double rate_ = 0, cpu_share_ = 0, rate_cpu_s_ = 0, wait_share_ = 0, rate_wait_s_ = -1;
    PictureSize natural_;
};

}
