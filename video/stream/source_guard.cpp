#include "video/stream/source_guard.h"

#include "video/ceilings.h"
#include "video/dial/address.h"
#include "video/error.h"

extern "C" {
#include <libavformat/avformat.h>
}

#include <algorithm>
#include <cstring>
#include <string_view>
#include <utility>

namespace video {
namespace {

constexpr std::string_view list_begin = "#EXTM3U"; // the only first line with which the library takes it for one

std::string host_of(const Address& address) { return address.host + ":" + std::to_string(address.port); }

}

/// An input that the library opened for itself, read through us.
struct SourceGuard::Limited {
    SourceGuard& guard;
    AVIOContext *inner = nullptr, *outer = nullptr;
    std::int64_t read = 0;
    std::string head; // its first bytes, until they tell what it is

    bool is_list() const { return head.starts_with(list_begin); }

    static int take(void* opaque, std::uint8_t* bytes, int most) noexcept
    {
        auto& self = *static_cast<Limited*>(opaque);
        const int got = avio_read_partial(self.inner, bytes, most);
        if (got <= 0)
            return got == 0 ? AVERROR_EOF : got;
        self.read += got;
        if (self.head.size() < list_begin.size())
            self.head.append(reinterpret_cast<const char*>(bytes), std::min<std::size_t>(static_cast<std::size_t>(got), list_begin.size() - self.head.size()));
        if (!self.is_list() || self.read <= ceiling::playlist)
            return got;
        self.guard.refused_ = "its list of pieces is longer than a mebibyte";
        return AVERROR_INVALIDDATA;
    }

    static std::int64_t go_to(void* opaque, std::int64_t at, int whence) noexcept
    {
        AVIOContext* inner = static_cast<Limited*>(opaque)->inner;
        return whence == AVSEEK_SIZE ? avio_size(inner) : avio_seek(inner, at, whence & ~AVSEEK_FORCE);
    }
};

SourceGuard::SourceGuard(const std::string& url, std::function<bool()> interrupted) : interrupted_(std::move(interrupted))
{
    try {
        const Address address = parse_address(url);
        host_ = host_of(address);
        has_sign_in_ = !address.user.empty() || !address.password.empty();
    } catch (const Error&) {
        host_.clear(); // a file's name; it leads nowhere
    }
}

SourceGuard::~SourceGuard() = default;

void SourceGuard::watch(AVFormatContext& format)
{
    format_ = &format;
    format.opaque = this;
    format.interrupt_callback = {[](void* self) { return static_cast<SourceGuard*>(self)->must_let_go() ? 1 : 0; }, this};
    library_open_ = format.io_open;
    format.io_open = [](AVFormatContext* asked, AVIOContext** io, const char* url, int flags, AVDictionary** options) {
        return static_cast<SourceGuard*>(asked->opaque)->open(asked, io, url, flags, options);
    };
    format.io_close2 = [](AVFormatContext* asked, AVIOContext* io) { return static_cast<SourceGuard*>(asked->opaque)->close(io); };
}

bool SourceGuard::must_let_go() noexcept
{
    try {
        if (refused_.empty() && format_) {
            look_where_it_leads();
            look_at_first_list();
        }
        return !refused_.empty() || (interrupted_ && interrupted_());
    } catch (...) {
        return true;
    }
}

/// RTSP: the library puts another address into the format when it is sent on, a new text each time, and dials that next.
void SourceGuard::look_where_it_leads()
{
    if (host_.empty() || !format_->url || format_->url == led_to_)
        return;
    const bool is_first = !led_to_;
    led_to_ = format_->url;
    if (is_first)
        return;
    std::string host;
    try {
        host = host_of(parse_address(std::string(led_to_)));
    } catch (const Error&) {
        refused_ = "it sends us on to what is no address";
        return;
    }
    if (++redirects_ > ceiling::redirects)
        refused_ = "it sends us on again and again";
    else if (has_sign_in_ && host != host_)
        refused_ = "it sends us on to another host, and a sign-in is for one host";
}

void SourceGuard::look_at_first_list()
{
    if (!is_open_ && format_->iformat && std::strcmp(format_->iformat->name, "hls") == 0 && format_->pb && format_->pb->bytes_read > ceiling::playlist)
        refused_ = "its list of pieces is longer than a mebibyte";
}

int SourceGuard::open(AVFormatContext* format, AVIOContext** io, const char* url, int flags, AVDictionary** options)
{
    const bool is_first = io == &format->pb; // the input itself: as the library wants it
    const int result = library_open_(format, io, url, flags, options);
    if (result < 0 || is_first || !*io)
        return result;
    constexpr int buffer_bytes = 32 << 10;
    auto limited = std::make_unique<Limited>(Limited{.guard = *this, .inner = *io});
    auto* buffer = static_cast<std::uint8_t*>(av_malloc(buffer_bytes));
    limited->outer = buffer ? avio_alloc_context(buffer, buffer_bytes, 0, limited.get(), Limited::take, nullptr, Limited::go_to) : nullptr;
    if (!limited->outer) {
        av_free(buffer);
        avio_closep(io);
        return AVERROR(ENOMEM);
    }
    limited->outer->seekable = limited->inner->seekable;
    *io = limited->outer;
    inputs_.push_back(std::move(limited));
    return result;
}

int SourceGuard::close(AVIOContext* io)
{
    const auto at = std::ranges::find_if(inputs_, [&](const auto& one) { return one->outer == io; });
    if (at == inputs_.end())
        return avio_close(io);
    av_freep(&io->buffer);
    avio_context_free(&io);
    const int result = avio_close((*at)->inner);
    inputs_.erase(at);
    return result;
}

}
