#pragma once
// One connection from the dial to the end or the fault: reads, paces, decodes, scales, watches, tells. The stream's
// thread only.

#include "video/dial/address.h"
#include "video/dial/budget.h"
#include "video/dial/dial.h"
#include "video/stream/decoder.h"
#include "video/stream/library_source.h"
#include "video/stream/pacer.h"
#include "video/stream/scaler.h"
#include "video/stream/status_board.h"
#include "video/stream/watch.h"

#include <optional>

namespace video {

class Connection {
public:
    /// `serial` goes on counting across connections of one stream; `asks_for_sound` is remembered across them: a camera that will not
    /// give its sound is asked for the picture alone.
    /// `on_first_packet` is called once, when the camera delivers.
    Connection(const StreamOptions& options, const Address& address, StatusBoard& board, FrameSlot& slot,
               std::uint64_t& serial, bool& asks_for_sound, std::stop_token stop, std::function<void()> on_first_packet);

    /// Returns when the stop was asked for or a recording that is played once has ended. Throws Error for everything
    /// else.
    void run();
    /// How long pictures came; decides whether the next attempt starts from a short wait.
    microseconds good_for() const;

private:
    SourceRequest request_for(const Dialled& dialled);
    void open();
    void wait_for_turn(Turn turn);
    bool open_source();
    bool read_one();
    bool read_picture();
    void play_to_the_end();
    void begin_again();
    Time wait_until_due(const AVPacket& packet, Time now);
    void look_at(const AVPacket& packet, Time at);
    void decode(const AVPacket& packet, Time at);
    bool is_worth_decoding(const AVPacket& packet, const Wanted& wanted, Time at);
    void show(const AVFrame& picture, Time at);
    void analyse(const AVFrame& picture, Time at);
    bool is_due(const Wanted& wanted, Time at);
    void publish(Time now);
    bool let_go(); // asked by FFmpeg while it waits
    void say_step(Step step);
    bool is_recorded() const { return source_ && source_->is_recording() && !options_.loop; }

    const StreamOptions& options_;
    const Address& address_;
    StatusBoard& board_;
    FrameSlot& slot_;
    std::uint64_t& serial_;
    bool& asks_for_sound_;
    std::stop_token stop_;
    std::function<void()> on_first_packet_;

    Calendar calendar_;
    Watch watch_;
    std::optional<Source> source_;
    std::optional<Decoder> decoder_;
    std::optional<Scaler> scaler_, small_scaler_; // for the screen, for the analysis
    Analysis analysis_;
    std::optional<Pacer> pacer_;
    PacketHandle packet_;

    Time opened_, last_publish_, first_picture_, last_picture_, last_shown_, last_decoded_, need_key_since_, next_given_;
    Cause gave_up_ = Cause::none;
    bool need_key_ = false, catching_up_ = false, at_live_edge_ = true;
    std::uint64_t packets_this_round_ = 0;
    Time rate_since_;
    int pictures_in_rate_ = 0;
    double rate_ = 0, cpu_share_ = 0, rate_cpu_s_ = 0;
    PictureSize natural_;
};

}
