#pragma once
// Whatever FFmpeg's demuxers read: files, RTSP, HTTP. The kinds differ in how it is opened. One thread.

#include "video/ffmpeg.h"
#include "video/stream/http_access.h"
#include "video/stream/packet_source.h"

#include <string>
#include <utility>
#include <vector>

namespace video {

struct LibraryOpening {
    std::string url;       // for the library, credentials in it percent-encoded
    std::string protocols; // it may lead to: a playlist on disk must not dial, and a camera must not open files
    std::vector<std::pair<const char*, std::string>> options;
    Family of = Family::file; // for the causes of what goes wrong
    std::optional<Plays> plays = {}; // empty: a recording if it can seek and says how long it is
    bool with_sound = false;
    std::optional<HttpAccess> http = {}; // it is fetched by us, and `url` says how the library is to call it
    std::shared_ptr<RtspSession> session = {}; // it plays already, and `url` says so for words alone
    std::function<bool()> interrupted;
};

/// The options of everything that comes from the network.
std::vector<std::pair<const char*, std::string>> network_options();

class RtspInput;
class RtspSession;
class SourceGuard;

class LibrarySource final : public PacketSource {
public:
    /// Opens it. Throws Error; interrupted: Cause::no_answer.
    explicit LibrarySource(LibraryOpening opening);
    ~LibrarySource() override;
    LibrarySource(const LibrarySource&) = delete;
    LibrarySource& operator=(const LibrarySource&) = delete;

    Plays plays() const override { return plays_; }
    Delivery delivery() const override;
    std::optional<Freshness> freshness() const override;
    bool read(AVPacket& packet) override;
    const AVCodecParameters& codec() const override;
    PacketTimes times(const AVPacket& packet) const override;
    const AVCodecParameters* sound() const override;
    bool is_sound(const AVPacket& packet) const override;
    bool rewind() override;
    bool seek(microseconds since_start) override;
    microseconds start() const override;
    microseconds duration() const override;
    microseconds frame_interval() const override;
    int quarter_turns() const override;
    double pixel_aspect() const override;

private:
    void open(const LibraryOpening& opening);
    void choose_stream(bool look_inside);
    void choose_sound();
    void checked(int result, const char* doing) const;

    std::unique_ptr<SourceGuard> guard_; // FFmpeg keeps its address: goes after the format
    std::unique_ptr<RtspInput> rtsp_;    // as well
    FormatHandle format_;
    int stream_ = -1, sound_ = -1; // −1: none
    Plays plays_ = Plays::live;
    Family family_ = Family::file;
    bool has_no_stamps_ = false;               // the library makes them up, 25 a second: those of arrival are used
    std::optional<Time> first_arrival_, arrival_;
};

}
