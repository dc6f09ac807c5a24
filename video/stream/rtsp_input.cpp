#include "video/stream/rtsp_input.h"

extern "C" {
#include <libavformat/avformat.h>
}

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <new>
#include <type_traits>
#include <utility>

namespace video {
namespace {

constexpr int input_buffer_bytes = 2048;

template <typename Read, typename Write> AVIOContext* make_io(void* self, Read read, Write write)
{
    auto* buffer = static_cast<unsigned char*>(av_malloc(input_buffer_bytes));
    AVIOContext* io = buffer ? avio_alloc_context(buffer, input_buffer_bytes, write ? 1 : 0, self, read, write, nullptr) : nullptr;
    if (!io) {
        av_free(buffer);
        throw std::bad_alloc();
    }
    return io;
}

void free_io(AVIOContext* io)
{
    if (!io)
        return;
    av_freep(&io->buffer);
    avio_context_free(&io);
}

using WritePacket = decltype(AVIOContext::write_packet);
template <typename Bytes> Bytes* bytes_of(int (*)(void*, Bytes*, int));
using Written = std::remove_pointer_t<decltype(bytes_of(WritePacket{}))>; // const from FFmpeg 7 on

}

RtspInput::RtspInput(std::shared_ptr<RtspSession> session) : session_(std::move(session)) {}

RtspInput::~RtspInput()
{
    free_io(description_);
    free_io(packets_);
}

void RtspInput::describe(AVFormatContext& format)
{
    const auto read = [](void* opaque, std::uint8_t* bytes, int most) noexcept {
        auto& self = *static_cast<RtspInput*>(opaque);
        const std::string& text = self.session_->played();
        const std::size_t count = std::min(text.size() - self.read_, static_cast<std::size_t>(most));
        std::memcpy(bytes, text.data() + self.read_, count);
        self.read_ += count;
        return count > 0 ? static_cast<int>(count) : AVERROR_EOF;
    };
    description_ = make_io(this, +read, WritePacket{});
    format.pb = description_;
    format.flags |= AVFMT_FLAG_CUSTOM_IO; // the library does not close it
}

void RtspInput::play(AVFormatContext& format)
{
    const auto read = [](void* opaque, std::uint8_t* bytes, int most) noexcept { return static_cast<RtspInput*>(opaque)->receive(bytes, most); };
    const WritePacket write = [](void* opaque, Written* bytes, int count) noexcept {
        try {
            static_cast<RtspInput*>(opaque)->report_.append(reinterpret_cast<const char*>(bytes), static_cast<std::size_t>(count));
            return count;
        } catch (...) {
            return AVERROR(ENOMEM);
        }
    };
    packets_ = make_io(this, +read, write);
    packets_->direct = 1; // a packet is handed over as it came
    format.pb = packets_;
}

int RtspInput::receive(unsigned char* bytes, int most) noexcept
{
    try {
        if (!report_.empty())
            session_->send_report(std::exchange(report_, {}));
        const std::string packet = session_->receive();
        if (packet.empty())
            return AVERROR_EOF;
        if (packet.size() > static_cast<std::size_t>(most))
            return AVERROR(EAGAIN);
        std::memcpy(bytes, packet.data(), packet.size());
        return static_cast<int>(packet.size());
    } catch (const Error& error) {
        return note(error);
    } catch (...) {
        return AVERROR(ENOMEM);
    }
}

int RtspInput::note(const Error& error) noexcept
{
    if (error.cause == Cause::stopped)
        return AVERROR_EXIT;
    try {
        trouble_ = error;
    } catch (...) {
        return AVERROR(ENOMEM);
    }
    return error.cause == Cause::no_answer ? AVERROR(ETIMEDOUT) : AVERROR(EIO);
}

}
