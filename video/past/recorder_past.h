#pragma once
// A recorder as a place of the past, through RTSP addresses that name start and end. Models differ in the address, in how a time is
// written and in whose time it is: the table in recorder_past.cpp. Blocks on the network; any thread, one call at a time.

#include "video/dial/sign_in.h"
#include "video/past/archive.h"

#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace video {

/// How the recorder wants its times: by its own clock on the wall, in UTC, or in seconds since 1970.
enum class RecorderTime { local, utc, epoch };

struct RecorderModel {
    std::string_view name;     // "hikvision"
    std::string_view address;  // {track}: the camera's address on the recorder; {start}, {end}
    std::string_view time;     // as strftime has it; "": seconds since 1970
    RecorderTime zone;
    std::string_view track;    // an example of {track}
};

const std::vector<RecorderModel>& recorder_models();
/// Null for a name that is not in the table.
const RecorderModel* find_recorder_model(std::string_view name);

struct Recorder {
    const RecorderModel* model = nullptr;
    std::string track;                      // "rtsp://10.1.2.3:554/Streaming/tracks/101", without credentials
    std::chrono::minutes utc_offset{};      // of the recorder's clock on the wall
    std::function<SignIn()> sign_in;        // as StreamOptions::sign_in; empty: it asks for none
};

/// The address of one stretch; whole seconds, the start rounded down, the end up.
std::string recorder_url(const Recorder& recorder, TimeSpan time);

class RecorderPast final : public Past {
public:
    explicit RecorderPast(Recorder recorder) : recorder_(std::move(recorder)) {}

    PastPlace place() const override { return PastPlace::recorder; }
    /// Asks for a description of the stretch: what is described is promised.
    std::vector<PastSpan> spans(TimeSpan time, const std::stop_token& stop) override;
    Missing missing(SystemTime) const override { return Missing::no_recording; }
    std::unique_ptr<PastReader> open(std::stop_token stop) override;

private:
    Recorder recorder_;
    TimeSpan time_; // of the last spans()
};

}
