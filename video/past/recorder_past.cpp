#include "video/past/recorder_past.h"

#include "video/dial/rtsp_message.h"
#include "video/ffmpeg.h"
#include "video/redact.h"
#include "video/stream/source_table.h"

#include <algorithm>
#include <array>
#include <condition_variable>
#include <ctime>
#include <mutex>
#include <optional>

extern "C" {
#include <libavcodec/packet.h>
}

namespace video {
namespace {

// Hikvision: its guide to RTSP addresses (tracks/CHANNEL STREAM, times after ISO 8601 with a Z that its devices read as their own
// time on the wall). Dahua: its HTTP API, "playback" (times with underscores, the device's own). Uniview: its guide to stream
// addresses (c CHANNEL, seconds since 1970). "clock": recorders and media servers that take ISO 8601 in UTC.
constexpr RecorderModel models[] = {
    {"hikvision", "{track}?starttime={start}&endtime={end}", "%Y%m%dT%H%M%SZ", RecorderTime::local, "rtsp://10.1.2.3:554/Streaming/tracks/101"},
    {"hikvision-utc", "{track}?starttime={start}&endtime={end}", "%Y%m%dT%H%M%SZ", RecorderTime::utc, "rtsp://10.1.2.3:554/Streaming/tracks/101"},
    {"dahua", "{track}&starttime={start}&endtime={end}", "%Y_%m_%d_%H_%M_%S", RecorderTime::local, "rtsp://10.1.2.3:554/cam/playback?channel=1&subtype=0"},
    {"uniview", "{track}/b{start}/e{end}/replay/", "", RecorderTime::epoch, "rtsp://10.1.2.3:554/c1"},
    {"clock", "{track}?start={start}&end={end}", "%Y-%m-%dT%H:%M:%SZ", RecorderTime::utc, "rtsp://10.1.2.3:554/camera1"},
};

std::string time_text(const Recorder& recorder, std::chrono::sys_seconds time)
{
    if (recorder.model->zone == RecorderTime::epoch)
        return std::to_string(time.time_since_epoch().count());
    if (recorder.model->zone == RecorderTime::local)
        time += recorder.utc_offset;
    const std::time_t seconds = std::chrono::system_clock::to_time_t(time);
    std::tm parts{};
    gmtime_r(&seconds, &parts);
    char text[64];
    return {text, std::strftime(text, sizeof text, std::string(recorder.model->time).c_str(), &parts)};
}

void replace(std::string& text, std::string_view what, const std::string& with)
{
    if (const std::size_t at = text.find(what); at != std::string::npos)
        text.replace(at, what.size(), with);
}

Address address_of(const Recorder& recorder, TimeSpan time)
{
    Address address = parse_address(recorder_url(recorder, time));
    if (recorder.sign_in)
        address.use(recorder.sign_in());
    return address;
}

/// Recorders serve few at once, and take a moment to notice that somebody has gone: what is busy is asked again.
Dialled dial_patiently(const Address& address, const std::stop_token& stop)
{
    constexpr int most_tries = 4;
    for (int tries = 1;; ++tries) {
        try {
            return dial(address, {.stop = stop});
        } catch (const Error& error) {
            constexpr std::array final_causes{Cause::not_found, Cause::wrong_password, Cause::certificate, Cause::no_credential, Cause::name_not_found, Cause::stopped};
            if (tries == most_tries || stop.stop_requested() || std::ranges::find(final_causes, error.cause) != final_causes.end())
                throw;
        }
        std::mutex mutex;
        std::condition_variable_any stopped;
        std::unique_lock lock(mutex);
        stopped.wait_for(lock, stop, std::chrono::milliseconds(300), [] { return false; });
    }
}

class RecorderReader final : public PastReader {
public:
    RecorderReader(Recorder recorder, TimeSpan time, std::stop_token stop) : recorder_(std::move(recorder)), time_(time), stop_(std::move(stop)) {}

    bool seek(SystemTime to) override
    {
        source_.reset();
        begin_ = std::chrono::floor<std::chrono::seconds>(std::clamp(to, time_.from, time_.to));
        if (begin_ >= time_.to)
            return false;
        const Address address = address_of(recorder_, {begin_, time_.to});
        try {
            if (!open(address, with_sound_))
                with_sound_ = false, open(address, false);
        } catch (const Error& error) {
            if (error.cause == Cause::not_found)
                return false;
            throw Error(error.cause, without_secret(error.what(), address.password));
        }
        codec_ = std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(source_->codec()), source_->quarter_turns(), source_->pixel_aspect()});
        sound_codec_ = source_->sound() ? std::make_shared<const KeptCodec>(KeptCodec{copy_parameters(*source_->sound())}) : nullptr;
        even_sound_ = {};
        first_.reset();
        last_ = begin_ - microseconds(1);
        return true;
    }

    bool read(KeptPacket& packet) override
    {
        be_patient();
        try {
            if (!source_ || !source_->read(*raw_))
                return false;
        } catch (const Error&) {
            // Recorders end a stretch by hanging up, by falling silent, or properly.
            source_.reset();
            return false;
        }
        const PacketTimes times = source_->times(*raw_);
        const auto own = times.either();
        if (source_->is_sound(*raw_)) {
            // Its clock is another until the recorder says how both belong together: it comes beside the pictures it was sent with.
            const SystemTime at = even_sound_(own, last_);
            packet = {keep_packet(*raw_, times, at), sound_codec_, at, false, static_cast<std::size_t>(raw_->size), true};
            return true;
        }
        if (own && !first_)
            first_ = own;
        last_ = own ? std::max(SystemTime(begin_) + (*own - *first_), last_ + microseconds(1)) : last_ + source_->frame_interval();
        packet = {keep_packet(*raw_, times, last_), codec_, last_, (raw_->flags & AV_PKT_FLAG_KEY) != 0, static_cast<std::size_t>(raw_->size)};
        return true;
    }

private:
    /// False: it would not give the sound that it describes.
    bool open(const Address& address, bool with_sound)
    {
        Dialled dialled = dial_patiently(address, stop_);
        with_sound = with_sound && describes_sound(dialled.description);
        be_patient();
        try {
            source_ = open_source({.address = address,
                                   .dialled = std::move(dialled),
                                   .with_sound = with_sound,
                                   .interrupted = [this] { return stop_.stop_requested() || std::chrono::steady_clock::now() > patience_; }});
        } catch (const Error&) {
            if (!with_sound || stop_.stop_requested())
                throw;
            return false;
        }
        return true;
    }
    void be_patient() { patience_ = std::chrono::steady_clock::now() + std::chrono::seconds(8); }

    Recorder recorder_;
    TimeSpan time_;
    std::stop_token stop_;
    Time patience_;
    std::unique_ptr<PacketSource> source_;
    KeptCodecPtr codec_, sound_codec_;
    EvenTime even_sound_;
    bool with_sound_ = true;
    std::chrono::sys_seconds begin_;
    std::optional<microseconds> first_;
    SystemTime last_;
    PacketHandle raw_ = make_packet();
};

}

const std::vector<RecorderModel>& recorder_models()
{
    static const std::vector<RecorderModel> all(std::begin(models), std::end(models));
    return all;
}

const RecorderModel* find_recorder_model(std::string_view name)
{
    const auto at = std::ranges::find(models, name, &RecorderModel::name);
    return at == std::end(models) ? nullptr : at;
}

std::string recorder_url(const Recorder& recorder, TimeSpan time)
{
    std::string url(recorder.model->address);
    replace(url, "{start}", time_text(recorder, std::chrono::floor<std::chrono::seconds>(time.from)));
    replace(url, "{end}", time_text(recorder, std::chrono::ceil<std::chrono::seconds>(time.to)));
    replace(url, "{track}", recorder.track);
    return url;
}

std::vector<PastSpan> RecorderPast::spans(TimeSpan time, const std::stop_token& stop)
{
    time_ = time;
    try {
        dial_patiently(address_of(recorder_, time), stop);
    } catch (const Error& error) {
        if (error.cause == Cause::not_found)
            return {};
        throw;
    }
    return {{time, PastPlace::recorder, true}};
}

std::unique_ptr<PastReader> RecorderPast::open(std::stop_token stop) { return std::make_unique<RecorderReader>(recorder_, time_, std::move(stop)); }

}
