#pragma once
// Between an RTSP session of ours and FFmpeg, which makes pictures of its packets: the library reads a description and then RTP, and dials nobody. For
// library_source.cpp; one thread.

#include "video/dial/rtsp_session.h"
#include "video/error.h"

#include <memory>
#include <optional>
#include <string>

struct AVFormatContext;
struct AVIOContext;

namespace video {

class RtspInput {
public:
    /// Of a session that plays. Throws std::bad_alloc.
    explicit RtspInput(std::shared_ptr<RtspSession> session);
    ~RtspInput();
    RtspInput(const RtspInput&) = delete;
    RtspInput& operator=(const RtspInput&) = delete;

    /// The description, for a context that is to be opened as "sdp"; it may not outlive this.
    void describe(AVFormatContext& format);
    /// From here on the packets.
    void play(AVFormatContext& format);
    /// What the line said last, where the library has but a number for it.
    const std::optional<Error>& trouble() const { return trouble_; }

private:
    int receive(unsigned char* bytes, int most) noexcept;
    int note(const Error& error) noexcept;

    std::shared_ptr<RtspSession> session_;
    std::string report_; // what the library has written since it last read: one packet of RTCP
    std::optional<Error> trouble_;
    AVIOContext *description_ = nullptr, *packets_ = nullptr;
    std::size_t read_ = 0; // of the description
};

}
